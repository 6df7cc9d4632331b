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
 * Messages by {@code /dev/kmsg} (Documentation/ABI/testing/dev-kmsg): each read(2) gives one
 * record, {@code PRIORITY,SEQUENCE,MICROSECONDS,FLAGS;TEXT}, with continuation lines of {@code
 * KEY=VALUE}.
 *
 * @param root where the system's files are
 */
record LinuxKernelLog(Root root) implements KernelLog {

  private static final String PATH = "/dev/kmsg";

  @Override
  public Attempt<Tail> tail() {
    return root.open(PATH, Libc.O_RDONLY | Libc.O_NONBLOCK)
        .map(
            file -> {
              // A pipe or plain file in a copied tree cannot seek, or gives nothing afterwards.
              Libc.lseek(file.number(), new NativeLong(0), Libc.SEEK_END);
              return new Records(file);
            });
  }

  /**
   * An open log.
   *
   * @param file positioned behind the last record that has been read
   */
  private record Records(Descriptor file) implements Tail {

    private static final int RECORD = 8192;

    /** A log that fills faster than it is read must not hold us for ever. */
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
