// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.dtbind.source.Limit;

/**
 * A stream of uncompressed data that fails when it exceeds a limit, because a small archive may
 * contain any amount of data.
 */
final class BoundedStream extends FilterInputStream {

  private static final int BUFFER = 1 << 16;

  private long left = (long) Limit.ARCHIVE_MEBIBYTES.most() << 20;

  BoundedStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  /** Reads to the end of this stream. For a zip archive, this is the end of the current entry. */
  void skipRest() throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (read(buffer, 0, BUFFER) >= 0) {
      // Only count the bytes.
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long read) throws IOException {
    left -= read;
    if (left < 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "more than %,d %s",
              Limit.ARCHIVE_MEBIBYTES.most(),
              Limit.ARCHIVE_MEBIBYTES.what()));
    }
  }
}
