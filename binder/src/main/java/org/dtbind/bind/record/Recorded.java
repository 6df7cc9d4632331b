// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.record;

import java.util.Optional;
import org.dtbind.change.result.Problem;

/** The result of reading the record of a device. */
public sealed interface Recorded {

  /** There is no record: dtbind has not changed the device. */
  record None() implements Recorded {}

  /** There is a record of the changes to the device. */
  record Known(Binding binding) implements Recorded {}

  /**
   * There is a record, but it cannot be read or interpreted. The state before dtbind is unknown.
   *
   * @param path the absolute path of the file, or of the directory if that cannot be read
   * @param why the reason to reject a change of the device
   */
  record Unclear(String path, Problem why) implements Recorded {}

  /** {@return the record; empty if there is none, or it cannot be read} */
  default Optional<Binding> known() {
    return this instanceof Known known ? Optional.of(known.binding()) : Optional.empty();
  }

  /** {@return the reason why the record cannot be read; empty if it can, or there is none} */
  default Optional<Problem> unclear() {
    return this instanceof Unclear unclear ? Optional.of(unclear.why()) : Optional.empty();
  }
}
