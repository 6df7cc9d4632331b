// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.dtbind.source.FileName;

/**
 * The file of {@code --log}. If it cannot be written, the command continues without it, since the
 * command may be in the middle of a change.
 */
final class LogFile {

  /** How the first message of a log begins. */
  private static final String TIME = "0000-00-00T";

  private final PrintStream out;
  private final GlobalOptions options;
  private final InputFiles inputs;
  private boolean failed;
  private boolean isOpen;

  LogFile(PrintStream out, GlobalOptions options, InputFiles inputs) {
    this.out = out;
    this.options = options;
    this.inputs = inputs;
  }

  /** Returns whether messages are appended to a file. */
  boolean isWritten() {
    return options.log().isPresent() && !failed;
  }

  /** Appends a line; returns the reason if no more lines can be written. */
  Optional<String> append(String text) {
    Optional<String> problem = problem(options.log().orElseThrow(), Instant.now() + " " + text);
    failed = problem.isPresent();
    return problem;
  }

  private Optional<String> problem(Path file, String line) {
    if (InputFiles.isStandard(file)) {
      out.print(line + "\n");
      return Optional.empty();
    }
    if (inputs.readsLog()) {
      return Optional.of(FileName.text(file) + " is also an input");
    }
    try {
      if (!isOpen && isOther(file)) {
        return Optional.of(FileName.text(file) + " exists, and is not a log");
      }
      isOpen = true;
      Files.writeString(
          file,
          line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FailureText.text(OutputFile.notWritten(file, e)));
    }
  }

  /** Returns whether a file has the name of an input, and something else than messages in it. */
  private static boolean isOther(Path file) throws IOException {
    if (!SourceNames.isInput(file) || !Files.isRegularFile(file) || Files.size(file) == 0) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String begin = new String(in.readNBytes(TIME.length()), StandardCharsets.ISO_8859_1);
      return !begin.replaceAll("[0-9]", "0").equals(TIME);
    }
  }
}
