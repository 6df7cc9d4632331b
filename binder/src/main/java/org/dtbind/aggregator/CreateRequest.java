// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;

/**
 * A request for an aggregator.
 *
 * @param name of it, one that a file can have
 * @param lines it is to have, in order
 * @param access who may use its device node, and by which link below {@code /dev/gpio}
 * @param persist whether it is to come back at each boot
 * @param safe what the lines of each are set to before it goes, by the number of the request in
 *     {@code lines}; empty where nothing is said, and what was said before stays
 * @param timeout how long to wait for a lock, a chip or udev; not negative
 * @param dryRun whether to plan only
 */
public record CreateRequest(
    String name,
    List<LineRequest> lines,
    Access access,
    boolean persist,
    Optional<Map<Integer, SafeState>> safe,
    Duration timeout,
    boolean dryRun) {

  /** What a name may be, for people. */
  public static final String NAMES =
      "use up to 64 letters, digits and _ + . , @ = -, and do not begin with one of . , @ = -";

  /** How long to wait where nothing is said. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int LONGEST_NAME = 64;

  /** Copies the list. */
  public CreateRequest {
    lines = List.copyOf(lines);
    safe = safe.map(Map::copyOf);
  }

  /**
   * {@return whether an aggregator can be called so}
   *
   * @param name of it
   */
  public static boolean isName(String name) {
    // The kernel calls its own so.
    boolean taken = name.startsWith("_sysfs");
    return name.matches(Access.FILE) && name.length() <= LONGEST_NAME && !taken;
  }

  /**
   * {@return a request for one until the next boot, with the link {@code /dev/gpio/NAME}}
   *
   * @param name of it
   * @param lines it is to have, in order, each as {@link org.dtbind.gpio.LineResolver} reads it
   */
  public static CreateRequest of(String name, List<String> lines) {
    List<LineRequest> requests = lines.stream().<LineRequest>map(LineRequest.Text::new).toList();
    return new CreateRequest(name, requests, Access.NONE, false, Optional.empty(), TIMEOUT, false);
  }

  /**
   * {@return the same for certain users}
   *
   * @param wanted who may use it
   */
  public CreateRequest withAccess(Access wanted) {
    return new CreateRequest(name, lines, wanted, persist, safe, timeout, dryRun);
  }

  /** {@return the same, at each boot} */
  public CreateRequest persistent() {
    return new CreateRequest(name, lines, access, true, safe, timeout, dryRun);
  }

  /**
   * {@return the same with another patience}
   *
   * @param longest how long to wait
   */
  public CreateRequest withTimeout(Duration longest) {
    return new CreateRequest(name, lines, access, persist, safe, longest, dryRun);
  }

  /**
   * {@return the same with lines that are set before it goes}
   *
   * @param states by the number of the request in {@link #lines()}
   */
  public CreateRequest withSafe(Map<Integer, SafeState> states) {
    return new CreateRequest(name, lines, access, persist, Optional.of(states), timeout, dryRun);
  }

  /** {@return the same, planned only} */
  public CreateRequest planned() {
    return new CreateRequest(name, lines, access, persist, safe, timeout, true);
  }
}
