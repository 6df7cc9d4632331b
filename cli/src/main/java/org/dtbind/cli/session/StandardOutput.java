// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A standard output that keeps the reason for a write error. {@link PrintStream} loses the reason,
 * but the program must distinguish a full disk from a reader that has exited ({@code dtbind lines
 * head}).
 */
public final class StandardOutput extends FilterOutputStream {

  private Optional<IOException> failure = Optional.empty();

  public StandardOutput(OutputStream target) {
    super(target);
  }

  public static StandardOutput ofProcess() {
    return new StandardOutput(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
  }

  /** {@return a print stream that writes UTF-8 to this stream} */
  public PrintStream printer() {
    return new PrintStream(this, false, StandardCharsets.UTF_8);
  }

  /** {@return the reason for a write error; empty if there was none or if the reader has exited} */
  public Optional<String> failure() {
    if (failure.isEmpty()) {
      return Optional.empty();
    }
    String text = String.valueOf(failure.get().getMessage());
    return text.toLowerCase(Locale.ROOT).contains("broken pipe")
        ? Optional.empty()
        : Optional.of(text);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = failure.or(() -> Optional.of(e));
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      failure = failure.or(() -> Optional.of(e));
      throw e;
    }
  }
}
