// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dts.SyntaxCode;
import org.dtbind.dts.preprocess.PreprocessCode;
import org.dtbind.dts.scan.Lexis;
import org.dtbind.dts.scan.Part.DirectiveKind;
import org.dtbind.dts.scan.Scanner;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.format.Piece.PieceKind;
import org.dtbind.format.SourceStatement.StatementKind;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * Finds the statements among the pieces of a file, and the parts that stay as they are. Macros are
 * not expanded, and of a conditional, the first part is read that may be compiled.
 */
final class Structure {

  private static final Pattern ZERO = Pattern.compile("^#\\s*if\\s+0\\s*($|/[/*])");

  /**
   * A statement that was not read completely.
   *
   * @param call the closing parenthesis, if it begins like a call of a macro
   * @param brackets those that are open
   */
  private record Unfinished(int first, OptionalInt call, Brackets brackets) {

    Unfinished after(Piece piece) {
      return new Unfinished(first, call, brackets.after(piece));
    }

    /** Returns the statement after a piece of the arguments of a call. */
    Unfinished afterArgument(int i, Piece piece) {
      Brackets now = brackets.after(piece);
      return new Unfinished(first, now.round() == 0 ? OptionalInt.of(i) : call, now);
    }
  }

  /** A conditional whose {@code #endif} was not read yet, and what was there before it. */
  private static final class Conditional {
    private final int piece;
    private final Optional<Unfinished> before;
    private final int depth;

    /** Whether it is in a part that is not read. */
    private final boolean within;

    private boolean skipped;
    private boolean read;
    private boolean otherwise;

    Conditional(int piece, Structure before, boolean disabled) {
      this.piece = piece;
      this.before = before.unfinished;
      this.depth = before.open.size();
      this.within = before.isSkipped();
      this.skipped = within || disabled;
    }
  }

  private final SourceFile file;
  private final byte[] text;
  private final List<Piece> pieces;
  private final List<SourceStatement> statements = new ArrayList<>();
  private final int[] depths;
  private final int[] statementOf;
  private final BitSet kept = new BitSet();

  /** The nodes around what is being read, as indexes of statements. */
  private final List<Integer> open = new ArrayList<>();

  private final Deque<Conditional> conditionals = new ArrayDeque<>();

  /** The piece of an include guard around the whole file. */
  private final OptionalInt guard;

  /** The comment that turned the formatter off. */
  private OptionalInt off = OptionalInt.empty();

  private Optional<Unfinished> unfinished = Optional.empty();

  /** The node of the closing brace that was read last. */
  private int ended;

  /** The piece of code that was read last. */
  private int previous;

  private Optional<Diagnostic> problem = Optional.empty();

  Structure(SourceFile file) {
    this.file = file;
    this.text = file.content().toArray();
    this.pieces = Pieces.of(text);
    this.depths = new int[pieces.size()];
    this.statementOf = new int[pieces.size()];
    Arrays.fill(statementOf, -1);
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
          if (!isSkipped()) {
            code(i);
          }
        }
      }
    }
    end();
    if (problem.isPresent()) {
      return Diagnosed.failed(List.of(problem.get()));
    }
    return Diagnosed.of(
        new SourceText(file, text, pieces, List.copyOf(statements), depths, statementOf, kept),
        List.of());
  }

  private void end() {
    off.ifPresent(comment -> kept.set(comment + 1, pieces.size() + 1));
    if (isMacro()) {
      statement(StatementKind.MACRO, previous);
    } else if (unfinished.isPresent()) {
      missing("add a ';'");
    }
    if (!conditionals.isEmpty()) {
      fail(
          conditionals.element().piece,
          PreprocessCode.UNTERMINATED_CONDITIONAL,
          Message.of("this conditional has no #endif"),
          "add the #endif");
    }
    if (!open.isEmpty()) {
      int brace = statements.get(open.get(open.size() - 1)).last();
      String help = "add the closing brace";
      fail(brace, SyntaxCode.MISSING_BRACE, Message.of("this node has no closing brace"), help);
    }
  }

  private void comment(int i) {
    Piece piece = pieces.get(i);
    String content = slice(piece);
    boolean block = piece.kind() == PieceKind.COMMENT;
    if (block && (content.length() < 4 || !content.endsWith("*/") || opensTwice(content))) {
      fail(
          i,
          PreprocessCode.UNTERMINATED_COMMENT,
          Message.of("this comment is not closed"),
          "add '*/'");
      return;
    }
    String words = content.substring(2, content.length() - (block ? 2 : 0)).strip();
    if (words.equals("dts-format off") && off.isEmpty()) {
      off = OptionalInt.of(i);
    } else if (words.equals("dts-format on") && off.isPresent()) {
      kept.set(off.getAsInt() + 1, i + 1);
      off = OptionalInt.empty();
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
    DirectiveKind kind =
        Pieces.directive(text, pieces.get(i).start()).orElse(DirectiveKind.IGNORED);
    boolean ends = kind == DirectiveKind.ENDIF;
    if (kind.opensConditional() && !guard.equals(OptionalInt.of(i))) {
      boolean disabled = ZERO.matcher(slice(pieces.get(i))).find();
      conditionals.push(new Conditional(i, this, disabled));
    } else if (conditionals.isEmpty() && (kind.isBranch() || ends && guard.isEmpty())) {
      fail(
          i,
          PreprocessCode.UNTERMINATED_CONDITIONAL,
          Message.of("this directive has no #if"),
          "add the #if, or remove the directive");
    } else if (kind.isBranch()) {
      Conditional conditional = conditionals.element();
      conditional.read |= !conditional.skipped;
      conditional.skipped = conditional.within || conditional.read;
      conditional.otherwise |= kind == DirectiveKind.ELSE;
    } else if (ends && !conditionals.isEmpty()) {
      Conditional conditional = conditionals.pop();
      kept.set(conditional.piece + 1, i + 1);
      if (!conditional.otherwise && !conditional.within) {
        leaveOut(conditional);
      }
    }
  }

  /** Continues as if there were no conditional, because all of its parts may be absent. */
  private void leaveOut(Conditional conditional) {
    if (open.size() != conditional.depth) {
      fail(
          conditional.piece,
          SyntaxCode.SYNTAX,
          Message.of("this conditional opens or closes nodes, but has no #else"),
          "close each node in the part in which it begins");
    }
    if (unfinished.filter(now -> now.first > conditional.piece).isPresent()) {
      if (isMacro()) {
        statement(StatementKind.MACRO, previous);
      }
      unfinished = conditional.before.filter(before -> statementOf[before.first] < 0);
    }
  }

  private boolean isSkipped() {
    return !conditionals.isEmpty() && conditionals.element().skipped;
  }

  private void code(int i) {
    Piece piece = pieces.get(i);
    if (isMacro() && startsAnother(i)) {
      statement(StatementKind.MACRO, previous);
    }
    if (unfinished.filter(this::isInCall).isPresent()) {
      // In the arguments of a macro, or of what looks like one, there may be statements.
      unfinished = unfinished.map(now -> now.afterArgument(i, piece));
      previous = i;
      return;
    }
    if (isClosing() && !piece.is(";")) {
      if (conditionals.isEmpty()) {
        missing("add a ';' after the brace");
        return;
      }
      statement(StatementKind.CLOSE, previous);
    }
    if (piece.is("}")) {
      close(i);
    } else {
      if (unfinished.isEmpty()) {
        begin(i);
      }
      bracket(i, piece, unfinished.get());
    }
    previous = i;
  }

  private void begin(int i) {
    unfinished = Optional.of(new Unfinished(i, OptionalInt.empty(), Brackets.NONE));
  }

  private void bracket(int i, Piece piece, Unfinished statement) {
    if (piece.kind() == PieceKind.STRING) {
      string(i, piece, statement.first);
      return;
    }
    switch (piece.text()) {
      case "\\" -> kept.set(i, i + 2);
      case "{" -> node(i, statement);
      case ";" -> semicolon(i, statement.brackets);
      default -> unfinished = Optional.of(statement.after(piece));
    }
  }

  private void string(int i, Piece piece, int first) {
    char quote = (char) text[piece.start()];
    boolean closed = piece.end() - piece.start() > 1 && text[piece.end() - 1] == quote;
    if (!closed && conditionals.isEmpty()) {
      fail(
          i,
          SyntaxCode.UNTERMINATED_STRING,
          Message.of("this string has no closing quote"),
          "add the quote");
    } else if (first == i - 1 && pieces.get(first).is("/include/")) {
      statement(StatementKind.MACRO, i);
    }
  }

  private void node(int i, Unfinished before) {
    boolean bare = before.first == i;
    if (conditionals.isEmpty() && (bare || !before.brackets.equals(Brackets.NONE))) {
      fail(i, SyntaxCode.SYNTAX, Message.of("this brace begins no node"), "add a name before it");
      return;
    }
    if (open.size() > Limit.NODE_DEPTH.most()) {
      String help = "reduce the number of levels";
      fail(i, SyntaxCode.NESTING_TOO_DEEP, Message.of("the nodes are nested too deeply"), help);
      return;
    }
    statement(StatementKind.NODE, i);
    open.add(statements.size() - 1);
  }

  private void close(int i) {
    boolean call = isMacro() && unfinished.orElseThrow().call.isPresent();
    if (unfinished.isPresent() && conditionals.isEmpty() && !call) {
      missing("add a ';'");
    } else if (open.isEmpty()) {
      fail(
          i, SyntaxCode.SYNTAX, Message.of("this brace closes no node"), "remove it, or add a '{'");
    } else {
      if (unfinished.isPresent()) {
        statement(StatementKind.MACRO, previous);
      }
      ended = open.remove(open.size() - 1);
      depths[i] = open.size();
      begin(i);
    }
  }

  private void semicolon(int i, Brackets brackets) {
    if (conditionals.isEmpty() && !brackets.equals(Brackets.NONE)) {
      String help = "close each '<' and '(' before it";
      fail(i, SyntaxCode.SYNTAX, Message.of("the brackets before this ';' do not match"), help);
    } else {
      statement(isClosing() ? StatementKind.CLOSE : StatementKind.PROPERTY, i);
    }
  }

  private void statement(StatementKind kind, int last) {
    if (kind == StatementKind.CLOSE) {
      SourceStatement node = statements.get(ended);
      statements.set(
          ended, new SourceStatement(node.kind(), node.first(), node.last(), last, node.depth()));
    }
    int first = unfinished.orElseThrow().first;
    Arrays.fill(statementOf, first, last + 1, statements.size());
    statements.add(new SourceStatement(kind, first, last, last, depths[first]));
    unfinished = Optional.empty();
  }

  /** Whether what was read may be a macro without a semicolon: a call, or a name in capitals. */
  private boolean isMacro() {
    return unfinished.filter(this::isMacro).isPresent();
  }

  private boolean isMacro(Unfinished statement) {
    Piece piece = pieces.get(statement.first);
    return statement.first == previous && piece.isCapitals()
        || statement.call.equals(OptionalInt.of(previous)) && piece.kind() == PieceKind.WORD;
  }

  private boolean isInCall(Unfinished statement) {
    return statement.brackets.round() > 0
        && statement.call.isEmpty()
        && pieces.get(statement.first + 1).is("(");
  }

  /** Whether the closing brace of a node was read. */
  private boolean isClosing() {
    return unfinished.filter(statement -> pieces.get(statement.first).is("}")).isPresent();
  }

  /** Whether a piece is in another line, and not the rest of a statement. */
  private boolean startsAnother(int i) {
    Piece piece = pieces.get(i);
    boolean begins =
        piece.kind() == PieceKind.WORD || piece.is("&") || piece.is("/") || piece.is("}");
    int end = pieces.get(previous).end();
    return begins && Lexis.endOfLine(text, end, piece.start()) < piece.start();
  }

  private void missing(String help) {
    fail(previous, SyntaxCode.MISSING_SEMICOLON, Message.of("missing ';' after this"), help);
  }

  private void fail(int i, Code code, Message what, String help) {
    Piece piece = pieces.get(i);
    int end = piece.kind() == PieceKind.COMMENT ? piece.start() + 2 : piece.end();
    Origin place = Origin.Source.of(file, piece.start(), end);
    problem = problem.or(() -> Optional.of(Diagnostic.error(code, place, what).help(help)));
  }

  private String slice(Piece piece) {
    return file.content().slice(piece.start(), piece.end()).latin1();
  }

  private OptionalInt guard() {
    int first = 0;
    while (first < pieces.size() && pieces.get(first).isComment()) {
      first++;
    }
    boolean directive = first < pieces.size() && pieces.get(first).kind() == PieceKind.DIRECTIVE;
    return directive && Scanner.scan(file, true, new Symbols()).guard() >= 0
        ? OptionalInt.of(first)
        : OptionalInt.empty();
  }
}
