// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The standard streams of a run.
 *
 * @param out standard output, for results only
 * @param err standard error, for messages
 */
public record Streams(InputStream in, PrintStream out, PrintStream err) {

  /** {@return the streams on which control characters are escaped if they are terminals} */
  Streams escaped(Environment environment) {
    return new Streams(
        in,
        environment.isTerminal(Environment.OUT) ? TerminalStream.over(out) : out,
        environment.isTerminal(Environment.ERR) ? TerminalStream.over(err) : err);
  }

  public void flush() {
    out.flush();
    err.flush();
  }
}
