// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.Executor;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;

/**
 * A request to bind a device.
 *
 * @param device node path, label, alias, node name or Linux name
 * @param driver wanted; empty for gpio-aggregator, where the node has {@code gpios} and no driver
 * @param timeout how long to wait for a lock, a supplier or a chip; not negative
 * @param force whether to take it from any driver, in use or not, and to allow drivers that are not
 *     known to suit any device
 * @param dryRun whether to plan only
 * @param atBoot what is requested for each boot to come
 * @param match how the driver comes to match it
 * @param safe what lines of its chip are to be set to before it is released some day, by offset;
 *     empty for what was said before
 * @param access to whom its nodes are given; empty for what was said before
 */
public record BindRequest(
    String device,
    Optional<String> driver,
    Duration timeout,
    boolean force,
    boolean dryRun,
    AtBoot atBoot,
    Match match,
    Optional<Map<Integer, SafeState>> safe,
    Optional<Access> access)
    implements Request {

  /** Copies the map. */
  public BindRequest {
    safe = safe.map(Map::copyOf);
  }

  /** How a driver comes to match a device that it was not made for. */
  public enum Match {
    /** By the device's {@code driver_override}, which no other device sees. */
    OVERRIDE,
    /** It keeps the driver that it has: only its nodes are given to somebody. */
    KEPT,
    /** By the driver's {@code new_id}, which all devices of the same id see until it is removed. */
    NEW_ID
  }

  /** How long is waited unless something else is said. */
  public static final Duration TIMEOUT = Executor.TIMEOUT;

  /**
   * {@return a request for the default driver, within {@link #TIMEOUT}}
   *
   * @param device node path, label, alias, node name or Linux name
   */
  public static BindRequest of(String device) {
    return new BindRequest(
        device,
        Optional.empty(),
        TIMEOUT,
        false,
        false,
        new AtBoot.Unchanged(),
        Match.OVERRIDE,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * {@return the same for a certain driver}
   *
   * @param wanted its name
   */
  public BindRequest withDriver(String wanted) {
    return new BindRequest(
        device, Optional.of(wanted), timeout, force, dryRun, atBoot, match, safe, access);
  }

  /**
   * {@return the same with another patience}
   *
   * @param longest how long to wait
   */
  public BindRequest withTimeout(Duration longest) {
    return new BindRequest(device, driver, longest, force, dryRun, atBoot, match, safe, access);
  }

  /** {@return the same, with any driver allowed} */
  public BindRequest forced() {
    return new BindRequest(device, driver, timeout, true, dryRun, atBoot, match, safe, access);
  }

  /** {@return the same, planned only} */
  public BindRequest planned() {
    return new BindRequest(device, driver, timeout, force, true, atBoot, match, safe, access);
  }

  /**
   * {@return the same, at each boot to come, too}
   *
   * @param access who may use what appears in {@code /dev} then
   */
  public BindRequest persistent(Access access) {
    return new BindRequest(
        device,
        driver,
        timeout,
        force,
        dryRun,
        new AtBoot.Bound(access),
        match,
        safe,
        Optional.of(access));
  }

  /**
   * {@return the same for somebody}
   *
   * @param given to whom its nodes are given
   */
  public BindRequest givenTo(Access given) {
    return new BindRequest(
        device, driver, timeout, force, dryRun, atBoot, match, safe, Optional.of(given));
  }

  /**
   * {@return the same with another way of matching}
   *
   * @param way that one
   */
  public BindRequest matching(Match way) {
    return new BindRequest(device, driver, timeout, force, dryRun, atBoot, way, safe, access);
  }
}
