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
 * The steps of a change, in {@code /run/dtbind/journal} while it is made, or in {@code
 * /etc/dtbind/journal} if files change that outlive a boot. A journal without a running process
 * shows that a change was interrupted, and what the state was before.
 *
 * <p>The file is text, in lines {@code KEY=VALUE}. The head, which ends in the line "begin", has
 * everything that is needed for a rollback; it is complete before the first change. Each step is
 * added before it is done, and {@code done} after all are done and verified. Paths of attributes
 * consist of the names in the head, each of which is a single file name; files are listed with
 * their paths, of which only dtbind's own are accepted.
 *
 * @param process that makes the change, as text
 * @param boot the kernel's id of this boot; empty if it has none
 * @param blocks what is changed, each with its former state
 * @param begun the steps that may have been done, in order
 * @param done whether everything is done, so that only records remain to be updated
 */
public record Journal(
    String process,
    Optional<String> boot,
    List<JournalBlock> blocks,
    List<Begun> begun,
    boolean done) {

  /** Its path while nothing changes that outlives this boot. */
  public static final String PATH = "/run/dtbind/journal";

  /** Its path while files change that outlive this boot, because power may be lost meanwhile. */
  public static final String LASTING = "/etc/dtbind/journal";

  /** The first line. */
  static final String FIRST = "dtbind-journal=1";

  /** Begins a block. */
  static final String CHANGE = "change=";

  /** The line between head and steps. */
  static final String BEGIN = "begin";

  /** The last line. */
  static final String DONE = "done";

  /** Copies the lists. */
  public Journal {
    blocks = List.copyOf(blocks);
    begun = List.copyOf(begun);
  }

  /**
   * A step that may have been done.
   *
   * @param entry the block of what it changes, from 0
   * @param text the step, as text
   */
  public record Begun(int entry, String text) {

    /** {@return its line, including the newline} */
    String line() {
      return "step=" + entry + " " + LineValue.written(text) + "\n";
    }
  }

  /** {@return the path of the journal for some changes} */
  static String place(List<JournalEntry> entries) {
    return entries.stream().anyMatch(JournalEntry::lasts) ? LASTING : PATH;
  }

  /** {@return the blocks that may have been changed} */
  public Set<Integer> touched() {
    Set<Integer> touched = new TreeSet<>();
    begun.forEach(step -> touched.add(step.entry()));
    return touched;
  }

  /** {@return the file's text} */
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
    begun.forEach(step -> text.append(step.line()));
    if (done) {
      line(text, DONE);
    }
    return text.toString();
  }

  /** {@return the number of the line that begins a block, from 1} */
  int lineOf(int block) {
    // Behind the version, the process and the boot.
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
   * {@return what each block describes}
   *
   * @param kinds reads a block
   * @param <E> the type of entries
   * @throws JournalDamage if one cannot be interpreted, with its line
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

  /**
   * Reads blocks.
   *
   * @param <E> what is read
   */
  public interface Kinds<E extends JournalEntry> {
    /** {@return what a block describes} */
    E read(JournalBlock block) throws JournalDamage;
  }
}
