// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dtbind.cli.Main;

/**
 * Runs many command lines of dtbind in one process, on one file of them: a line each, with tabs
 * between a name and the arguments. Messages go to NAME.err, with the exit code in the last line;
 * standard output to NAME.
 */
public final class ManyRuns {

  private ManyRuns() {}

  public static void main(String[] args) throws Exception {
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      List<String> words = List.of(line.split("\t"));
      String name = words.get(0);
      try (PrintStream out = stream(name);
          PrintStream err = stream(name + ".err")) {
        String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
        int status = Main.run(arguments, InputStream.nullInputStream(), out, err, Map.of());
        err.println(status);
      }
    }
  }

  private static PrintStream stream(String name) throws Exception {
    return new PrintStream(new FileOutputStream(name), false, StandardCharsets.UTF_8);
  }
}
