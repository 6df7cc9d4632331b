// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.time.Duration;
import org.dtbind.bind.BindRequest;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;

/** The option for the timeout of commands that change a system. Picocli fills it in. */
public final class TimeoutOption implements ArgumentGroup {

  /** The message about an invalid timeout. */
  public static final String USAGE = "--timeout must be from 0 to 86400 seconds";

  private double timeout = BindRequest.TIMEOUT.toSeconds();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--timeout")
        .label("S")
        .description(
            "Seconds to wait for a lock, for a supplier (a device that another device needs), or "
                + "for a GPIO chip. Default: 10.")
        .value(double.class, value -> timeout = value);
  }

  public boolean valid() {
    return timeout >= 0 && timeout <= 86_400;
  }

  /** Returns the timeout; call this only if {@link #valid}. */
  public Duration duration() {
    return Duration.ofMillis((long) (timeout * 1000));
  }
}
