// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.check.Check;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Message.Argument;
import org.dtbind.diag.Severity;
import org.dtbind.dtb.DtbCode;
import org.dtbind.dts.SyntaxCode;
import org.dtbind.dts.preprocess.PreprocessCode;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.source.Shown;
import org.dtbind.tree.build.TreeCode;

/**
 * How dtc reports a problem: a row of a table. The checks have no rows, since their messages are
 * dtc's.
 *
 * @param form what dtc writes around the text, and what it does then
 * @param template the text; names of arguments of the problem's message are in braces, and so are
 *     {@code message}, which is the text in dtbind's words, {@code target}, which is the label or
 *     path of a reference, and {@code cause}, which is a reason that begins with a capital letter
 * @param notes what notes add
 * @param stage when dtc reports the problem
 * @param pass the pass of that stage: dtc makes one table of symbols or fixups after the other
 */
record DtcWording(Form form, String template, Notes notes, Stage stage, int pass) {

  /** When dtc reports a problem: all of a stage, before it goes on to the next one. */
  enum Stage {
    READ,
    CHECK,
    TABLES
  }

  /** What dtc writes around a text, and what it does then. The first argument is the place. */
  enum Form {
    ERROR("Error: %s %s\n"),
    /** An error after which dtc parses no further. */
    LAST_ERROR("Error: %s %s\n"),
    LEXICAL("Lexical error: %s %s\n"),
    TRUNCATED("WARNING: %s: %s\n"),
    /** dtc does not end this line. */
    EXISTS("WARNING: %2$s"),
    /** A warning that {@code -q} turns off. */
    ENTRY("Warning: %2$s\n"),
    /** A warning that {@code -q} turns off, and whose line dtc does not end. */
    OPEN_ENTRY("Warning: %2$s"),
    TABLE("Warning: %2$s\n"),
    FATAL("%2$s"),
    FATAL_HERE("%s: %s"),
    FATAL_FILE("Couldn't open \"%s\": %s"),
    SILENT("");

    private final String format;

    Form(String format) {
      this.format = format;
    }
  }

  /** What notes add to a message. */
  enum Notes {
    NONE,
    /** Other places, and help. */
    DETAILS,
    /** The place of the problem, other places, and help. */
    PLACE,
    /** At the end, all syntax errors in dtbind's words. */
    SYNTAX
  }

  /** dtc makes all tables in earlier passes, and then adds entries to those that exist already. */
  static final int LAST_PASS = 5;

  private static final String NO_FILE = "No such file or directory";

  /** By the wording or, for all other messages with a code, by the code. */
  private static final Map<Object, DtcWording> ROWS =
      Map.ofEntries(
          entry(SyntaxCode.SYNTAX, syntax()),
          entry(SyntaxCode.MISSING_SEMICOLON, syntax()),
          entry(SyntaxCode.MISSING_BRACE, syntax()),
          entry(SyntaxCode.UNTERMINATED_STRING, syntax()),
          entry(SyntaxCode.OUT_OF_PLACE, syntax()),
          entry(SyntaxCode.UNDEFINED_MACRO, of(Form.LEXICAL, "{message}").with(Notes.SYNTAX)),
          entry(
              SyntaxCode.PROPERTY_AFTER_NODE,
              of(Form.LAST_ERROR, "Properties must precede subnodes")),
          entry(
              SyntaxCode.BAD_INTEGER,
              of(Form.LEXICAL, "Bad integer literal '{" + SyntaxCode.LITERAL + "}'")),
          entry(
              SyntaxCode.INTEGER_TOO_LARGE,
              of(Form.LEXICAL, "Integer literal '{" + SyntaxCode.LITERAL + "}' out of range")),
          entry(
              SyntaxCode.BAD_CHARACTER,
              of(
                  Form.LEXICAL,
                  "Character literal has {" + SyntaxCode.COUNT + "} characters instead of 1")),
          entry(SyntaxCode.NO_CHARACTER, of(Form.LEXICAL, "Empty character literal")),
          entry(SyntaxCode.BAD_ESCAPE, of(Form.FATAL, "\\x used with no following hex digits")),
          entry(
              SyntaxCode.VALUE_TRUNCATED,
              of(
                  Form.TRUNCATED,
                  "Value {" + SyntaxCode.VALUE + "} truncated to {" + SyntaxCode.TRUNCATED + "}")),
          entry(SyntaxCode.BAD_BITS, of(Form.ERROR, "Array elements must be 8, 16, 32 or 64-bits")),
          entry(
              SyntaxCode.REFERENCE_WIDTH,
              of(Form.ERROR, "References are only allowed in arrays with 32-bit elements.")),
          entry(SyntaxCode.DIVISION_BY_ZERO, of(Form.ERROR, "Division by zero")),
          entry(
              SyntaxCode.HEADER_MISMATCH, of(Form.ERROR, "Header flags don't match earlier ones")),
          // dtc's parser reports the "/*" as a syntax error, which follows.
          entry(PreprocessCode.UNTERMINATED_COMMENT, of(Form.SILENT, "")),
          entry(PreprocessCode.BAD_DIRECTIVE, of(Form.LEXICAL, "nul in line number directive")),
          entry(PreprocessCode.INCLUDE_TOO_DEEP, of(Form.FATAL, "Includes nested too deeply")),
          entry(PreprocessCode.INCLUDE_NOT_FOUND, of(Form.FATAL_FILE, NO_FILE)),
          entry(
              FileSearch.MISSING,
              of(Form.FATAL, "Couldn't open \"{" + FileSearch.FILE + "}\": " + NO_FILE)
                  .with(Notes.PLACE)),
          entry(
              FileSearch.UNREADABLE,
              of(Form.FATAL, "Couldn't open \"{" + FileSearch.FILE + "}\": {cause}")),
          entry(
              DtbCode.TRUNCATED,
              of(Form.FATAL, "EOF before reading {" + DtbCode.EXPECTED + "} bytes of DT blob")),
          entry(
              TreeCode.NODE_NOT_FOUND,
              of(Form.ERROR, "Label or path {target} not found").with(Notes.DETAILS)),
          entry(
              TreeCode.RELATIVE_REFERENCE,
              of(Form.ERROR, "Label-relative reference {target} not supported in plugin")),
          entry(
              TreeCode.FIXUP_BY_PATH,
              of(Form.FATAL, "Can't generate fixup for reference to path &{{target}}")
                  .at(Stage.TABLES)),
          entry(TreeCode.ALIAS_FOR_LABEL, of(Form.EXISTS, "{message}").in(0)),
          entry(TreeCode.SYMBOL_WITHOUT_NODE, of(Form.OPEN_ENTRY, "{message}").in(1)),
          entry(TreeCode.SYMBOL_EXISTS, of(Form.EXISTS, "{message}").in(2).at(Stage.TABLES)),
          entry(TreeCode.MALFORMED_FIXUP, of(Form.ENTRY, "{message}").in(3)),
          entry(TreeCode.FIXUP_WITHOUT_NODE, of(Form.ENTRY, "{message}").in(3)),
          // dtc swaps the names of the node and the property.
          entry(
              TreeCode.FIXUP_WITHOUT_PROPERTY,
              of(
                      Form.ENTRY,
                      "Label {"
                          + TreeCode.LABEL
                          + "} references non-existing property {"
                          + TreeCode.NODE
                          + "} in node {"
                          + TreeCode.PROPERTY
                          + "}")
                  .in(3)),
          entry(TreeCode.FIXUP_OUTSIDE, of(Form.ENTRY, "{message}").in(3)),
          entry(TreeCode.TABLE_ENTRY, of(Form.ENTRY, "{message}").in(4).at(Stage.TABLES)),
          entry(TreeCode.MALFORMED_TABLE, of(Form.TABLE, "{message}")));

  private static DtcWording of(Form form, String template) {
    return new DtcWording(form, template, Notes.NONE, Stage.READ, LAST_PASS);
  }

  private static DtcWording syntax() {
    return of(Form.LAST_ERROR, "syntax error").with(Notes.SYNTAX);
  }

  private DtcWording with(Notes more) {
    return new DtcWording(form, template, more, stage, pass);
  }

  private DtcWording in(int number) {
    return new DtcWording(form, template, notes, stage, number);
  }

  private DtcWording at(Stage later) {
    return new DtcWording(form, template, notes, later, pass);
  }

  /** {@return when dtc reports a problem} */
  static Stage stageOf(Diagnostic problem) {
    return problem.code() instanceof Check ? Stage.CHECK : of(problem).stage();
  }

  /** Returns how dtc reports a problem that no check found. */
  static DtcWording of(Diagnostic problem) {
    DtcWording byCode =
        ROWS.getOrDefault(
            problem.code(),
            // dtc is silent about all other problems, such as the deletion of a missing node.
            problem.severity() == Severity.ERROR
                ? of(Form.FATAL_HERE, "{message}")
                : of(Form.SILENT, ""));
    return problem.message().wording().map(one -> ROWS.getOrDefault(one, byCode)).orElse(byCode);
  }

  /** {@return what dtc writes} */
  String text(Diagnostic problem) {
    List<Argument> arguments = new ArrayList<>();
    for (Argument argument : problem.message().arguments()) {
      String value = Shown.escaped(argument.value());
      arguments.add(new Argument(argument.name(), value));
      if (argument.name().equals(TreeCode.REFERENCE)) {
        arguments.add(new Argument("target", target(value)));
      } else if (argument.name().equals(FileSearch.REASON)) {
        arguments.add(new Argument("cause", DtcFailure.cause(value)));
      }
    }
    arguments.add(new Argument("message", DtcNotes.message(problem)));
    String text = new Message(template, arguments, Optional.empty()).text();
    return form.format.formatted(problem.origin().place(), text);
  }

  /** {@return the label or path of a reference, without {@code &} and braces} */
  static String target(String reference) {
    return reference.startsWith("&{")
        ? reference.substring(2, reference.length() - 1)
        : reference.substring(1);
  }
}
