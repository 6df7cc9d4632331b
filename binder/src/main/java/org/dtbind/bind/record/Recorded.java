// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.record;

import java.util.Optional;
import org.dtbind.change.result.Refusal;

/** The record of a device. */
public sealed interface Recorded {

  /** dtbind has done nothing to it. */
  record Nothing() implements Recorded {}

  /**
   * dtbind did something to it.
   *
   * @param binding the record
   */
  record Known(Binding binding) implements Recorded {}

  /**
   * There is a record, but it cannot be read or interpreted: draw no conclusions from it.
   *
   * @param why the reason, for the caller
   */
  record Unclear(Refusal why) implements Recorded {}

  /** {@return the record; empty if there is none, or it is unreadable} */
  default Optional<Binding> known() {
    return this instanceof Known known ? Optional.of(known.binding()) : Optional.empty();
  }

  /** {@return why the record is unreadable} */
  default Optional<Refusal> unclear() {
    return this instanceof Unclear unclear ? Optional.of(unclear.why()) : Optional.empty();
  }
}
