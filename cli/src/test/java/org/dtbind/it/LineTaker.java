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

/** An ordinary user's process that has lines under a name that it chose itself; ends with this. */
record LineTaker(Process process) implements AutoCloseable {

  /** By uAPI v2 (include/uapi/linux/gpio.h), which libgpiod's programs give no such name. */
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

  /** Takes lines; with none, it has the chip open. */
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
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String first = said.readLine();
    if (!"ready".equals(first)) {
      throw new AssertionError(first + said.lines().toList());
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
