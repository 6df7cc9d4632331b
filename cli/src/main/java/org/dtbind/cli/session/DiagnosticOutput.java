// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.diag.ProblemList;
import org.dtbind.diag.Severity;
import org.dtbind.source.Bytes;
import org.dtbind.view.DiagnosticView;
import org.dtbind.view.SarifLog;

/**
 * Writes diagnostics to standard error or the file of {@code --diagnostics-file}: text immediately,
 * JSON and SARIF as one document when the command ends.
 */
final class DiagnosticOutput {

  private static final String RED = "\u001b[1;31m";
  private static final String MAGENTA = "\u001b[1;35m";
  private static final String CYAN = "\u001b[1;36m";
  private static final String RESET = "\u001b[0m";

  private final PrintStream out;
  private final PrintStream err;
  private final GlobalOptions options;
  private final Environment environment;
  private final List<Diagnostic> kept = new ArrayList<>();
  private boolean isUsed;
  private String category = "dtbind";

  /**
   * Creates an output. It reads the options only when it shows diagnostics, since they are not
   * parsed yet.
   */
  DiagnosticOutput(
      PrintStream out, PrintStream err, GlobalOptions options, Environment environment) {
    this.out = out;
    this.err = err;
    this.options = options;
    this.environment = environment;
  }

  /** Sets what distinguishes a log of this run from logs of other runs. */
  void setCategory(String text) {
    category = text;
  }

  /** Shows the diagnostics of one input, up to a limit. */
  void show(List<Diagnostic> all) {
    isUsed = true;
    boolean colored = environment.isColored(options, Environment.ERR);
    List<Diagnostic> diagnostics = ProblemList.limited(all);
    if (isLater()) {
      kept.addAll(diagnostics);
    }
    if (!isLater()) {
      String last = "";
      for (Diagnostic diagnostic : diagnostics) {
        String text = text(diagnostic, colored);
        // A check finds the same problem in each entry of a list.
        if (!text.equals(last) && (!options.quiet() || diagnostic.severity() == Severity.ERROR)) {
          err.print(text);
          err.flush();
        }
        last = text;
      }
    }
  }

  /**
   * Writes the document or file at the end of the command. Without {@code --diagnostics-file},
   * writes nothing if the command read no input.
   */
  void finish(int code) throws IOException {
    // A log of a run that could not do its work must not close the alerts of an earlier one.
    boolean complete =
        code == ExitStatus.DONE.code()
            || code == ExitStatus.INPUT.code()
            || code == ExitStatus.DRIFT.code();
    boolean file = options.diagnosticsFile().isPresent();
    if (file && InputFiles.isStandard(options.diagnosticsFile().get())) {
      out.print(document(complete));
      out.flush();
    } else if (file) {
      Path target = options.diagnosticsFile().get();
      try {
        OutputFile.write(target, Bytes.wrap(document(complete).getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw OutputFile.notWritten(target, e);
      }
    } else if (isUsed && isDocument()) {
      err.print(document(complete));
      err.flush();
    }
  }

  /** Shows on standard error what could not be written to the file. */
  void giveUp() {
    if (!kept.isEmpty()) {
      err.print(document(false));
      err.flush();
    }
  }

  /** Returns whether diagnostics are written at the end, to a file or as a document. */
  boolean isLater() {
    return options.diagnosticsFile().isPresent() || isDocument();
  }

  private boolean isDocument() {
    return switch (options.diagnostics()) {
      case snippet -> false;
      case json, sarif -> true;
    };
  }

  private String document(boolean complete) {
    return switch (options.diagnostics()) {
      case snippet -> kept.stream().map(d -> text(d, false)).collect(Collectors.joining());
      case json -> DiagnosticView.VIEW.json(kept);
      case sarif -> SarifLog.document(Version.ofThisBuild().version(), category, complete, kept);
    };
  }

  private static String text(Diagnostic diagnostic, boolean colored) {
    String text = DiagnosticText.snippet(diagnostic);
    return colored ? paint(diagnostic, text) : text;
  }

  private static String paint(Diagnostic diagnostic, String text) {
    String place = DiagnosticText.place(diagnostic.origin());
    String label = diagnostic.severity().label();
    if (!text.startsWith(place + ": " + label)) {
      return text;
    }
    String color =
        switch (diagnostic.severity()) {
          case ERROR -> RED;
          case WARNING -> MAGENTA;
          case NOTE -> CYAN;
        };
    int end = place.length() + 2 + label.length();
    return place + ": " + color + label + RESET + text.substring(end);
  }
}
