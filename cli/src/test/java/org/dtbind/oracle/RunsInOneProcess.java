// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.cli.Main;

/**
 * Runs many command lines of dtbind in one separate process, in a directory.
 *
 * @param lines a line for each run: the output file and the arguments, separated by tabs
 */
record RunsInOneProcess(List<String> lines) {

  RunsInOneProcess() {
    this(new ArrayList<>());
  }

  /** Adds a run: stdout goes to a file, stderr and the exit status go to {@link #messages}. */
  void add(Path out, String... arguments) {
    lines.add(
        String.join("\t", Stream.concat(Stream.of(out.toString()), Stream.of(arguments)).toList()));
  }

  /** Returns the file with the messages of a run; its last line is the exit status. */
  static Path messages(Path out) {
    return Path.of(out + ".err");
  }

  /** Runs all command lines. */
  void run(Path directory) throws IOException {
    Path list = Files.createTempFile("runs", "");
    try {
      Files.write(list, lines);
      Checkout.java(RunsInOneProcess.class, list.toString()).in(directory).run().succeeded();
    } finally {
      Files.delete(list);
    }
  }

  /**
   * Runs the command lines of a file.
   *
   * @param args the name of the file
   */
  public static void main(String[] args) throws IOException {
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      List<String> words = List.of(line.split("\t", -1));
      Path name = Path.of(words.get(0));
      try (PrintStream out = stream(name);
          PrintStream err = stream(messages(name))) {
        String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
        int status = Main.run(arguments, InputStream.nullInputStream(), out, err, Map.of());
        err.println(status);
      }
    }
  }

  private static PrintStream stream(Path file) throws IOException {
    return new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
  }
}
