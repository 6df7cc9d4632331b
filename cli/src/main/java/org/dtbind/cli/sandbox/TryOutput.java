// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Receives the output of the script of {@code dtbind try}. Output up to the line {@code U+0001 end}
 * is the data for the report; later output belongs to the user's command and is passed on
 * unchanged.
 */
final class TryOutput extends OutputStream {

  private static final Pattern APPLIED = Pattern.compile("\u0001applied (\\d{1,3})");
  private final OutputStream out;
  private final Runnable begun;
  private final Consumer<String> seen;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder head = new StringBuilder();
  private OptionalInt applied = OptionalInt.empty();
  private boolean ended;

  /**
   * Creates an instance.
   *
   * @param begun called when output arrives
   * @param seen receives the data for the report
   */
  TryOutput(OutputStream out, Runnable begun, Consumer<String> seen) {
    this.out = out;
    this.begun = begun;
    this.seen = seen;
  }

  /** {@return the exit status of applying the declaration; empty if it has not been applied} */
  synchronized OptionalInt applied() {
    return applied;
  }

  /**
   * Returns whether the data for the report is complete, so that the user's command has started.
   */
  synchronized boolean ended() {
    return ended;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    begun.run();
    int at = offset;
    while (!ended && at < offset + length) {
      byte b = bytes[at++];
      if (b == '\n') {
        end(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(b);
      }
    }
    if (at < offset + length) {
      out.write(bytes, at, offset + length - at);
    }
  }

  private void end(String text) {
    Matcher status = APPLIED.matcher(text);
    if (status.matches()) {
      applied = OptionalInt.of(Integer.parseInt(status.group(1)));
      return;
    }
    head.append(text).append('\n');
    if (text.equals("\u0001end")) {
      ended = true;
      seen.accept(head.toString());
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    out.flush();
  }
}
