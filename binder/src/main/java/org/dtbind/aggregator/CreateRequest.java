// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.ChangeRequest;
import org.dtbind.change.RequestOptions;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;

/**
 * A request for an aggregator.
 *
 * @param name the aggregator's name, which must be a valid file name; see {@link #isName}
 * @param lines the lines, in order
 * @param access who may use the device node, and the link to it below {@code /dev/gpio}
 * @param persist whether to create the aggregator at each boot, too
 * @param safe the states to set before the aggregator is deleted, by index of the entry in {@code
 *     lines}; empty keeps the recorded ones
 * @param options how the change is made; force has no effect
 */
public record CreateRequest(
    String name,
    List<LineRequest> lines,
    Access access,
    boolean persist,
    Optional<Map<Integer, SafeState>> safe,
    RequestOptions options)
    implements ChangeRequest {

  /** The rule for names, as text for users. */
  public static final String NAMES =
      "use up to 64 letters, digits and _ + . , @ = -, and do not begin with one of . , @ = -";

  private static final int LONGEST_NAME = 64;

  /** Copies the collections. */
  public CreateRequest {
    lines = List.copyOf(lines);
    safe = safe.map(Map::copyOf);
  }

  /** {@return whether a name is valid for an aggregator} */
  public static boolean isName(String name) {
    // The kernel reserves this prefix for aggregators that are created through sysfs.
    boolean taken = name.startsWith("_sysfs");
    return name.matches(Access.FILE) && name.length() <= LONGEST_NAME && !taken;
  }

  /**
   * {@return a request for an aggregator until the next boot, with the link {@code /dev/gpio/NAME}}
   *
   * @param name the aggregator's name
   * @param lines its lines, in order, each as {@link org.dtbind.gpio.LineResolver} reads it
   */
  public static CreateRequest of(String name, List<String> lines) {
    List<LineRequest> requests = lines.stream().<LineRequest>map(LineRequest.Text::new).toList();
    return new CreateRequest(
        name, requests, Access.NONE, false, Optional.empty(), RequestOptions.DEFAULT);
  }

  /**
   * {@return this request with other access settings}
   *
   * @param wanted who may use the device node
   */
  public CreateRequest withAccess(Access wanted) {
    return new CreateRequest(name, lines, wanted, persist, safe, options);
  }

  /** {@return this request, with the aggregator created at each boot, too} */
  public CreateRequest persistent() {
    return new CreateRequest(name, lines, access, true, safe, options);
  }

  /**
   * {@return this request with another timeout}
   *
   * @param longest how long to wait; not negative
   */
  public CreateRequest withTimeout(Duration longest) {
    return new CreateRequest(name, lines, access, persist, safe, options.withTimeout(longest));
  }

  /**
   * {@return this request with states to set before the aggregator is deleted}
   *
   * @param states by index of the entry in {@link #lines()}
   */
  public CreateRequest withSafe(Map<Integer, SafeState> states) {
    return new CreateRequest(name, lines, access, persist, Optional.of(states), options);
  }

  /** {@return this request as a dry run} */
  public CreateRequest planned() {
    return new CreateRequest(name, lines, access, persist, safe, options.planned());
  }
}
