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
 * Goes through the calls of a run that changed files that outlive a boot: the journal is stored,
 * with its name, before any other name changes; all names are before it says {@code done}, and that
 * it went is before the program ends. Confined to one thread.
 */
final class SyncOrder {

  private static final String JOURNAL = "/etc/dtbind/journal";

  /** {@code 123 rename("/a", "/b") = 0}, {@code 123 fsync(5</a>) = 0}. */
  private static final Pattern CALL = Pattern.compile("\\d+ +(\\w+)\\((.*)");

  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern FILE = Pattern.compile("^\\d+<([^>]*)>");

  private final List<String> trace;

  /** Paths whose folder was not synced since. */
  private final Set<String> unsynced = new TreeSet<>();

  /** What was done to the journal and not stored since. */
  private boolean unsaid;

  private int names;
  private int ends;

  SyncOrder(List<String> trace) {
    this.trace = trace;
  }

  void check() {
    trace.forEach(this::check);
    String all = String.join("\n", trace);
    assertThat(unsynced).as(all).isEmpty();
    assertThat(unsaid).as(all).isFalse();
    assertThat(names).as("names that changed: " + all).isGreaterThan(5);
    assertThat(ends).as("the journal says done once: " + all).isOne();
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
    boolean head = path.equals(JOURNAL) || Paths.parent(path).equals("/etc");
    assertThat(head || !unsaid && !unsynced.contains(JOURNAL))
        .as("what comes next is stored before: " + line)
        .isTrue();
    assertThat(path.equals(JOURNAL) && ends > 0 && !unsynced.isEmpty())
        .as("all is stored before the journal goes: " + line)
        .isFalse();
    unsynced.add(path);
    names++;
  }

  private void synced(String file) {
    unsynced.removeIf(path -> Paths.parent(path).equals(file));
    unsaid &= !file.equals(JOURNAL);
  }

  /** To go back, it is enough that one step of the files is stored. */
  private void written(String file, String rest, String line) {
    if (!file.equals(JOURNAL)) {
      return;
    }
    boolean done = rest.contains("\"done\\n\"");
    ends += done ? 1 : 0;
    assertThat(done && !unsynced.isEmpty()).as(line + " before " + unsynced).isFalse();
    unsaid |= done || names < 2;
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
