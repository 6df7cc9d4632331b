// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.source.LineValue;

/**
 * The steps of a change, in {@code /run/dtbind/journal} while it is carried out, or in {@code
 * /etc/dtbind/journal} if it modifies files that outlive a boot. A journal without a running
 * process shows that a change was interrupted, and contains the former state.
 *
 * <p>The file is text, in lines {@code KEY=VALUE}. The head, which ends with the line {@code
 * begin}, contains everything that is needed for a rollback; it is complete before the first
 * change. Each step is added before it is taken, and {@code done} after all steps are taken and
 * verified. Paths of attributes are built from the names in the head, each of which is a single
 * file name. Files are listed with their paths; only files of dtbind are accepted.
 *
 * @param process the number of the process that carries out the change, as text
 * @param boot the kernel's id of the boot; empty if it has none
 * @param blocks the changes, each with the former state
 * @param steps the steps that may have been taken, in order
 * @param done whether all steps are taken, so that only records remain to be updated
 */
public record Journal(
    String process,
    Optional<String> boot,
    List<JournalBlock> blocks,
    List<Step> steps,
    boolean done) {

  /** The path of a journal of changes that do not outlive this boot. */
  public static final String PATH = "/run/dtbind/journal";

  /**
   * The path of a journal of changes to files that outlive this boot, which survives a loss of
   * power.
   */
  public static final String LASTING = "/etc/dtbind/journal";

  static final String FIRST = "dtbind-journal=1";

  /** The beginning of the line that begins a block. */
  static final String CHANGE = "change=";

  /** The line between the head and the steps. */
  static final String BEGIN = "begin";

  /** The last line of a complete change. */
  static final String DONE = "done";

  /** Copies the lists. */
  public Journal {
    blocks = List.copyOf(blocks);
    steps = List.copyOf(steps);
  }

  /**
   * A step that may have been taken.
   *
   * @param entry the index of the block that describes the change, from 0
   */
  public record Step(int entry, String text) {

    String line() {
      return "step=" + entry + " " + LineValue.written(text) + "\n";
    }
  }

  static String place(List<? extends JournalEntry> entries) {
    return entries.stream().anyMatch(JournalEntry::lasts) ? LASTING : PATH;
  }

  /** {@return the indexes of blocks whose changes may have begun, from 0} */
  public Set<Integer> touched() {
    Set<Integer> touched = new TreeSet<>();
    steps.forEach(step -> touched.add(step.entry()));
    return touched;
  }

  /**
   * {@return whether the journal may have been written during a boot: true unless both ids are
   * known and differ}
   *
   * @param now the kernel's id of that boot; empty if it has none
   */
  public boolean isOf(Optional<String> now) {
    return boot.isEmpty() || now.isEmpty() || boot.equals(now);
  }

  /** {@return the contents of the journal's file} */
  public String text() {
    StringBuilder text = new StringBuilder();
    line(text, FIRST);
    line(text, "process=" + LineValue.written(process));
    boot.ifPresent(id -> line(text, "boot=" + id));
    for (JournalBlock block : blocks) {
      line(text, CHANGE + block.kind());
      block.lines().forEach(each -> line(text, each));
    }
    line(text, BEGIN);
    steps.forEach(step -> text.append(step.line()));
    if (done) {
      line(text, DONE);
    }
    return text.toString();
  }

  /** {@return the number of the line that begins a block, from 1; for messages} */
  int lineOf(int block) {
    // The lines before the first block: the version, the process and perhaps the boot.
    int line = boot.isPresent() ? 4 : 3;
    for (JournalBlock before : blocks.subList(0, block)) {
      line += 1 + before.lines().size();
    }
    return line;
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  /**
   * {@return the entries that the blocks describe}
   *
   * @param kinds reads a block
   * @throws JournalDamage if a block cannot be interpreted; the message contains its line
   */
  public <E extends JournalEntry> List<E> entries(Kinds<E> kinds) throws JournalDamage {
    List<E> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < blocks.size(); i++) {
      try {
        E entry = kinds.read(blocks.get(i));
        for (String key : entry.keys()) {
          if (!seen.add(key)) {
            throw new JournalDamage("listed twice", key);
          }
        }
        entries.add(entry);
      } catch (JournalDamage damage) {
        throw new JournalDamage("line %d: %s".formatted(lineOf(i), damage.why()));
      }
    }
    return entries;
  }

  /** Reads blocks. */
  public interface Kinds<E extends JournalEntry> {
    /**
     * {@return the entry that a block describes}
     *
     * @throws JournalDamage if the block cannot be interpreted
     */
    E read(JournalBlock block) throws JournalDamage;
  }
}
