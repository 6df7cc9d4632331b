// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.dtbind.diag.Message;
import org.dtbind.dts.grammar.DtsLexer;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.dts.scan.MacroHeaders.HeaderMatches;
import org.dtbind.source.Span;

/** Words the diagnostics for syntax errors. */
final class Explanations {

  @FunctionalInterface
  interface Problems {
    void add(SyntaxCode code, Span span, Message message, Optional<Hint> hint);
  }

  /**
   * An addition to a diagnostic: a note if it has a place, otherwise help.
   *
   * @param missing the text that is missing after the place of the problem; empty if there is none
   */
  record Hint(String text, Optional<Span> place, String missing, boolean certain) {
    static Optional<Hint> help(String text) {
      return Optional.of(new Hint(text, Optional.empty(), "", false));
    }

    static Optional<Hint> place(String text, Token token) {
      return missing("", text, token, false);
    }

    static Optional<Hint> missing(String missing, String text, Token token, boolean certain) {
      return Optional.of(new Hint(text, Optional.of(Literals.span(token)), missing, certain));
    }
  }

  private static final IntervalSet OPERATORS = IntervalSet.of(DtsLexer.SHIFT_LEFT, DtsLexer.BANG);

  /** The tokens with which a value may begin and end. */
  private static final IntervalSet VALUES =
      new IntervalSet(DtsLexer.STRING, DtsLexer.LESS, DtsLexer.LBRACKET, DtsLexer.BITS);

  private static final IntervalSet VALUE_ENDS =
      new IntervalSet(DtsLexer.STRING, DtsLexer.GREATER, DtsLexer.RBRACKET);

  /**
   * Limit for the undefined macros for which headers are searched. A source that exceeds it
   * probably lacks a whole include directory.
   */
  private static final int MAX_SEARCHES = 50;

  private static final int MAX_HEADERS = 3;

  private final Problems problems;
  private final FileSearch files;
  private final Supplier<Set<String>> labels;
  private final Map<String, String> searched = new HashMap<>();

  /**
   * Creates an object for one source.
   *
   * @param files finds the headers that define a macro
   * @param labels returns the labels before the place that is being read
   */
  Explanations(Problems problems, FileSearch files, Supplier<Set<String>> labels) {
    this.problems = problems;
    this.files = files;
    this.labels = labels;
  }

  void missingBrace(Token last, Token opened) {
    problems.add(
        SyntaxCode.MISSING_BRACE,
        endOf(last),
        Message.of("missing '}' after this"),
        Hint.place("the node starts at", opened));
  }

  void missingSemicolon(Token last, Token next) {
    problems.add(
        SyntaxCode.MISSING_SEMICOLON,
        endOf(last),
        Message.of("missing ';' after this"),
        Hint.missing(";", "found " + TokenNames.found(next) + " at", next, endsLine(last, next)));
  }

  void noHeader(Token next) {
    problems.add(
        SyntaxCode.SYNTAX,
        Literals.span(next),
        Message.of(
            "a source must start with '/dts-v1/;', not with {found}", TokenNames.found(next)),
        Optional.empty());
  }

  void lateHeader(Token next) {
    problems.add(
        SyntaxCode.OUT_OF_PLACE,
        Literals.span(next),
        Message.of("'{directive}' must come before the first node", next.getText()),
        Hint.help("instead of a complete source, include a .dtsi file without this header"));
  }

  /**
   * Reports that a string does not end on the line of its opening quote. Returns the number of
   * bytes from the quote to the end of that line.
   */
  int openString(Token quote) {
    String text = quote.getText();
    int line = text.indexOf('\n');
    int length = Math.max(1, line < 0 ? text.length() : line);
    problems.add(
        SyntaxCode.UNTERMINATED_STRING,
        new Span(quote.getStartIndex(), quote.getStartIndex() + length),
        Message.of("this string has no closing quote on the same line"),
        Optional.empty());
    return length;
  }

  /**
   * Reports a string that ends at the opening quote of the next one.
   *
   * @param length the number of bytes from the quote to the semicolon that should follow the string
   */
  void lostQuote(Token string, int length) {
    String meant = string.getText().substring(0, length) + '"';
    problems.add(
        SyntaxCode.UNTERMINATED_STRING,
        new Span(string.getStartIndex(), string.getStartIndex() + length),
        Message.of("this string has no closing quote before ';'"),
        Optional.of(new Hint("write " + meant + ";", Optional.empty(), "\"", true)));
  }

  /** Reports that {@code next} cannot follow {@code last}. */
  void unexpected(Parser parser, Token last, Token next, String wanted) {
    ParserRuleContext context = parser.getContext();
    boolean inCells = wanted.equals("'>'");
    boolean inBytes = wanted.equals("']'");
    if (next.getType() == DtsLexer.WORD
        && last.getType() == DtsLexer.INTEGER
        && last.getStopIndex() + 1 == next.getStartIndex()) {
      String number = last.getText() + next.getText();
      problems.add(
          SyntaxCode.BAD_INTEGER,
          new Span(last.getStartIndex(), next.getStopIndex() + 1),
          Message.of("'{literal}' is not a valid integer", number),
          Optional.empty());
    } else if (inCells && endsCells(parser, last, next)) {
      missing(">", last, next, next.getType() != Token.EOF);
    } else if (VALUE_ENDS.contains(last.getType()) && VALUES.contains(next.getType())) {
      missing(",", last, next, !isText(last) && !isText(next));
    } else if (next.getType() == DtsLexer.WORD && wantsValue(parser, context)) {
      word(next, inCells || !(context instanceof DtsParser.ContentContext));
    } else if (next.getType() == DtsLexer.EMPTY_REFERENCE) {
      syntax(
          next,
          Message.of("this reference does not name a node"),
          Hint.help("write a path in the braces, as in &{/soc}, or use a label, as in &label"));
    } else if (inCells && next.getType() == DtsLexer.COMMA) {
      syntax(
          next,
          Message.of("unexpected {found} between cells", TokenNames.found(next)),
          Hint.help("separate cells with spaces, as in <1 2>, or write groups, as in <1>, <2>"));
    } else if (inCells && OPERATORS.contains(next.getType())) {
      syntax(
          next,
          Message.of("unexpected {found} between cells", TokenNames.found(next)),
          Hint.help("put the expression in parentheses, as in <(1 + 2)>"));
    } else if (inBytes) {
      syntax(
          next,
          Message.of("unexpected {found} between bytes", TokenNames.found(next)),
          Hint.help("write each byte as two hexadecimal digits without 0x, as in [00 1a ff]"));
    } else {
      String inside = inCells ? "a number, a reference, a label or '>'" : wanted;
      syntax(
          next,
          Message.of("unexpected {found}, expected {expected}", TokenNames.found(next), inside),
          help(context, last, next));
    }
  }

  /** Returns whether a token, at which cells must end, follows them without '>'. */
  private static boolean endsCells(Parser parser, Token last, Token next) {
    return switch (next.getType()) {
      case DtsLexer.SEMICOLON, DtsLexer.RBRACE, Token.EOF -> true;
      // The next property.
      case DtsLexer.WORD ->
          next.getLine() > last.getLine() && parser.getInputStream().LA(2) == DtsLexer.EQUALS;
      default -> false;
    };
  }

  /**
   * Returns whether a statement that lacks its semicolon certainly ends at a token: the next one is
   * in another line, or it is a brace. At the end of the file, more may be missing.
   */
  private static boolean endsLine(Token last, Token next) {
    return last.getType() == DtsLexer.RBRACE
        || next.getType() == DtsLexer.RBRACE
        || next.getType() != Token.EOF && next.getLine() > last.getLine();
  }

  /** Returns whether a token is a string of several words: C would join it with the next one. */
  private static boolean isText(Token token) {
    return token.getType() == DtsLexer.STRING && token.getText().contains(" ");
  }

  private void missing(String text, Token last, Token next, boolean certain) {
    problems.add(
        SyntaxCode.SYNTAX,
        endOf(last),
        Message.of("missing '{text}' after this", text),
        Hint.missing(text, "found " + TokenNames.found(next) + " at", next, certain));
  }

  private void syntax(Token next, Message message, Optional<Hint> hint) {
    problems.add(SyntaxCode.SYNTAX, Literals.span(next), message, hint);
  }

  private static boolean wantsValue(Parser parser, ParserRuleContext context) {
    IntervalSet expected = parser.getExpectedTokens();
    return context instanceof DtsParser.ContentContext
        || expected.contains(DtsLexer.INTEGER)
        || expected.contains(DtsLexer.STRING);
  }

  private void word(Token word, boolean number) {
    String name = word.getText();
    String help =
        switch (name) {
          case "true", "false" ->
              "write 'name;' if the property is true, or omit the property if it is false";
          default -> {
            String known = meant(name);
            yield !known.isEmpty()
                ? known
                : number
                    ? "include the header that defines %s, " + files.orDefine("use -D %s=VALUE")
                    : "if it is a string, put it in quotes, as in \"%s\"; if it is a macro, define"
                        + " it in a header, "
                        + files.orDefine("with -D %s=VALUE");
          }
        };
    problems.add(
        SyntaxCode.UNDEFINED_MACRO,
        Literals.span(word),
        number
            ? Message.of("'{macro}' is not a value; is it an undefined macro?", name)
            : Message.of("'{macro}' is not a value", name),
        Hint.help(help.replace("%s", name)));
  }

  /**
   * Returns a help text with a reference if the word is a label, with the headers to include if it
   * is a macro, or with macros of similar names; empty if there are none.
   */
  private String meant(String word) {
    String known = searched.get(word);
    if (known != null || searched.size() == MAX_SEARCHES) {
      return known == null ? "" : known;
    }
    String help =
        labels.get().contains(word)
            ? "to refer to the node with this label, write &" + word
            : headersOf(word);
    searched.put(word, help);
    return help;
  }

  private String headersOf(String macro) {
    HeaderMatches found = files.headersOf(macro);
    String help = "";
    if (!found.headers().isEmpty()) {
      help =
          "include the header that defines it: #include <"
              + found.headers().stream()
                  .limit(MAX_HEADERS)
                  .collect(Collectors.joining("> or #include <"))
              + ">";
    } else if (!found.near().isEmpty()) {
      help =
          "did you mean "
              + found.near().stream().map(this::ofHeader).collect(Collectors.joining(" or "))
              + "?";
    }
    return help;
  }

  private String ofHeader(String macro) {
    return "'" + macro + "' from <" + files.headersOf(macro).headers().get(0) + ">";
  }

  private static Optional<Hint> help(ParserRuleContext context, Token last, Token next) {
    boolean number =
        next.getType() == DtsLexer.INTEGER
            || next.getType() == DtsLexer.CHARACTER
            || next.getType() == DtsLexer.LPAREN;
    if (number && context instanceof DtsParser.ContentContext) {
      return Hint.help("write numbers in angle brackets: <" + next.getText() + ">");
    }
    if (last.getType() == DtsLexer.DELETE_NODE) {
      return Hint.help(
          context instanceof DtsParser.MemberContext
              ? "inside a node, write the name of a child, as in /delete-node/ name;"
              : "outside nodes, write a reference, as in /delete-node/ &label; or /delete-node/"
                  + " &{/path};");
    }
    return Optional.empty();
  }

  private static Span endOf(Token token) {
    return new Span(token.getStopIndex(), token.getStopIndex() + 1);
  }
}
