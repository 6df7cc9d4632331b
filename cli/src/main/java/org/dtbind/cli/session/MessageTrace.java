// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Trace;

/**
 * Writes decisions of the library to messages ({@code -v}), accesses to the kernel too ({@code
 * -vv}), and progress while it waits.
 */
public record MessageTrace(Messages messages) implements Trace {

  @Override
  public boolean listens() {
    return messages.detailed();
  }

  @Override
  public void decided(String text) {
    messages.decision(text);
  }

  @Override
  public void waiting(String what, Duration most) {
    messages.progress("waiting for %s, at most %d s more".formatted(what, most.toSeconds() + 1));
  }

  @Override
  public void asked(
      Operation operation, String path, String content, Optional<Failure> failure, Duration took) {
    String answer =
        failure
            .map(why -> why.errno().name())
            .orElse(content.isEmpty() ? "ok" : "\"" + content + '"');
    double milliseconds = took.toNanos() / 1e6;
    messages.detail(
        String.format(
            Locale.ROOT, "%s %s: %s (%.2f ms)", operation.verb(), path, answer, milliseconds));
  }
}
