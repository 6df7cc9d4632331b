// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import org.dtbind.change.ChangeRequest;

/** A request to change a device. */
public sealed interface Request extends ChangeRequest permits AccessRequest, UnbindRequest {

  /** {@return the device: a node path, label, alias, node name or Linux name} */
  String device();
}
