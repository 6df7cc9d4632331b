// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.Optional;
import org.dtbind.change.RequestOptions;
import org.dtbind.spec.Access;

/**
 * A request to give a device's nodes to a user or group. The device keeps its driver.
 *
 * @param device a node path, label, alias, node name or Linux name
 * @param options how the change is made; with force, that user gets the nodes even if they are in
 *     use, or give access to more than the device
 * @param atBoot the behavior at each later boot
 * @param given the owner, group, mode and link of the nodes
 */
public record GiveRequest(String device, RequestOptions options, AtBoot atBoot, Access given)
    implements AccessRequest {

  @Override
  public Optional<Access> access() {
    return Optional.of(given);
  }
}
