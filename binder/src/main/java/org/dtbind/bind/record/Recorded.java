// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.record;

import java.util.Optional;
import org.dtbind.change.result.Refusal;

/** What is on record about a device. */
public sealed interface Recorded {

  /** dtbind has done nothing to it. */
  record Nothing() implements Recorded {}

  /**
   * dtbind has done something to it.
   *
   * @param binding what
   */
  record Known(Binding binding) implements Recorded {}

  /**
   * There is a record, and it cannot be read or understood: nothing may be concluded from it.
   *
   * @param why for who asked
   */
  record Unclear(Refusal why) implements Recorded {}

  /** {@return what dtbind has done; empty where it has done nothing, or that is not clear} */
  default Optional<Binding> known() {
    return this instanceof Known known ? Optional.of(known.binding()) : Optional.empty();
  }

  /** {@return why it is not clear} */
  default Optional<Refusal> unclear() {
    return this instanceof Unclear unclear ? Optional.of(unclear.why()) : Optional.empty();
  }
}
