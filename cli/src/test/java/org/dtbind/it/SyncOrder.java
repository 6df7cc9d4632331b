// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.kernel.Paths;

/**
 * Checks the order of fsync calls in a trace of a run that changed persistent files. The journal
 * and its name are synced before any other name changes. All names are synced before the journal
 * contains {@code done}. The removal of the journal is synced before the program ends.
 */
final class SyncOrder {

  private static final String JOURNAL = "/etc/dtbind/journal";

  /** {@code 123 rename("/a", "/b") = 0}, {@code 123 fsync(5</a>) = 0}. */
  private static final Pattern CALL = Pattern.compile("\\d+ +(\\w+)\\((.*)");

  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern FILE = Pattern.compile("^\\d+<([^>]*)>");

  private final List<String> trace;

  /** Changed paths whose directory has not been synced since. */
  private final Set<String> unsynced = new TreeSet<>();

  /** Whether the journal has unsynced text. */
  private boolean journalUnsynced;

  private int names;
  private int dones;

  SyncOrder(List<String> trace) {
    this.trace = trace;
  }

  void check() {
    trace.forEach(this::check);
    String all = String.join("\n", trace);
    assertThat(unsynced).as(all).isEmpty();
    assertThat(journalUnsynced).as(all).isFalse();
    assertThat(names).as("changed names: " + all).isGreaterThan(5);
    assertThat(dones).as("writes of done to the journal: " + all).isOne();
  }

  private void check(String line) {
    Matcher call = CALL.matcher(line);
    if (!call.matches() || line.contains(" = -1 ")) {
      return;
    }
    String rest = call.group(2);
    switch (call.group(1)) {
      case "rename", "symlink" -> changed(text(rest, 1), line);
      case "unlink", "mkdir" -> changed(text(rest, 0), line);
      case "fsync", "fdatasync" -> synced(file(rest));
      case "write" -> written(file(rest), rest, line);
      default -> {}
    }
  }

  private void changed(String path, String line) {
    if (!path.startsWith("/etc/") && !path.startsWith("/var/") || path.endsWith(".new")) {
      return;
    }
    boolean exempt = path.equals(JOURNAL) || Paths.parent(path).equals("/etc");
    assertThat(exempt || !journalUnsynced && !unsynced.contains(JOURNAL))
        .as("the journal is synced before: " + line)
        .isTrue();
    assertThat(path.equals(JOURNAL) && dones > 0 && !unsynced.isEmpty())
        .as("everything is synced before the journal is removed: " + line)
        .isFalse();
    unsynced.add(path);
    names++;
  }

  private void synced(String file) {
    unsynced.removeIf(path -> Paths.parent(path).equals(file));
    journalUnsynced &= !file.equals(JOURNAL);
  }

  /** A rollback needs only the first file step in the journal; later steps need no sync. */
  private void written(String file, String rest, String line) {
    if (!file.equals(JOURNAL)) {
      return;
    }
    boolean done = rest.contains("\"done\\n\"");
    dones += done ? 1 : 0;
    assertThat(done && !unsynced.isEmpty()).as(line + " before " + unsynced).isFalse();
    journalUnsynced |= done || names < 2;
  }

  private static String text(String arguments, int at) {
    Matcher text = TEXT.matcher(arguments);
    for (int i = 0; i < at; i++) {
      text.find();
    }
    return text.find() ? text.group(1) : "";
  }

  private static String file(String arguments) {
    Matcher file = FILE.matcher(arguments);
    return file.find() ? file.group(1) : "";
  }
}
