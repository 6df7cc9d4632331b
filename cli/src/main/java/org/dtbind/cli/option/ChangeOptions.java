// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.dtbind.change.RequestOptions;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Interrupts;
import org.dtbind.cli.session.Session;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.view.Format;

/** The options of commands that change a system. Picocli fills them in. */
public final class ChangeOptions implements ArgumentGroup {

  /**
   * Changes a system; returns the exit code. The change rolls back if {@code stop} becomes true.
   */
  @FunctionalInterface
  public interface Change {
    int run(WritableKernel kernel, BooleanSupplier stop) throws IOException;
  }

  private final SecondsOption timeout =
      new SecondsOption(
          "--timeout",
          0,
          "Seconds to wait for a lock, for a supplier (a device that another device needs), or "
              + "for a GPIO chip. Default: 10.");
  private final TargetOptions target = new TargetOptions();

  @Override
  public void declare(Arguments arguments) {
    arguments.add(timeout);
    arguments.add(target);
  }

  /** Runs a change, and delays signals until it has ended; returns the exit code. */
  public int run(Session session, Change change) throws IOException {
    try (Interrupts interrupts = Interrupts.guard()) {
      int code = change.run(target.open(session), interrupts::wanted);
      // After a signal, the process ends once the interrupts are closed.
      session.streams().flush();
      return interrupts.exitCode(code);
    }
  }

  public Format format() {
    return target.format();
  }

  public Duration timeout() {
    return timeout.orElse(RequestOptions.DEFAULT.timeout());
  }

  /** {@return how to make a change, according to these options and those of the command} */
  public RequestOptions request(boolean force, boolean dryRun) {
    return new RequestOptions(timeout(), force, dryRun);
  }

  public boolean isRunning() {
    return target.isRunning();
  }
}
