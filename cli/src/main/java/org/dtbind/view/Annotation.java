// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.diag.Severity;
import org.dtbind.source.Origin;

/** Writes diagnostics as workflow commands of GitHub Actions, which show them in the job's log. */
public final class Annotation {

  private Annotation() {}

  /** {@return a workflow command, with a newline at the end} */
  public static String text(Diagnostic diagnostic) {
    List<String> properties = new ArrayList<>();
    if (diagnostic.origin() instanceof Origin.Source source) {
      properties.add("file=" + property(source.file().name()));
      properties.add("line=" + source.line());
      properties.add("col=" + source.column());
    } else if (diagnostic.origin() instanceof Origin.Lines lines) {
      properties.add("file=" + property(lines.file()));
      properties.add("line=" + lines.line());
    }
    properties.add("title=" + property(diagnostic.code().id()));
    return "::%s %s::%s\n"
        .formatted(
            command(diagnostic.severity()),
            String.join(",", properties),
            data(DiagnosticText.snippet(diagnostic).stripTrailing()));
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "notice";
    };
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
