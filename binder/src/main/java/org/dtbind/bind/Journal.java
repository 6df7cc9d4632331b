// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.transaction.FileChange;
import org.dtbind.transaction.FileState;
import org.dtbind.tree.NodePath;

/**
 * What a run is about to do, in {@code /run/dtbind/journal} while it does it. Whoever finds one
 * there that nobody works on knows what was cut off, and what was before.
 *
 * <p>The file is text, a line {@code KEY=VALUE} each. The head, up to its last line, which is
 * "begin", has everything that is needed to go back; it is there as a whole before the first
 * change. Each step is added before it is done, and {@code done} once all are done and verified.
 * Attributes that are written to are made of the names in the head, each of which is one name of a
 * file; files are listed with their paths, of which only dtbind's own are believed.
 *
 * @param process that works on it, for people
 * @param boot the kernel's number of this boot; empty where it has none
 * @param entries what is changed
 * @param begun the steps that may have been done, in order
 * @param done whether all is done, so that only records are left to be put in order
 */
record Journal(
    String process,
    Optional<String> boot,
    List<JournalEntry> entries,
    List<Begun> begun,
    boolean done) {

  /** Where it is. */
  static final String PATH = "/run/dtbind/journal";

  /** The first line. */
  static final String FIRST = "dtbind-journal=1";

  /** The line between head and steps. */
  static final String BEGIN = "begin";

  /** The last line. */
  static final String DONE = "done";

  /** Before the text of a link. */
  static final String LINK = "link ";

  /** Before the content of a program, in base 64. */
  static final String PROGRAM = "program ";

  /** Before the content of any other file, in base 64. */
  static final String TEXT = "text ";

  /** Copies the lists. */
  Journal {
    entries = List.copyOf(entries);
    begun = List.copyOf(begun);
  }

  /**
   * A step that may have been done.
   *
   * @param entry which it changes, from 0
   * @param text the step, for people
   */
  record Begun(int entry, String text) {

    /** {@return its line, with the newline} */
    String line() {
      return "step=" + entry + " " + text + "\n";
    }
  }

  /** {@return the entries that may have been changed} */
  Set<Integer> touched() {
    Set<Integer> touched = new TreeSet<>();
    begun.forEach(step -> touched.add(step.entry()));
    return touched;
  }

  /** {@return the file's text} */
  String text() {
    StringBuilder text = new StringBuilder();
    line(text, FIRST);
    line(text, "process=" + process);
    boot.ifPresent(id -> line(text, "boot=" + id));
    for (JournalEntry entry : entries) {
      if (entry instanceof JournalEntry.OfDevice device) {
        device(text, device);
      } else if (entry instanceof JournalEntry.OfFiles files) {
        files(text, files);
      }
    }
    line(text, BEGIN);
    begun.forEach(step -> text.append(step.line()));
    if (done) {
      line(text, DONE);
    }
    return text.toString();
  }

  private static void device(StringBuilder text, JournalEntry.OfDevice entry) {
    line(text, "change=device");
    line(text, "bus=" + entry.bus());
    line(text, "device=" + entry.device());
    optional(text, "node", entry.node().map(NodePath::text));
    optional(text, "driver", entry.driver());
    optional(text, "override", entry.override());
    optional(text, "next-driver", entry.nextDriver());
    optional(text, "next-override", entry.nextOverride());
    line(text, "offered=" + (entry.offered() ? "yes" : "no"));
    line(text, "kept=" + (entry.kept() ? "yes" : "no"));
    optional(text, "new-id", entry.newId());
    entry
        .recorded()
        .ifPresent(binding -> binding.text().lines().forEach(each -> line(text, "record=" + each)));
  }

  private static void files(StringBuilder text, JournalEntry.OfFiles entry) {
    line(text, "change=files");
    for (FileChange change : entry.changes()) {
      line(text, "file=" + change.path());
      change.before().ifPresent(state -> line(text, "was=" + was(state)));
    }
  }

  private static String was(FileState state) {
    if (state instanceof FileState.Link link) {
      return LINK + link.target();
    }
    FileState.Text file = (FileState.Text) state;
    return (file.executable() ? PROGRAM : TEXT)
        + Base64.getEncoder().encodeToString(file.bytes().toArray());
  }

  private static void optional(StringBuilder text, String key, Optional<String> value) {
    value.ifPresent(known -> line(text, key + "=" + known));
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
