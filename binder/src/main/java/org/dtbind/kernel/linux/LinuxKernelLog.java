// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import com.sun.jna.NativeLong;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.KernelLog;

/**
 * Reads messages from {@code /dev/kmsg} (Documentation/ABI/testing/dev-kmsg). Each read(2) returns
 * one record, {@code PRIORITY,SEQUENCE,MICROSECONDS,FLAGS;TEXT}, with continuation lines of {@code
 * KEY=VALUE}.
 *
 * @param root the root directory of the system
 */
record LinuxKernelLog(Root root) implements KernelLog {

  private static final String PATH = "/dev/kmsg";

  @Override
  public Attempt<Tail> tail() {
    return root.open(PATH, Libc.O_RDONLY | Libc.O_NONBLOCK)
        .map(
            file -> {
              // lseek() may fail for a file in a copy of a system, which does no harm.
              Libc.lseek(file.number(), new NativeLong(0), Libc.SEEK_END);
              return new Records(file);
            });
  }

  /**
   * An open log.
   *
   * @param file positioned after the last record that was read
   */
  private record Records(Descriptor file) implements Tail {

    private static final int RECORD = 8192;

    /**
     * Limits a call of lines(), in case the kernel writes messages faster than dtbind reads them.
     */
    private static final int MOST = 1000;

    @Override
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      byte[] record = new byte[RECORD];
      for (int i = 0; i < MOST; i++) {
        int got = Libc.read(file.number(), record, new NativeLong(RECORD));
        if (got <= 0) {
          break;
        }
        lines.add(text(new String(record, 0, got, StandardCharsets.UTF_8)));
      }
      return lines;
    }

    private static String text(String record) {
      int semicolon = record.indexOf(';');
      int newline = record.indexOf('\n');
      int end = newline < 0 ? record.length() : newline;
      return record.substring(Math.min(end, semicolon + 1), end);
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
