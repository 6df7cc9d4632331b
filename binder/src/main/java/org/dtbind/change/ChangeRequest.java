// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.dtbind.change.result.Problem;

/** A request for a change. */
public interface ChangeRequest {

  /** {@return how the change is made} */
  RequestOptions options();

  /** {@return how long to wait; not negative} */
  default Duration timeout() {
    return options().timeout();
  }

  /** {@return whether to change what is in use or what another program set up} */
  default boolean force() {
    return options().force();
  }

  /**
   * {@return a check that finds no problem if the request is forced}
   *
   * @param check finds a reason to refuse a request that is not forced
   */
  default Supplier<Optional<Problem>> unlessForced(Supplier<Optional<Problem>> check) {
    return force() ? Optional::empty : check;
  }

  /** {@return whether to plan only} */
  default boolean dryRun() {
    return options().dryRun();
  }
}
