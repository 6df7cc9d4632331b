// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A shell of a user that runs one command after the other. */
final class UserShell implements AutoCloseable {

  private static final String END = "-- this was all --";

  private final Process process;
  private final Writer input;
  private final BufferedReader output;

  /**
   * Starts the shell.
   *
   * @param user a user in /etc/passwd
   */
  UserShell(String user) throws IOException {
    List<String> command = new ArrayList<>();
    if (!user.equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups"));
    }
    command.add("sh");
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    input = process.outputWriter(StandardCharsets.UTF_8);
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** {@return the output of a command; each line ends with a line feed} */
  String type(String command) throws IOException {
    input.write(command + "\necho '" + END + "'\n");
    input.flush();
    StringBuilder text = new StringBuilder();
    for (String line = output.readLine(); !END.equals(line); line = output.readLine()) {
      if (line == null) {
        throw new IOException("the shell has ended: " + text);
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    input.close();
    process.destroy();
  }
}
