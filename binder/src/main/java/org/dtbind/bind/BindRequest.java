// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dtbind.export.target.NodeAccess;
import org.dtbind.spec.SafeState;

/**
 * A wish to have a device bound.
 *
 * @param device node path, label, alias, node name or Linux name
 * @param driver wanted; empty for gpio-aggregator, where the node has {@code gpios} and no driver
 * @param timeout how long to wait for a lock, a supplier or a chip; not negative
 * @param force whether to take it from any driver, in use or not, and to allow drivers that are not
 *     known to suit any device
 * @param dryRun whether to plan only
 * @param atBoot what is wished for each boot to come
 * @param safe what lines of its chip are to be set to before it is released some day, by offset;
 *     empty for what was said before
 */
public record BindRequest(
    String device,
    Optional<String> driver,
    Duration timeout,
    boolean force,
    boolean dryRun,
    AtBoot atBoot,
    Optional<Map<Integer, SafeState>> safe)
    implements Request {

  /** Copies the map. */
  public BindRequest {
    safe = safe.map(Map::copyOf);
  }

  /** How long is waited unless something else is said. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /**
   * {@return a wish for the default driver, within {@link #TIMEOUT}}
   *
   * @param device node path, label, alias, node name or Linux name
   */
  public static BindRequest of(String device) {
    return new BindRequest(
        device, Optional.empty(), TIMEOUT, false, false, new AtBoot.Unchanged(), Optional.empty());
  }

  /**
   * {@return the same for a certain driver}
   *
   * @param wanted its name
   */
  public BindRequest withDriver(String wanted) {
    return new BindRequest(device, Optional.of(wanted), timeout, force, dryRun, atBoot, safe);
  }

  /**
   * {@return the same with another patience}
   *
   * @param longest how long to wait
   */
  public BindRequest withTimeout(Duration longest) {
    return new BindRequest(device, driver, longest, force, dryRun, atBoot, safe);
  }

  /** {@return the same, with any driver allowed} */
  public BindRequest forced() {
    return new BindRequest(device, driver, timeout, true, dryRun, atBoot, safe);
  }

  /** {@return the same, planned only} */
  public BindRequest planned() {
    return new BindRequest(device, driver, timeout, force, true, atBoot, safe);
  }

  /**
   * {@return the same, at each boot to come, too}
   *
   * @param access who may use what appears in {@code /dev} then
   */
  public BindRequest persistent(NodeAccess access) {
    return new BindRequest(device, driver, timeout, force, dryRun, new AtBoot.Bound(access), safe);
  }
}
