// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dts.preprocess.Includes.Inclusion;
import org.dtbind.dts.scan.Definitions;
import org.dtbind.dts.scan.Macro;
import org.dtbind.dts.scan.Malformed;
import org.dtbind.dts.scan.Part.Directive;
import org.dtbind.dts.scan.Part.Macros;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.dts.scan.Token;
import org.dtbind.dts.scan.Token.Kind;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** Executes preprocessor directives. */
final class Directives {

  private final MacroTable macros;
  private final Symbols symbols;
  private final Conditionals conditionals;
  private final Expander expander;
  private final ConditionOperators operators;
  private final Builtins builtins;
  private final Problems problems;
  private final Includes includes;

  Directives(
      MacroTable macros,
      Symbols symbols,
      Conditionals conditionals,
      Expander expander,
      Builtins builtins,
      Problems problems,
      Includes includes) {
    this.macros = macros;
    this.symbols = symbols;
    this.conditionals = conditionals;
    this.expander = expander;
    this.operators = new ConditionOperators(macros, symbols, expander, includes::has);
    this.builtins = builtins;
    this.problems = problems;
    this.includes = includes;
  }

  /**
   * Executes a directive. Returns the file that it includes.
   *
   * @param outer number of conditionals that were open when the current file began; {@code #endif}
   *     in this file cannot close them
   */
  Optional<Inclusion> run(Directive directive, int outer) {
    boolean live = conditionals.live();
    switch (directive.kind()) {
      case IF -> conditionals.open(live && condition(directive), problems.here());
      case IFDEF -> conditionals.open(live && isDefined(directive), problems.here());
      case IFNDEF -> conditionals.open(live && !isDefined(directive), problems.here());
      case ELIF, ELIFDEF, ELIFNDEF, ELSE, ENDIF -> branch(directive, outer);
      default -> {
        if (live) {
          return act(directive);
        }
      }
    }
    return Optional.empty();
  }

  private void branch(Directive directive, int outer) {
    String name = name(directive);
    if (conditionals.depth() <= outer) {
      problems.error(PreprocessCode.STRAY_CONDITIONAL, Message.of("{directive} without #if", name));
      return;
    }
    switch (directive.kind()) {
      case ENDIF -> conditionals.close();
      case ELSE -> {
        afterElse(name);
        conditionals.next(true, true);
      }
      default -> {
        afterElse(name);
        conditionals.next(conditionals.wantsCondition() && elseIf(directive), false);
      }
    }
  }

  private boolean elseIf(Directive directive) {
    return switch (directive.kind()) {
      case ELIFDEF -> isDefined(directive);
      case ELIFNDEF -> !isDefined(directive);
      default -> condition(directive);
    };
  }

  private void afterElse(String name) {
    if (conditionals.elseSeen()) {
      problems.error(PreprocessCode.STRAY_CONDITIONAL, Message.of("{directive} after #else", name));
    }
  }

  private Optional<Inclusion> act(Directive directive) {
    switch (directive.kind()) {
      case INCLUDE, INCLUDE_NEXT, IMPORT -> {
        return include(directive);
      }
      case DEFINE -> malformed(directive);
      case UNDEF -> undefine(directive.tokens());
      case PRAGMA -> {
        if (Token.spelling(directive.tokens()).equals("once")) {
          includes.once();
        }
      }
      case ERROR ->
          problems.error(
              PreprocessCode.ERROR_DIRECTIVE,
              Message.of("#error {text}", Token.spelling(directive.tokens())));
      case WARNING ->
          problems.add(
              problems.warning(
                  PreprocessCode.WARNING_DIRECTIVE,
                  Message.of("#warning {text}", Token.spelling(directive.tokens()))));
      case LINE -> line(expander.expandAll(directive.tokens()));
      default -> {}
    }
    return Optional.empty();
  }

  /**
   * Executes {@code #line}, which changes only {@code __LINE__} and {@code __FILE__}; diagnostics
   * show the real lines.
   */
  private void line(List<Token> tokens) {
    Token number = tokens.isEmpty() ? Token.none() : tokens.get(0);
    if (!number.text().matches("[0-9]{1,9}")) {
      problems.error(
          PreprocessCode.BAD_DIRECTIVE, Message.of("#line needs a number of up to nine digits"));
      return;
    }
    Token file = tokens.size() > 1 ? tokens.get(1) : Token.none();
    if (tokens.size() > 1 && file.kind() != Kind.STRING) {
      problems.error(
          PreprocessCode.BAD_DIRECTIVE, Message.of("#line accepts only \"FILE\" after the number"));
      return;
    }
    builtins.line(Integer.parseInt(number.text()), file);
  }

  void define(Macros defined, int reading) {
    int[] numbers = defined.symbols();
    for (int i = 0; i < numbers.length; i++) {
      Macro macro = defined.macros().get(i);
      Macro old = macros.get(numbers[i]);
      if (old != null && !old.sameMeaning(macro)) {
        problems.at(reading, macro.start(), macro.end());
        redefined(macro, old);
      }
      macros.define(numbers[i], macro, reading);
    }
  }

  /** Reports why a definition is malformed; the scanner has read all others. */
  private void malformed(Directive definition) {
    try {
      new Definitions(symbols, definition.start(), definition.end()).read(definition.tokens());
    } catch (Malformed e) {
      problems.error(PreprocessCode.BAD_DIRECTIVE, e.why());
    }
  }

  private void redefined(Macro macro, Macro old) {
    Diagnostic warning =
        problems.warning(
            PreprocessCode.MACRO_REDEFINED,
            Message.of("macro {macro} is redefined with a different meaning", macro.name()));
    problems.add(
        old.builtin().isPresent()
            ? warning
            : warning.note(
                "first defined at", problems.origin(Place.of(old, macros.reading(old)))));
  }

  private void undefine(List<Token> tokens) {
    if (tokens.isEmpty() || tokens.get(0).kind() != Kind.NAME) {
      problems.error(
          PreprocessCode.BAD_DIRECTIVE, Message.of("{directive} needs a name", "#undef"));
      return;
    }
    macros.undefine(tokens.get(0).symbol());
    if (tokens.size() > 1) {
      problems.add(
          problems.warning(
              PreprocessCode.BAD_DIRECTIVE,
              Message.of(
                  "'{text}' after '#undef {macro}' has no effect",
                  Token.spelling(tokens.subList(1, tokens.size())),
                  tokens.get(0).text())));
    }
  }

  private Optional<Inclusion> include(Directive directive) {
    String target =
        directive.target().orElseGet(() -> Token.spelling(expander.expandAll(directive.tokens())));
    boolean quoted = target.length() > 2 && target.startsWith("\"") && target.endsWith("\"");
    boolean angled = target.length() > 2 && target.startsWith("<") && target.endsWith(">");
    if (!quoted && !angled) {
      problems.error(
          PreprocessCode.BAD_DIRECTIVE,
          Message.of("{directive} needs \"FILE\" or <FILE>", name(directive)));
      return Optional.empty();
    }
    String file = FileName.text(Bytes.latin1(target.substring(1, target.length() - 1)));
    return includes.open(directive.kind(), file, quoted);
  }

  private boolean isDefined(Directive directive) {
    List<Token> tokens = directive.tokens();
    if (tokens.isEmpty() || tokens.get(0).kind() != Kind.NAME) {
      problems.error(
          PreprocessCode.BAD_DIRECTIVE, Message.of("{directive} needs a name", name(directive)));
      return false;
    }
    return operators.isDefined(tokens.get(0).symbol());
  }

  private boolean condition(Directive directive) {
    try {
      return operators.holds(directive.tokens());
    } catch (Malformed e) {
      if (!problems.stopped()) {
        problems.error(PreprocessCode.BAD_CONDITION, e.why());
      }
      return false;
    }
  }

  private static String name(Directive directive) {
    return "#" + directive.kind().name().toLowerCase(Locale.ROOT);
  }
}
