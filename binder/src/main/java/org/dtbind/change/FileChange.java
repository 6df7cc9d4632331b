// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.Optional;
import org.dtbind.change.FileState.Link;
import org.dtbind.change.FileState.Text;
import org.dtbind.change.FileState.Unreadable;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.WritableFiles;
import org.dtbind.spec.Access;

/**
 * The change of a file or link: it is written, replaced or removed atomically, so that a reader
 * sees either the former or the new state.
 *
 * @param path the absolute path
 * @param before the former state; empty if there was no file
 * @param after the new state; empty to remove the file
 * @param purpose the purpose, in a few words
 * @param owner the owner and mode of the former file; empty if not known, or if there was no file
 *     or a link
 */
public record FileChange(
    String path,
    Optional<FileState> before,
    Optional<FileState> after,
    String purpose,
    Optional<Access> owner) {

  /**
   * Creates a change that does not know the former owner.
   *
   * @param path the absolute path
   * @param before the former state; empty if there was no file
   * @param after the new state; empty to remove the file
   * @param purpose the purpose, in a few words
   */
  public FileChange(
      String path, Optional<FileState> before, Optional<FileState> after, String purpose) {
    this(path, before, after, purpose, Optional.empty());
  }

  /**
   * {@return a change that only holds the current state of a file or link, for the journal}
   *
   * @param path the absolute path
   */
  public static FileChange touched(Files files, String path) {
    return new FileChange(path, current(files, path), Optional.empty(), "");
  }

  private static Optional<FileState> current(Files files, String path) {
    Attempt<Optional<FileState>> read = FileState.of(files, path);
    return read.failure().<FileState>map(Unreadable::new).or(() -> read.value().orElseThrow());
  }

  /**
   * {@return the change that gives a file or link a new state; empty if it already has that state}
   *
   * @param path the absolute path
   * @param wanted the new state; empty to remove it
   * @param purpose the purpose, in a few words
   */
  public static Optional<FileChange> to(
      Files files, String path, Optional<FileState> wanted, String purpose) {
    Optional<FileState> current = current(files, path);
    return current.equals(wanted)
        ? Optional.empty()
        : Optional.of(new FileChange(path, current, wanted, purpose));
  }

  /** {@return this change with the current owner and mode of the file} */
  public FileChange owned(Files files) {
    return owner.isEmpty() && before.filter(Text.class::isInstance).isPresent()
        ? new FileChange(path, before, after, purpose, files.owner(path).map(Owner::ownership))
        : this;
  }

  /** {@return the change as one line: {@code write file PATH # PURPOSE}} */
  public String text() {
    String verb =
        after.map(state -> state instanceof Link ? "link " : "write file ").orElse("remove file ");
    return verb + path + "  # " + purpose;
  }

  /**
   * Makes the change.
   *
   * @return done, or the reason why not
   */
  public Attempt<Nothing> make(WritableFiles files) {
    return put(files, after);
  }

  /**
   * Restores the former state and owner, unless they are unchanged.
   *
   * @return the reason why not; empty on success
   */
  public Optional<Failure> undo(WritableFiles files) {
    return FileState.of(files, path)
        .then(now -> now.equals(before) ? giveBack(files) : restore(files))
        .failure();
  }

  private Attempt<Nothing> giveBack(WritableFiles files) {
    return owner
        .filter(whose -> files.difference(path, whose).isPresent())
        .map(whose -> files.give(path, whose))
        .orElseGet(Attempt::done);
  }

  private Attempt<Nothing> restore(WritableFiles files) {
    return before.isPresent() && before.get() instanceof Text text && owner.isPresent()
        ? restore(files, text, owner.get())
        : put(files, before);
  }

  /** If the former owner cannot be set, restores the file without it, and returns that failure. */
  private Attempt<Nothing> restore(WritableFiles files, Text text, Access whose) {
    Attempt<Nothing> restored = files.replace(path, text.bytes(), whose);
    if (restored.failure().isEmpty()) {
      return restored;
    }
    Access mode = Access.owned(Optional.empty(), Optional.empty(), whose.mode());
    Attempt<Nothing> content = files.replace(path, text.bytes(), mode);
    return (content.failure().isEmpty() ? content : put(files, before)).then(done -> restored);
  }

  private Attempt<Nothing> put(WritableFiles files, Optional<FileState> state) {
    if (state.isEmpty()) {
      return files.remove(path);
    }
    return state.get() instanceof Link link
        ? files.link(path, link.target())
        : files.replace(path, ((Text) state.get()).bytes(), ((Text) state.get()).executable());
  }
}
