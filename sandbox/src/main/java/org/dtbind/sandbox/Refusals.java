// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.sandbox.SeenSystem.Refused;

/**
 * Finds the devices whose probe failed in the log of a kernel that was booted with {@link #WORD},
 * and what the kernel said during each of these probes. Many of these messages do not name the
 * device, so the lines at which a probe begins and ends decide which of them belong to it.
 */
final class Refusals {

  /** The word of the kernel's command line that turns on all messages of drivers/base/dd.c. */
  static final String WORD = "dd.dyndbg=+p";

  /** The highest log level of warnings (include/linux/kern_levels.h). */
  private static final int WARNING = 4;

  /** A line of {@code dmesg -r}. The number contains the facility, and the level in 3 bits. */
  private static final Pattern LINE = Pattern.compile("<(\\d{1,4})>\\[ *[0-9.]+\\] ?(.*)");

  /**
   * The messages of really_probe(), call_driver_probe() and driver_bound() in drivers/base/dd.c: in
   * Linux 6.1 with the name of the device in the text, in 7.2 before it.
   */
  private static final Pattern BEGUN =
      Pattern.compile(
          "(?:\\S+ (\\S+): )?bus: '.*': really_probe: probing driver .* with device(?: (\\S+))?");

  private static final Pattern FAILED =
      Pattern.compile("(.+): probe of (\\S+) (?:failed with error|rejects match) -(\\d{1,4})");

  private static final Pattern FAILED_LATER =
      Pattern.compile(
          "\\S+ (\\S+): probe with driver (\\S+) (?:failed with error|rejects match) -(\\d{1,4})");

  private static final Pattern OVER =
      Pattern.compile(
          "\\S+ (\\S+): Driver \\S+ requests probe deferral"
              + "|(?:\\S+ (\\S+): )?driver: '.*': driver_bound: bound to device(?: '(\\S+)')?");

  private final Map<String, Refused> found = new HashMap<>();

  /** The probes that have begun, and the messages of each. A probe can cause others. */
  private final LinkedHashMap<String, List<String>> running = new LinkedHashMap<>();

  private String innermost = "";

  private Refusals() {}

  /** {@return the last failure of each device, by the name of the device} */
  static Map<String, Refused> of(List<String> log) {
    Refusals refusals = new Refusals();
    for (String line : log) {
      Matcher match = LINE.matcher(line);
      if (match.matches()) {
        refusals.add(Integer.parseInt(match.group(1)) % 8, match.group(2));
      }
    }
    return refusals.found;
  }

  private void add(int level, String text) {
    Matcher begun = BEGUN.matcher(text);
    Matcher failed = FAILED.matcher(text);
    Matcher later = FAILED_LATER.matcher(text);
    Matcher over = OVER.matcher(text);
    if (begun.matches()) {
      innermost = name(begun);
      running.remove(innermost);
      running.put(innermost, new ArrayList<>());
    } else if (failed.matches()) {
      fail(failed.group(2), failed.group(1), failed.group(3));
    } else if (later.matches()) {
      fail(later.group(1), later.group(2), later.group(3));
    } else if (over.matches()) {
      end(name(over));
    } else if (level <= WARNING && running.containsKey(innermost)) {
      running.get(innermost).add(text);
    }
  }

  /** Returns the one group that has matched; in 7.2 the device is there twice. */
  private static String name(Matcher match) {
    for (int group = match.groupCount(); group > 1; group--) {
      if (match.group(group) != null) {
        return match.group(group);
      }
    }
    return String.valueOf(match.group(1));
  }

  private void fail(String device, String driver, String errno) {
    found.put(device, new Refused(driver, Integer.parseInt(errno), end(device)));
  }

  /** Ends a probe, and those that began during it. Returns its messages. */
  private List<String> end(String device) {
    List<String> messages = running.getOrDefault(device, List.of());
    boolean inside = false;
    List<String> ended = new ArrayList<>();
    innermost = "";
    for (String name : running.keySet()) {
      inside |= name.equals(device);
      if (inside) {
        ended.add(name);
      } else {
        innermost = name;
      }
    }
    ended.forEach(running::remove);
    return messages;
  }
}
