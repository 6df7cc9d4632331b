// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.RequestOptions;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;

/**
 * A request to bind a device.
 *
 * @param device a node path, label, alias, node name or Linux name
 * @param driver the driver; empty for gpio-aggregator, if the node has {@code gpios} and no driver
 * @param options how the change is made; with force, the device is taken from any driver, even if
 *     in use, and drivers that are not known to be generic are allowed
 * @param atBoot the behavior at each later boot
 * @param match how the driver is made to match
 * @param safe the states to set on lines of the device's chip before it is released, by offset;
 *     empty keeps the recorded ones
 * @param access the owner, group, mode and link of the device's nodes; empty keeps the recorded
 *     ones
 */
public record BindRequest(
    String device,
    Optional<String> driver,
    RequestOptions options,
    AtBoot atBoot,
    Match match,
    Optional<Map<Integer, SafeState>> safe,
    Optional<Access> access)
    implements AccessRequest {

  /** Copies the map. */
  public BindRequest {
    safe = safe.map(Map::copyOf);
  }

  /** How to make a driver match a device that its own tables do not contain. */
  public enum Match {
    /** Set the device's {@code driver_override}, which affects this device only. */
    OVERRIDE,
    /**
     * Write to the driver's {@code new_id}, which affects all devices with the same id until it is
     * removed.
     */
    NEW_ID
  }

  /**
   * {@return a request for the default driver, with the options {@link RequestOptions#DEFAULT}}
   *
   * @param device a node path, label, alias, node name or Linux name
   */
  public static BindRequest of(String device) {
    return new BindRequest(
        device,
        Optional.empty(),
        RequestOptions.DEFAULT,
        new AtBoot.Unchanged(),
        Match.OVERRIDE,
        Optional.empty(),
        Optional.empty());
  }

  public BindRequest withDriver(String wanted) {
    return new BindRequest(device, Optional.of(wanted), options, atBoot, match, safe, access);
  }

  /**
   * {@return this request with other options}
   *
   * @param how how the change is made
   */
  public BindRequest with(RequestOptions how) {
    return new BindRequest(device, driver, how, atBoot, match, safe, access);
  }

  /**
   * {@return this request with another timeout}
   *
   * @param longest how long to wait; not negative
   */
  public BindRequest withTimeout(Duration longest) {
    return with(options.withTimeout(longest));
  }

  /**
   * {@return this request with any driver allowed, and with the device taken even if it is in use}
   */
  public BindRequest forced() {
    return with(options.forced());
  }

  /** {@return this request as a dry run} */
  public BindRequest planned() {
    return with(options.planned());
  }

  /**
   * {@return this request, with the device bound at each later boot, too}
   *
   * @param access who may use the nodes that appear in {@code /dev}, now and at each boot
   */
  public BindRequest persistent(Access access) {
    return new BindRequest(
        device, driver, options, new AtBoot.Bound(access), match, safe, Optional.of(access));
  }

  /**
   * {@return this request with other access settings}
   *
   * @param given the owner, group, mode and link of the device's nodes
   */
  public BindRequest givenTo(Access given) {
    return new BindRequest(device, driver, options, atBoot, match, safe, Optional.of(given));
  }

  /**
   * {@return this request with safe states}
   *
   * @param states the states to set on lines of the device's chip before it is released, by the
   *     line's offset in that chip
   */
  public BindRequest withSafeStates(Map<Integer, SafeState> states) {
    return new BindRequest(device, driver, options, atBoot, match, Optional.of(states), access);
  }

  /**
   * {@return this request with another way of matching}
   *
   * @param way how the driver is made to match
   */
  public BindRequest matching(Match way) {
    return new BindRequest(device, driver, options, atBoot, way, safe, access);
  }
}
