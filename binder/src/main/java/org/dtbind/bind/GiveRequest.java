// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.Optional;
import org.dtbind.spec.Access;

/**
 * A request to give a device's nodes to a user or group. The device keeps its driver.
 *
 * @param device a node path, label, alias, node name or Linux name
 * @param timeout how long to wait for a lock; not negative
 * @param force whether to give the nodes to that user even if they are in use, or give access to
 *     more than the device
 * @param dryRun whether to plan only
 * @param atBoot the behavior at each later boot
 * @param given the owner, group, mode and link of the nodes
 */
public record GiveRequest(
    String device, Duration timeout, boolean force, boolean dryRun, AtBoot atBoot, Access given)
    implements AccessRequest {

  @Override
  public Optional<Access> access() {
    return Optional.of(given);
  }
}
