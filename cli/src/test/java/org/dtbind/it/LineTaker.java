// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A process of an ordinary user that holds lines under a given consumer name; close() ends it. */
record LineTaker(Process process) implements AutoCloseable {

  /** Uses GPIO uAPI v2 directly, because libgpiod 1 tools cannot set the consumer name. */
  private static final String PROGRAM =
      """
      import fcntl, os, struct, sys, time
      chip, consumer, lines = sys.argv[1], sys.argv[2], [int(x) for x in sys.argv[3:]]
      node = os.open(chip, os.O_RDWR)
      if lines:
          request = bytearray(592)
          struct.pack_into('%dI' % len(lines), request, 0, *lines)
          request[256:256 + len(consumer)] = consumer.encode()
          struct.pack_into('Q', request, 288, 4)
          struct.pack_into('I', request, 560, len(lines))
          fcntl.ioctl(node, 0xC250B407, request)
          os.close(node)
      print('ready', flush=True)
      time.sleep(600)
      """;

  /** Requests lines; without lines, only opens the chip and keeps it open. */
  static LineTaker take(String user, String chip, String consumer, String... lines)
      throws IOException {
    Path program = Files.writeString(Path.of("/tmp/take-lines.py"), PROGRAM);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + user,
                "--clear-groups",
                "python3",
                program.toString(),
                chip,
                consumer));
    command.addAll(List.of(lines));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String first = output.readLine();
    if (!"ready".equals(first)) {
      throw new AssertionError(first + output.lines().toList());
    }
    return new LineTaker(process);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
