// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dtbind.check.Check;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.dtc.DtcWording.Form;
import org.dtbind.dtc.DtcWording.Notes;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.build.TreeCode;

/**
 * Writes diagnostics in dtc's words, so that programs which parse dtc's messages can parse these:
 * {@code Error: PLACE …} from the parser, {@code Lexical error: PLACE …} from the lexer, and {@code
 * PLACE: ERROR (check): …} from the checks. Problems for which dtc has no message appear in
 * dtbind's words.
 */
final class DtcMessages {

  private static final String NO_PARSE = "Unable to parse input tree";

  private final Consumer<String> out;
  private final int quiet;
  private final String output;
  private boolean syntax;

  DtcMessages(Consumer<String> out, int quiet, String output) {
    this.out = out;
    this.quiet = quiet;
    this.output = output.equals("-") ? "<stdout>" : output;
  }

  /**
   * Writes all diagnostics except those of checks, in dtc's order; returns whether one is an error.
   */
  boolean of(List<Diagnostic> problems) throws DtcFailure {
    boolean error = false;
    for (int pass = 0; pass <= DtcWording.LAST_PASS; pass++) {
      for (Diagnostic problem : problems) {
        DtcWording wording = DtcWording.of(problem);
        if (wording.pass() == pass && wording.form() != Form.SILENT) {
          write(problem, wording);
          error |= problem.severity() == Severity.ERROR;
        }
      }
    }
    return error;
  }

  /** {@return whether a syntax error was reported} */
  boolean isSyntax() {
    return syntax;
  }

  private void write(Diagnostic problem, DtcWording wording) throws DtcFailure {
    String text = wording.text(problem);
    String notes =
        switch (wording.notes()) {
          case DETAILS -> DtcNotes.more(problem);
          case PLACE -> DtcNotes.place(problem, "it is included here");
          case NONE, SYNTAX -> "";
        };
    syntax |= wording.notes() == Notes.SYNTAX;
    switch (wording.form()) {
      case FATAL, FATAL_HERE, FATAL_FILE -> throw new DtcFailure(text, notes);
      case LAST_ERROR -> {
        out.accept(text);
        throw new DtcFailure(NO_PARSE);
      }
      case ENTRY, OPEN_ENTRY -> {
        if (quiet < 1) {
          out.accept(text);
        }
      }
      default -> out.accept(quiet < 2 ? text + notes : text);
    }
  }

  /** Writes the problems that checks found; returns whether one is an error. */
  boolean ofChecks(List<Diagnostic> found, DeviceTree tree) {
    for (Diagnostic problem : found) {
      boolean error = problem.severity() == Severity.ERROR;
      if (quiet < (error ? 2 : 1)) {
        out.accept(check(problem, tree));
      }
    }
    return Diagnostic.anyError(found);
  }

  private String check(Diagnostic problem, DeviceTree tree) {
    Code code = problem.code();
    Optional<Subject> subject = problem.subject();
    String message = DtcNotes.message(problem);
    boolean reference = code == Check.PHANDLE_REFERENCES || code == Check.PATH_REFERENCES;
    String note = "";
    if (reference) {
      note = DtcNotes.place(problem, "the reference is here");
      // dtc names the node instead of the property as the subject, and ends the line twice.
      subject = subject.map(about -> Subject.of(about.node()));
      String target = DtcWording.target(DtcNotes.argument(problem, TreeCode.REFERENCE));
      message = "Reference to non-existent node or label \"" + target + "\"\n";
    }
    StringBuilder text = new StringBuilder();
    List<Span> written = written(subject, tree);
    Origin place =
        reference && !written.isEmpty() ? tree.origins().of(written.get(0)) : problem.origin();
    text.append(place(place)).append(": ").append(problem.severity().label());
    text.append(" (").append(code.id()).append("): ");
    subject.ifPresent(about -> text.append(about.text()).append(": "));
    text.append(message).append('\n');
    for (int i = 1; i < written.size(); i++) {
      text.append("  also defined at ").append(tree.origins().of(written.get(i)).place());
      text.append('\n');
    }
    return quiet < 2 ? text + note : text.toString();
  }

  /** Returns the places in source that wrote the node in a message; empty for a property. */
  private static List<Span> written(Optional<Subject> subject, DeviceTree tree) {
    return subject
        .filter(about -> about.property().isEmpty())
        .flatMap(about -> tree.node(about.node()))
        .map(DtNode::written)
        .orElse(List.of());
  }

  private String place(Origin origin) {
    return origin instanceof Origin.Source || origin instanceof Origin.Lines
        ? origin.place()
        : output;
  }
}
