// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.Optional;
import org.dtbind.spec.Access;

/** A request that can set the owners of a device's nodes. */
public sealed interface AccessRequest extends Request permits BindRequest, GiveRequest {

  /** {@return the behavior at each later boot} */
  AtBoot atBoot();

  /**
   * {@return the owner, group, mode and link of the device's nodes; empty keeps the recorded ones}
   */
  Optional<Access> access();
}
