// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dts.SyntaxCode;
import org.dtbind.dts.preprocess.PreprocessCode;
import org.dtbind.dts.scan.Lexis;
import org.dtbind.dts.scan.Part;
import org.dtbind.dts.scan.Scanner;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.format.Piece.Kind;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * Finds the statements among the pieces of a file, and the parts that stay as they are. Macros are
 * not expanded, and all parts of a conditional are read.
 */
final class Structure {

  private static final Pattern ZERO = Pattern.compile("^#\\s*if\\s+0\\s*($|/[/*])");

  /** A conditional whose {@code #endif} was not read yet, and what was there before it. */
  private static final class Conditional {
    private final int piece;
    private final int first;
    private final int round;
    private final int angle;
    private final List<Integer> open;

    /** Whether it is in a part that is never compiled. */
    private final boolean within;

    /** Whether the part that is being read is never compiled, so that it may be any text. */
    private boolean disabled;

    private boolean otherwise;

    /** The depth after the parts that were read; -1 before the first one. */
    private int after = -1;

    Conditional(int piece, Structure before, boolean disabled) {
      this.piece = piece;
      this.first = before.first;
      this.round = before.round;
      this.angle = before.angle;
      this.open = List.copyOf(before.open);
      this.within = before.isDisabled();
      this.disabled = within || disabled;
    }
  }

  private final SourceFile file;
  private final byte[] text;
  private final List<Piece> pieces;
  private final List<Statement> statements = new ArrayList<>();
  private final int[] depths;
  private final BitSet kept = new BitSet();
  private final List<Integer> open = new ArrayList<>();
  private final Deque<Conditional> conditionals = new ArrayDeque<>();
  private final int guard;
  private int off = -1;

  /** The first piece of the statement that is being read; -1 between statements. */
  private int first = -1;

  private int previous = -1;
  private int call = -1;
  private int round;
  private int angle;
  private Optional<Diagnostic> problem = Optional.empty();

  Structure(SourceFile file) {
    this.file = file;
    this.text = file.content().toArray();
    this.pieces = Pieces.of(text);
    this.depths = new int[pieces.size()];
    this.guard = guard();
  }

  Diagnosed<SourceText> read() {
    for (int i = 0; i < pieces.size() && problem.isEmpty(); i++) {
      depths[i] = open.size();
      Piece piece = pieces.get(i);
      switch (piece.kind()) {
        case COMMENT, LINE_COMMENT -> comment(i);
        case DIRECTIVE -> directive(i);
        case WORD, STRING, MARK -> {
          if (!isDisabled()) {
            code(i);
          }
        }
      }
    }
    end();
    if (problem.isPresent()) {
      return Diagnosed.failed(List.of(problem.get()));
    }
    return Diagnosed.of(new SourceText(file, text, pieces, statements, depths, kept), List.of());
  }

  private void end() {
    if (off >= 0) {
      kept.set(off + 1, pieces.size() + 1);
    }
    if (first >= 0) {
      finishMacro(pieces.size());
    }
    if (problem.isEmpty() && !conditionals.isEmpty()) {
      fail(
          conditionals.peek().piece,
          PreprocessCode.UNTERMINATED_CONDITIONAL,
          Message.of("this conditional has no #endif"),
          "add the #endif");
    }
    if (problem.isEmpty() && !open.isEmpty()) {
      fail(
          open.get(open.size() - 1),
          SyntaxCode.MISSING_BRACE,
          Message.of("this node has no closing brace"),
          "add the closing brace");
    }
  }

  private void comment(int i) {
    Piece piece = pieces.get(i);
    String content = slice(piece);
    boolean block = piece.kind() == Kind.COMMENT;
    if (block && (content.length() < 4 || !content.endsWith("*/") || opensTwice(content))) {
      fail(
          i,
          PreprocessCode.UNTERMINATED_COMMENT,
          Message.of("this comment is not closed"),
          "add '*/'");
      return;
    }
    String words = content.substring(2, content.length() - (block ? 2 : 0)).strip();
    if (words.equals("dts-format off") && off < 0) {
      off = i;
    } else if (words.equals("dts-format on") && off >= 0) {
      kept.set(off + 1, i + 1);
      off = -1;
    }
  }

  /**
   * Whether another comment begins in a further line of a comment, so that the end of the first one
   * is probably missing. In the first line, it is usually a statement that is commented out.
   */
  private static boolean opensTwice(String comment) {
    int at = Math.max(0, comment.indexOf('\n'));
    do {
      at = at > 0 ? comment.indexOf("/*", at + 1) : -1;
    } while (at > 0 && !Character.isWhitespace(comment.charAt(at - 1)));
    return at > 0;
  }

  private void directive(int i) {
    Optional<Part.Kind> kind = Pieces.directive(text, pieces.get(i).start());
    switch (kind.orElse(Part.Kind.IGNORED)) {
      case IF, IFDEF, IFNDEF -> {
        if (i != guard) {
          boolean disabled = ZERO.matcher(slice(pieces.get(i))).find();
          conditionals.push(new Conditional(i, this, disabled));
        }
      }
      case ELSE, ELIF, ELIFDEF, ELIFNDEF -> {
        if (hasConditional(i)) {
          Conditional conditional = conditionals.element();
          part(conditional, true);
          conditional.disabled = conditional.within;
          conditional.otherwise |= kind.orElseThrow() == Part.Kind.ELSE;
          resume(conditional);
          open.clear();
          open.addAll(conditional.open);
        }
      }
      case ENDIF -> endif(i);
      default -> {}
    }
  }

  private void endif(int i) {
    boolean ofGuard = conditionals.isEmpty() && guard >= 0;
    if (!ofGuard && hasConditional(i)) {
      Conditional conditional = conditionals.pop();
      part(conditional, conditional.otherwise);
      if (first > conditional.piece) {
        resume(conditional);
      }
      kept.set(conditional.piece + 1, i + 1);
    }
  }

  /** Continues the statement before a conditional. */
  private void resume(Conditional conditional) {
    begin(conditional.first);
    round = conditional.round;
    angle = conditional.angle;
  }

  private boolean hasConditional(int i) {
    if (conditionals.isEmpty()) {
      fail(
          i,
          PreprocessCode.UNTERMINATED_CONDITIONAL,
          Message.of("this directive has no #if"),
          "add the #if, or remove the directive");
    }
    return !conditionals.isEmpty();
  }

  /** Ends a part of a conditional. All parts, of which the last may be absent, must be alike. */
  private void part(Conditional conditional, boolean otherwise) {
    if (conditional.disabled) {
      return;
    }
    int depth = open.size();
    boolean alike = conditional.after < 0 || conditional.after == depth;
    conditional.after = depth;
    if (!alike || !otherwise && depth != conditional.open.size()) {
      fail(
          conditional.piece,
          SyntaxCode.SYNTAX,
          Message.of("the parts of this conditional contain different numbers of braces"),
          "close each node in the part in which it begins");
    }
  }

  private boolean isDisabled() {
    return !conditionals.isEmpty() && conditionals.element().disabled;
  }

  private boolean isLenient() {
    return !conditionals.isEmpty();
  }

  private void code(int i) {
    Piece piece = pieces.get(i);
    if (first >= 0 && isMacro(first, previous) && startsAnother(i)) {
      statement(Statement.Kind.MACRO, previous);
    }
    if (first >= 0 && round > 0 && isCall()) {
      argument(i, piece);
      previous = i;
      return;
    }
    boolean closing = first >= 0 && pieces.get(first).is("}") && !piece.is(";");
    if (closing && isLenient()) {
      statement(Statement.Kind.CLOSE, previous);
      closing = false;
    }
    if (closing) {
      missing(previous, "add a ';' after the brace");
    } else if (piece.is("}")) {
      close(i);
    } else {
      if (first < 0) {
        begin(i);
      }
      bracket(i, piece);
    }
    previous = i;
  }

  /** Whether the statement begins with a call of a macro, or of something that looks like one. */
  private boolean isCall() {
    return call < 0 && first + 1 < pieces.size() && pieces.get(first + 1).is("(");
  }

  /** Reads a piece in the arguments of a macro, which may contain statements. */
  private void argument(int i, Piece piece) {
    round += piece.is("(") ? 1 : piece.is(")") ? -1 : 0;
    call = round == 0 ? i : call;
  }

  private void begin(int i) {
    first = i;
    call = -1;
    round = 0;
    angle = 0;
  }

  private void bracket(int i, Piece piece) {
    if (piece.kind() == Kind.STRING) {
      string(i, piece);
      return;
    }
    switch (piece.text()) {
      case "\\" -> kept.set(i, i + 2);
      case "(" -> round++;
      case ")" -> round--;
      case "<" -> angle += round == 0 ? 1 : 0;
      case ">" -> angle -= round == 0 ? 1 : 0;
      case "{" -> node(i);
      case ";" -> semicolon(i);
      default -> {}
    }
  }

  private void string(int i, Piece piece) {
    char quote = (char) text[piece.start()];
    boolean closed = piece.end() - piece.start() > 1 && text[piece.end() - 1] == quote;
    if (!closed && !isLenient()) {
      fail(
          i,
          SyntaxCode.UNTERMINATED_STRING,
          Message.of("this string has no closing quote"),
          "add the quote");
    } else if (first == i - 1 && pieces.get(first).is("/include/")) {
      statement(Statement.Kind.MACRO, i);
    }
  }

  private void node(int i) {
    boolean bare = first == i;
    if (!isLenient() && (bare || round != 0 || angle != 0)) {
      fail(i, SyntaxCode.SYNTAX, Message.of("this brace begins no node"), "add a name before it");
      return;
    }
    if (open.size() > Limit.NODE_DEPTH.most()) {
      fail(
          i,
          SyntaxCode.NESTING_TOO_DEEP,
          Message.of("the nodes are nested too deeply"),
          "reduce the number of levels");
      return;
    }
    statement(Statement.Kind.NODE, i);
    open.add(i);
  }

  private void close(int i) {
    if (first >= 0 && !isLenient() && !(isMacro(first, previous) && call >= 0)) {
      missing(previous, "add a ';'");
    } else if (open.isEmpty()) {
      fail(
          i, SyntaxCode.SYNTAX, Message.of("this brace closes no node"), "remove it, or add a '{'");
    } else {
      if (first >= 0) {
        statement(Statement.Kind.MACRO, previous);
      }
      open.remove(open.size() - 1);
      depths[i] = open.size();
      begin(i);
    }
  }

  private void semicolon(int i) {
    if (!isLenient() && (round != 0 || angle != 0)) {
      fail(
          i,
          SyntaxCode.SYNTAX,
          Message.of("the brackets before this ';' do not match"),
          "close each '<' and '(' before it");
    } else {
      statement(pieces.get(first).is("}") ? Statement.Kind.CLOSE : Statement.Kind.PROPERTY, i);
    }
  }

  private void statement(Statement.Kind kind, int last) {
    statements.add(new Statement(kind, first, last, depths[first]));
    first = -1;
  }

  /** Whether a statement may be a macro without a semicolon: a call, or a name in capitals. */
  private boolean isMacro(int from, int to) {
    boolean name = from == to && pieces.get(from).isCapitals();
    return name || call == to && pieces.get(from).kind() == Kind.WORD;
  }

  /** Whether a piece is in another line, and not the rest of a statement. */
  private boolean startsAnother(int i) {
    Piece piece = pieces.get(i);
    boolean begins = piece.kind() == Kind.WORD || piece.is("&") || piece.is("/") || piece.is("}");
    int end = pieces.get(previous).end();
    return begins && Lexis.endOfLine(text, end, piece.start()) < piece.start();
  }

  private void finishMacro(int behind) {
    if (problem.isEmpty() && isMacro(first, previous)) {
      statement(Statement.Kind.MACRO, previous);
    } else if (problem.isEmpty() && behind > 0) {
      missing(previous, "add a ';'");
    }
  }

  private void missing(int after, String help) {
    fail(after, SyntaxCode.MISSING_SEMICOLON, Message.of("missing ';' after this"), help);
  }

  private void fail(int i, Code code, Message message, String help) {
    Piece piece = pieces.get(i);
    int end = piece.kind() == Kind.COMMENT ? piece.start() + 2 : piece.end();
    problem =
        Optional.of(
            Diagnostic.error(code, Origin.Source.of(file, piece.start(), end), message).help(help));
  }

  private String slice(Piece piece) {
    return file.content().slice(piece.start(), piece.end()).latin1();
  }

  /** Returns the piece of an include guard around the whole file; -1 if there is none. */
  private int guard() {
    int first = 0;
    while (first < pieces.size() && pieces.get(first).isComment()) {
      first++;
    }
    boolean directive = first < pieces.size() && pieces.get(first).kind() == Kind.DIRECTIVE;
    return directive && Scanner.scan(file, true, new Symbols()).guard() >= 0 ? first : -1;
  }
}
