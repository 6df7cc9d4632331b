// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;

/**
 * A stream to a terminal that escapes control characters as C does, because names in a tree could
 * otherwise control the terminal. Files and pipes need no escaping, and get exact bytes.
 */
public final class TerminalStream extends OutputStream {

  private final OutputStream terminal;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private TerminalStream(OutputStream terminal) {
    this.terminal = terminal;
  }

  public static PrintStream over(OutputStream terminal) {
    return new PrintStream(new TerminalStream(terminal), false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) throws IOException {
    line.write(b);
    if (b == '\n') {
      passOn();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public void flush() throws IOException {
    passOn();
    terminal.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
    terminal.close();
  }

  private void passOn() throws IOException {
    if (line.size() > 0) {
      String text = FileName.text(Bytes.wrap(line.toByteArray()));
      line.reset();
      terminal.write(Shown.escapedLines(text).getBytes(StandardCharsets.UTF_8));
    }
  }
}
