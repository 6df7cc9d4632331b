// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.PrintStream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.diag.Severity;
import org.dtbind.report.DiagnosticJson;

/**
 * Shows problems in input on standard error.
 *
 * @param err standard error
 * @param form how
 * @param colored whether severity and caret stand out
 */
record DiagnosticOutput(PrintStream err, GlobalOptions.Diagnostics form, boolean colored) {

  private static final String RED = "\u001b[1;31m";
  private static final String MAGENTA = "\u001b[1;35m";
  private static final String RESET = "\u001b[0m";

  /**
   * Shows one.
   *
   * @param diagnostic the problem
   */
  void show(Diagnostic diagnostic) {
    switch (form) {
      case dtc -> err.print(paint(diagnostic, DiagnosticText.line(diagnostic)) + "\n");
      case snippet -> err.print(paint(diagnostic, DiagnosticText.snippet(diagnostic)));
      case json -> err.print(DiagnosticJson.line(diagnostic) + "\n");
    }
    err.flush();
  }

  private String paint(Diagnostic diagnostic, String text) {
    String place = diagnostic.origin().place();
    String label = diagnostic.severity().label();
    if (!colored || !text.startsWith(place + ": " + label)) {
      return text;
    }
    String color = diagnostic.severity() == Severity.ERROR ? RED : MAGENTA;
    int end = place.length() + 2 + label.length();
    return place + ": " + color + label + RESET + text.substring(end);
  }
}
