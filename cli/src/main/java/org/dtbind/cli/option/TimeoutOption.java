// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.time.Duration;
import org.dtbind.bind.BindRequest;
import picocli.CommandLine.Option;

/** How long a command that changes a system waits. Filled in by picocli. */
public final class TimeoutOption {

  /** What is wrong with one that is not valid. */
  public static final String USAGE = "--timeout must be from 0 to 86400 seconds";

  @Option(
      names = "--timeout",
      paramLabel = "S",
      description = "Seconds to wait for a lock, a supplier device or a GPIO chip. Default: 10.")
  private double timeout = BindRequest.TIMEOUT.toSeconds();

  /** {@return whether it is a time that one can wait} */
  public boolean valid() {
    return timeout >= 0 && timeout <= 86_400;
  }

  /** {@return the time, which is valid} */
  public Duration duration() {
    return Duration.ofMillis((long) (timeout * 1000));
  }
}
