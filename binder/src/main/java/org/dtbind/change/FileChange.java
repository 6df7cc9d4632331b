// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.Optional;
import org.dtbind.change.FileState.Link;
import org.dtbind.change.FileState.Text;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Owner;
import org.dtbind.spec.Access;

/**
 * A file that is written, replaced or removed, at once: a reader sees all of it or nothing.
 *
 * @param path absolute
 * @param before what is there until then; empty for nothing
 * @param after what is there then; empty for nothing
 * @param purpose what for, in a few words
 * @param owner whose the file is that is there until then, and its mode; empty where that is not
 *     known, or nothing or a link is there
 */
public record FileChange(
    String path,
    Optional<FileState> before,
    Optional<FileState> after,
    String purpose,
    Optional<Access> owner) {

  /**
   * Creates one that says nothing of owners.
   *
   * @param path absolute
   * @param before what is there until then; empty for nothing
   * @param after what is there then; empty for nothing
   * @param purpose what for, in a few words
   */
  public FileChange(
      String path, Optional<FileState> before, Optional<FileState> after, String purpose) {
    this(path, before, after, purpose, Optional.empty());
  }

  /**
   * {@return a file or link that may change, as it is now}
   *
   * @param files to read
   * @param path absolute
   */
  public static FileChange touched(Files files, String path) {
    Optional<FileState> is = FileState.of(files, path).value().flatMap(now -> now);
    return new FileChange(path, is, Optional.empty(), "");
  }

  /**
   * {@return what makes a file or link so; empty where it is so. Where what is there cannot be
   * told, nothing is taken to be there}
   *
   * @param files to read
   * @param path absolute
   * @param wanted what is to be there; empty for nothing
   * @param purpose what for, in a few words
   */
  public static Optional<FileChange> to(
      Files files, String path, Optional<FileState> wanted, String purpose) {
    Optional<FileState> is = FileState.of(files, path).value().flatMap(now -> now);
    return is.equals(wanted)
        ? Optional.empty()
        : Optional.of(new FileChange(path, is, wanted, purpose));
  }

  /**
   * {@return the same, with whose the file is now}
   *
   * @param files to read
   */
  public FileChange owned(Files files) {
    return owner.isEmpty() && before.filter(Text.class::isInstance).isPresent()
        ? new FileChange(path, before, after, purpose, files.owner(path).map(Owner::ownership))
        : this;
  }

  /** {@return one line: {@code write file PATH # PURPOSE}} */
  public String text() {
    String verb =
        after.map(to -> to instanceof Link ? "link " : "write file ").orElse("remove file ");
    return verb + path + "  # " + purpose;
  }

  /**
   * Makes it so.
   *
   * @param files to change
   * @return done, or why not
   */
  public Attempt<Nothing> make(Files files) {
    return put(files, after);
  }

  /**
   * Brings back what was there, and whose it was; writes nothing where it is there.
   *
   * @param files to change
   * @return why that could not be; empty where it is so
   */
  public Optional<Failure> undo(Files files) {
    return FileState.of(files, path)
        .then(now -> now.equals(before) ? giveBack(files) : restore(files))
        .failure();
  }

  private Attempt<Nothing> giveBack(Files files) {
    return owner
        .filter(whose -> files.difference(path, whose).isPresent())
        .map(whose -> files.give(path, whose))
        .orElseGet(Attempt::done);
  }

  private Attempt<Nothing> restore(Files files) {
    return before.isPresent() && before.get() instanceof Text text && owner.isPresent()
        ? restore(files, text, owner.get())
        : put(files, before);
  }

  /** Where its owner has gone, or may not be given it, the file comes back without. */
  private Attempt<Nothing> restore(Files files, Text text, Access whose) {
    Attempt<Nothing> restored = files.replace(path, text.bytes(), whose);
    if (restored.failure().isEmpty()) {
      return restored;
    }
    Access mode = Access.owned(Optional.empty(), Optional.empty(), whose.mode());
    Attempt<Nothing> content = files.replace(path, text.bytes(), mode);
    return (content.failure().isEmpty() ? content : put(files, before)).then(done -> restored);
  }

  /**
   * {@return whether what was there before still is}
   *
   * @param files to read
   */
  public boolean isStillSo(Files files) {
    return FileState.of(files, path).value().filter(before::equals).isPresent();
  }

  private Attempt<Nothing> put(Files files, Optional<FileState> state) {
    if (state.isEmpty()) {
      return files.remove(path);
    }
    return state.get() instanceof Link link
        ? files.link(path, link.target())
        : files.replace(path, ((Text) state.get()).bytes(), ((Text) state.get()).executable());
  }
}
