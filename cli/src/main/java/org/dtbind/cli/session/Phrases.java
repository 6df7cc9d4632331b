// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Nearest;
import org.dtbind.source.Shown;

/** Phrases that are the same in results and messages of several commands. */
public final class Phrases {

  /** What a device without a driver is good for if its node has lines for the aggregator. */
  public static final String CANDIDATE = "can be bound to gpio-aggregator";

  private Phrases() {}

  /**
   * {@return the message that something with a name does not exist}
   *
   * @param kind what it is, such as {@code check}
   * @param near the existing names that may be meant
   */
  public static String unknown(String kind, String name, List<String> near) {
    return "there is no %s '%s'%s"
        .formatted(kind, name, near.isEmpty() ? "" : "; " + Nearest.question(near));
  }

  /** {@return help for a name that does not exist; empty if no existing name may be meant} */
  public static Optional<String> meant(List<String> near) {
    return near.isEmpty() ? Optional.empty() : Optional.of(Shown.escaped(Nearest.question(near)));
  }

  /** Returns a number and a noun in singular or plural, such as {@code 2 errors}. */
  public static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /**
   * Returns a message about a device whose driver deferred probing.
   *
   * @param why the reason that the kernel reports; empty if it reports none
   */
  public static String waits(String why) {
    return why.isEmpty()
        ? "its driver has deferred probing; the kernel does not say why"
        : "its driver has deferred probing (" + why + ")";
  }
}
