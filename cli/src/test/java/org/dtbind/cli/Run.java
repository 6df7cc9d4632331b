// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run of the program, as a script sees it.
 *
 * @param status its exit code
 * @param out standard output
 * @param err standard error
 */
public record Run(int status, String out, String err) {

  /**
   * Runs it in this JVM.
   *
   * @param environment the variables it sees
   * @param args the command line
   */
  public static Run with(Map<String, String> environment, String... args) {
    return run(InputStream.nullInputStream(), environment, args);
  }

  /**
   * Runs it in this JVM with an empty environment.
   *
   * @param input the content of standard input
   * @param args the command line
   */
  public static Run reading(String input, String... args) {
    return run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), Map.of(), args);
  }

  private static Run run(InputStream in, Map<String, String> environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            args,
            in,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            environment);
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * Returns the program as a process of its own, with the default action for SIGINT: a shell starts
   * background jobs with SIGINT ignored, and java would inherit that.
   *
   * @param temporary the directory for its temporary files, which other tests do not use
   * @param environment variables that it sees besides those of this process
   * @param args the command line
   */
  public static ProcessBuilder process(
      Path temporary, Map<String, String> environment, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path", ""),
                Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  /** Runs a process until its end; its standard input is empty. */
  public static Run ended(ProcessBuilder builder) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("dtbind-test-", ".txt");
    try {
      Process process = builder.redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), out, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }

  /**
   * Runs it in this JVM with an empty environment.
   *
   * @param args the command line
   */
  public static Run of(String... args) {
    return with(Map.of(), args);
  }

  /**
   * Runs it the same way and asserts how it ends.
   *
   * @param status the exit code
   * @param args the command line
   */
  public static Run ending(int status, String... args) {
    Run run = of(args);
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }
}
