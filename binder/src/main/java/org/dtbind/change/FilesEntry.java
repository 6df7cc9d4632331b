// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.change.journal.JournalBlock;
import org.dtbind.change.journal.JournalDamage;
import org.dtbind.change.journal.KeyValueText;
import org.dtbind.export.target.AggregatorFiles;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.spec.Access;

/**
 * The journal entry of all files that change.
 *
 * @param changes the changes, each with the former state; a journal does not contain the new state
 */
public record FilesEntry(List<FileChange> changes) implements ReversibleEntry {

  /** The word for such a change in a journal. */
  public static final String KIND = "files";

  /** The prefix of the target of a link. */
  private static final String LINK = "link ";

  /** The prefix of the content of an executable file, in base 64. */
  private static final String PROGRAM = "program ";

  /** The prefix of the content of any other file, in base 64. */
  private static final String TEXT = "text ";

  /**
   * {@return an entry with the current owners of the files}
   *
   * @param changes the changes, each with the former state
   */
  public static FilesEntry of(Files files, List<FileChange> changes) {
    return new FilesEntry(changes.stream().map(change -> change.owned(files)).toList());
  }

  /** Copies the list. */
  public FilesEntry {
    changes = List.copyOf(changes);
  }

  @Override
  public String text() {
    return changes.size() + " files";
  }

  @Override
  public List<String> keys() {
    return changes.stream().map(FileChange::path).toList();
  }

  @Override
  public List<String> files() {
    return keys();
  }

  @Override
  public List<FileChange> lasting() {
    return changes.stream().filter(change -> Paths.lasts(change.path())).toList();
  }

  /** {@return done if the former state of each file is known; otherwise, why one is not} */
  Attempt<Nothing> known() {
    return changes.stream()
        .flatMap(change -> change.before().stream())
        .filter(FileState.Unreadable.class::isInstance)
        .findFirst()
        .map(state -> Attempt.<Nothing>failed(((FileState.Unreadable) state).why()))
        .orElseGet(Attempt::done);
  }

  @Override
  public Reversible change(WritableKernel kernel, Duration timeout) {
    return new FilesChange(kernel, List.of(), this);
  }

  @Override
  public JournalBlock block() {
    KeyValueText block = new KeyValueText(KIND);
    for (FileChange change : changes) {
      block
          .line("file", change.path())
          .line("was", change.before().map(FilesEntry::recorded))
          .line("owner", change.owner().map(FilesEntry::text));
    }
    return block.block();
  }

  private static String text(Access owner) {
    return Stream.of(owner.owner(), owner.group(), owner.mode())
        .map(one -> one.orElse("-"))
        .collect(Collectors.joining(":"));
  }

  /**
   * The separator is a colon: names of groups from a directory service may contain spaces ("domain
   * users"), but no colons.
   */
  private static Access owner(String text) throws JournalDamage {
    String[] words = text.split(":", -1);
    if (words.length != 3 || !words[2].matches("[0-7]{3,4}")) {
      throw new JournalDamage("not an owner, a group and a mode", text);
    }
    return Access.owned(Optional.of(words[0]), Optional.of(words[1]), Optional.of(words[2]));
  }

  private static String recorded(FileState state) {
    if (state instanceof FileState.Link link) {
      return LINK + link.target();
    }
    FileState.Text file = (FileState.Text) state;
    return (file.executable() ? PROGRAM : TEXT)
        + Base64.getEncoder().encodeToString(file.bytes().toArray());
  }

  /**
   * {@return the entry in a block, after each value is checked}
   *
   * @param block a block of the kind {@link #KIND}
   * @throws JournalDamage if a value is invalid, or a file does not belong to dtbind
   */
  public static FilesEntry read(JournalBlock block) throws JournalDamage {
    List<FileChange> changes = new ArrayList<>();
    for (int at = 0; at < block.lines().size(); at++) {
      String line = block.lines().get(at);
      if (!JournalBlock.key(line).equals("file")) {
        throw new JournalDamage("unexpected here", line);
      }
      String path = JournalBlock.read(line);
      if (!isOurs(path)) {
        throw new JournalDamage("not one of dtbind's files", path);
      }
      Optional<FileState> before = Optional.empty();
      boolean existed =
          at + 1 < block.lines().size() && block.lines().get(at + 1).startsWith("was=");
      if (existed) {
        at++;
        before = Optional.of(state(JournalBlock.read(block.lines().get(at))));
      }
      Optional<Access> owner = Optional.empty();
      if (before.isPresent()
          && at + 1 < block.lines().size()
          && block.lines().get(at + 1).startsWith("owner=")) {
        at++;
        owner = Optional.of(owner(JournalBlock.read(block.lines().get(at))));
      }
      changes.add(new FileChange(path, before, Optional.empty(), "", owner));
    }
    return new FilesEntry(changes);
  }

  private static FileState state(String text) throws JournalDamage {
    if (text.startsWith(LINK)) {
      return new FileState.Link(text.substring(LINK.length()));
    }
    boolean program = text.startsWith(PROGRAM);
    if (!program && !text.startsWith(TEXT)) {
      throw new JournalDamage("not the state of a file", text);
    }
    try {
      byte[] content = Base64.getDecoder().decode(text.substring(text.indexOf(' ') + 1));
      return new FileState.Text(Bytes.wrap(content), program);
    } catch (IllegalArgumentException e) {
      throw new JournalDamage("not base64", text);
    }
  }

  /**
   * Whether a journal may contain a path: it must be a file of dtbind, in one of dtbind's
   * directories. They are written out here, because nothing in a journal is trusted.
   */
  private static boolean isOurs(String path) {
    String name = Paths.name(path);
    if (!FileName.isSingle(name)) {
      return false;
    }
    return switch (Paths.parent(path)) {
      case "/var/lib/dtbind/bindings",
          "/etc/dtbind",
          "/etc/dtbind/devices",
          "/etc/dtbind/aggregators",
          "/run/dtbind/returned" ->
          true;
      case "/run/udev/rules.d" -> name.startsWith("70-dtbind-");
      case "/etc/udev/rules.d", "/etc/modules-load.d" ->
          name.startsWith("70-dtbind-") || name.startsWith("dtbind-");
      case "/etc/systemd/system", "/etc/systemd/system/multi-user.target.wants" ->
          name.equals(BindingFiles.UNIT) || name.equals(AggregatorFiles.UNIT);
      case "/dev/gpio" -> name.matches(Access.FILE);
      default -> false;
    };
  }
}
