// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dtbind.check.Check;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.dtb.DtbCode;
import org.dtbind.dts.SyntaxCode;
import org.dtbind.dts.preprocess.PreprocessCode;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.source.Origin;
import org.dtbind.source.Shown;
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
  private static final String MISSING = "No such file or directory";

  /**
   * The last of dtc's passes over symbols and fixups, in which it adds entries to tables that
   * already exist.
   */
  private static final int LAST_PASS = 5;

  private final Consumer<String> out;
  private final int quiet;
  private final String output;
  private boolean syntax;

  DtcMessages(Consumer<String> out, int quiet, String output) {
    this.out = out;
    this.quiet = quiet;
    this.output = output.equals("-") ? "<stdout>" : output;
  }

  /** Writes all diagnostics of a source except those of checks; returns whether one is an error. */
  boolean ofSource(List<Diagnostic> problems) throws DtcFailure {
    boolean error = false;
    for (Diagnostic problem : problems) {
      Code code = problem.code();
      if (code instanceof SyntaxCode syntax) {
        syntax(problem, syntax);
      } else if (code == PreprocessCode.UNTERMINATED_COMMENT) {
        // dtc has no message for this: its parser reports the "/*" as a syntax error, which
        // follows.
        continue;
      } else if (code == PreprocessCode.BAD_DIRECTIVE) {
        lexical(problem, "nul in line number directive");
      } else if (code instanceof PreprocessCode preprocess) {
        preprocess(problem, preprocess);
      } else if (code == TreeCode.NODE_NOT_FOUND) {
        error(problem, "Label or path " + target(problem) + " not found");
        note(DtcNotes.more(problem));
      } else if (code == TreeCode.RELATIVE_REFERENCE) {
        error(problem, "Label-relative reference " + target(problem) + " not supported in plugin");
      } else if (code == DtbCode.TRUNCATED) {
        throw new DtcFailure(
            "EOF before reading " + argument(problem, DtbCode.EXPECTED) + " bytes of DT blob");
      } else if (problem.severity() == Severity.ERROR) {
        throw failure(problem);
      }
      // dtc is silent about all other problems, such as the deletion of a missing node.
      error |= problem.severity() == Severity.ERROR;
    }
    return error;
  }

  /** {@return whether a syntax error was reported} */
  boolean isSyntax() {
    return syntax;
  }

  private void error(Diagnostic problem, String text) {
    out.accept("Error: " + problem.origin().place() + " " + text + "\n");
  }

  private void note(String text) {
    if (quiet < 2) {
      out.accept(text);
    }
  }

  private void lexical(Diagnostic problem, String text) {
    out.accept("Lexical error: " + problem.origin().place() + " " + text + "\n");
  }

  private void syntax(Diagnostic problem, SyntaxCode code) throws DtcFailure {
    switch (code) {
      case BAD_INTEGER -> {
        String literal = "'" + argument(problem, SyntaxCode.LITERAL) + "'";
        lexical(
            problem,
            problem.message().is(SyntaxCode.INTEGER_TOO_LARGE)
                ? "Integer literal " + literal + " out of range"
                : "Bad integer literal " + literal);
      }
      case BAD_CHARACTER -> {
        String count = argument(problem, SyntaxCode.COUNT);
        lexical(
            problem,
            count.equals("0")
                ? "Empty character literal"
                : "Character literal has " + count + " characters instead of 1");
      }
      case BAD_ESCAPE -> throw new DtcFailure("\\x used with no following hex digits");
      case VALUE_TRUNCATED ->
          out.accept(
              "WARNING: %s: Value %s truncated to %s\n"
                  .formatted(
                      problem.origin().place(),
                      argument(problem, SyntaxCode.VALUE),
                      argument(problem, SyntaxCode.TRUNCATED)));
      case UNDEFINED_MACRO -> {
        lexical(problem, DtcNotes.message(problem));
        syntax = true;
      }
      case BAD_BITS -> error(problem, "Array elements must be 8, 16, 32 or 64-bits");
      case REFERENCE_WIDTH ->
          error(problem, "References are only allowed in arrays with 32-bit elements.");
      case DIVISION_BY_ZERO -> error(problem, "Division by zero");
      case HEADER_MISMATCH -> error(problem, "Header flags don't match earlier ones");
      case INCBIN -> throw unopened(problem).orElseGet(() -> failure(problem));
      case NESTING_TOO_DEEP -> throw failure(problem);
      case PROPERTY_AFTER_NODE -> {
        error(problem, "Properties must precede subnodes");
        throw new DtcFailure(NO_PARSE);
      }
      default -> {
        error(problem, "syntax error");
        syntax = true;
        throw new DtcFailure(NO_PARSE);
      }
    }
  }

  private void preprocess(Diagnostic problem, PreprocessCode code) throws DtcFailure {
    if (code == PreprocessCode.INCLUDE_TOO_DEEP) {
      throw new DtcFailure("Includes nested too deeply");
    }
    if (code == PreprocessCode.INCLUDE_NOT_FOUND && !problem.message().is(FileSearch.MISSING)) {
      throw unopened(problem.origin().place(), MISSING);
    }
    throw unopened(problem).orElseGet(() -> failure(problem));
  }

  private static DtcFailure failure(Diagnostic problem) {
    return new DtcFailure(problem.origin().place() + ": " + DtcNotes.message(problem));
  }

  /**
   * Returns dtc's message if the problem is a file that is missing or cannot be read, else empty.
   */
  private static Optional<DtcFailure> unopened(Diagnostic problem) {
    if (problem.message().is(FileSearch.UNREADABLE)) {
      String file = argument(problem, FileSearch.FILE);
      return Optional.of(unopened(file, argument(problem, FileSearch.REASON)));
    }
    return problem.message().is(FileSearch.MISSING)
        ? Optional.of(
            new DtcFailure(
                unopenedText(argument(problem, FileSearch.FILE), MISSING),
                DtcNotes.place(problem, "it is included here")))
        : Optional.empty();
  }

  /** {@return the failure to open a file} */
  static DtcFailure unopened(String name, String reason) {
    return new DtcFailure(unopenedText(name, reason));
  }

  private static String unopenedText(String name, String reason) {
    return "Couldn't open \"" + name + "\": " + capital(reason);
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Returns an argument, which all messages of this kind have, as a text for users. */
  static String argument(Diagnostic problem, String name) {
    return Shown.escaped(problem.argument(name).orElseThrow());
  }

  /** Returns the label or path of the reference in a message, without {@code &} and braces. */
  private static String target(Diagnostic problem) {
    String reference = argument(problem, TreeCode.REFERENCE);
    return reference.startsWith("&{")
        ? reference.substring(2, reference.length() - 1)
        : reference.substring(1);
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
    String message;
    boolean reference = code == Check.PHANDLE_REFERENCES || code == Check.PATH_REFERENCES;
    String note = "";
    if (reference) {
      note = DtcNotes.place(problem, "the reference is here");
      // dtc names the node instead of the property as the subject, and ends the line twice.
      subject = subject.map(about -> Subject.of(about.node()));
      message = "Reference to non-existent node or label \"" + target(problem) + "\"\n";
    } else {
      message = DtcNotes.message(problem);
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

  /**
   * Returns the number of the pass in which dtc reports a problem: dtc makes one table after the
   * other.
   */
  private static int pass(Diagnostic problem) {
    if (problem.code() == TreeCode.SYMBOL_EXISTS) {
      return argument(problem, TreeCode.NODE).equals("/aliases") ? 0 : 2;
    }
    if (problem.code() != TreeCode.TABLE_ENTRY) {
      return LAST_PASS;
    }
    Message message = problem.message();
    if (message.is(TreeCode.SYMBOL_WITHOUT_NODE)) {
      return 1;
    }
    if (message.is(TreeCode.MALFORMED_FIXUP)
        || message.is(TreeCode.FIXUP_WITHOUT_NODE)
        || message.is(TreeCode.FIXUP_WITHOUT_PROPERTY)
        || message.is(TreeCode.FIXUP_OUTSIDE)) {
      return 3;
    }
    return message.is(TreeCode.MALFORMED_TABLE) ? LAST_PASS : 4;
  }

  /**
   * Returns a message in dtc's words: dtc swaps node and property in one message, and ends no line
   * after messages that begin with "Path".
   */
  private static String tableEntry(Diagnostic problem) {
    if (problem.message().is(TreeCode.FIXUP_WITHOUT_PROPERTY)) {
      return "Label %s references non-existing property %s in node %s\n"
          .formatted(
              argument(problem, TreeCode.LABEL),
              argument(problem, TreeCode.NODE),
              argument(problem, TreeCode.PROPERTY));
    }
    return DtcNotes.message(problem)
        + (problem.message().is(TreeCode.SYMBOL_WITHOUT_NODE) ? "" : "\n");
  }

  /**
   * Writes problems that were found while symbols and fixups were made. dtc reports them after the
   * checks.
   */
  void ofTables(List<Diagnostic> problems) throws DtcFailure {
    List<Diagnostic> ordered = new ArrayList<>(problems);
    ordered.sort(Comparator.comparingInt(DtcMessages::pass));
    for (Diagnostic problem : ordered) {
      if (problem.code() == TreeCode.SYMBOL_EXISTS) {
        // dtc's message has no line end.
        out.accept("WARNING: " + DtcNotes.message(problem));
      } else if (problem.code() == TreeCode.TABLE_ENTRY) {
        if (quiet < 1 || pass(problem) == LAST_PASS) {
          out.accept("Warning: " + tableEntry(problem));
        }
      } else if (problem.code() == TreeCode.FIXUP_BY_PATH) {
        throw new DtcFailure(
            "Can't generate fixup for reference to path &{" + target(problem) + "}");
      } else {
        throw failure(problem);
      }
    }
  }
}
