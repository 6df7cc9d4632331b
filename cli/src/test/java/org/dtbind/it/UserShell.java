// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A shell of a user's, in which one command is typed after the other. */
final class UserShell implements AutoCloseable {

  private static final String END = "-- this was all --";

  private final Process process;
  private final Writer typed;
  private final BufferedReader seen;

  /**
   * Starts it.
   *
   * @param user of /etc/passwd, in no group but its own
   */
  UserShell(String user) throws IOException {
    List<String> command = new ArrayList<>();
    if (!user.equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups"));
    }
    command.add("sh");
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    typed = process.outputWriter(StandardCharsets.UTF_8);
    seen = process.inputReader(StandardCharsets.UTF_8);
  }

  /** {@return what is seen of a command, with each line ended} */
  String type(String command) throws IOException {
    typed.write(command + "\necho '" + END + "'\n");
    typed.flush();
    StringBuilder text = new StringBuilder();
    for (String line = seen.readLine(); !END.equals(line); line = seen.readLine()) {
      if (line == null) {
        throw new IOException("the shell has ended: " + text);
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    typed.close();
    process.destroy();
  }
}
