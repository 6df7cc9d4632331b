// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            args,
            InputStream.nullInputStream(),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            environment);
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
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
