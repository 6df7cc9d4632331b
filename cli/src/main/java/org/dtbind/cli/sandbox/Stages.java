// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parses the output of a script and shows its commands with their durations. The script marks
 * commands with lines that begin with U+0001: {@code begin NAME COMMAND} and {@code end NAME
 * STATUS}.
 */
final class Stages extends OutputStream {

  private static final int SHOWN = 8;
  private final PrintStream out;
  private final Map<String, Exited> ended = new LinkedHashMap<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder output = new StringBuilder();
  private String command = "";
  private long begun = System.nanoTime();

  record Exited(String command, String output, int status) {}

  /** Creates a stream. The time until the first command counts as part of that command. */
  Stages(PrintStream out) {
    this.out = out;
  }

  synchronized Map<String, Exited> ended() {
    return new LinkedHashMap<>(ended);
  }

  @Override
  public synchronized void write(int b) throws IOException {
    if (b != '\n') {
      line.write(b);
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    List<String> words = List.of(text.split(" ", 3));
    if (words.get(0).equals("\u0001begin") && words.size() == 3) {
      command = words.get(2);
      output.setLength(0);
    } else if (words.get(0).equals("\u0001end") && words.size() == 3) {
      end(words.get(1), Integer.parseInt(words.get(2)));
    } else {
      output.append(text).append('\n');
    }
  }

  private void end(String name, int status) {
    long now = System.nanoTime();
    out.print(String.format(Locale.ROOT, "[%5.2f s] $ %s%n", (now - begun) / 1e9, command));
    List<String> lines = output.toString().lines().toList();
    int from = Math.max(0, lines.size() - SHOWN);
    // If the output lists chips, show the last one completely: it is the newest.
    for (int i = from; i < lines.size(); i++) {
      from = lines.get(i).startsWith("gpiochip") ? i : from;
    }
    if (from > 0) {
      out.print("          (" + from + " lines not shown)\n");
    }
    lines.subList(from, lines.size()).forEach(text -> out.print("          " + text + "\n"));
    out.flush();
    ended.put(name, new Exited(command, output.toString(), status));
    begun = now;
  }
}
