// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dts.scan.Lexis;
import org.dtbind.format.Piece.PieceKind;
import org.dtbind.format.SourceStatement.StatementKind;
import org.dtbind.source.Origin;

/**
 * Finds where the white space of a source differs from the layout rules. Columns are those after
 * the changes, so that one run is enough. One object reads one source.
 *
 * <p>What Linux's dt-check-style calls a property, a comment or a node is decided by lines there,
 * and by statements here.
 */
final class Layout {

  /** The longest line, in columns. */
  private static final int COLUMNS = 80;

  private final SourceText source;
  private final byte[] text;
  private final Set<Rule> rules;
  private final IntPredicate lines;
  private final BlankLines blanks;
  private final BitSet numbers;
  private final String lineEnd;
  private final List<Diagnostic> findings = new ArrayList<>();

  /** The column behind what was read so far. */
  private int column;

  /** The column in which further lines of the property begin. */
  private OptionalInt target = OptionalInt.empty();

  /** The rule by which the last line was indented. */
  private Rule indentRule = Rule.INDENT_CONSISTENT;

  private boolean assigned;
  private boolean firstLine;
  private boolean broken;
  private Brackets brackets = Brackets.NONE;

  /**
   * Creates an object.
   *
   * @param rules the rules that apply
   * @param lines tells by the number of a line, from 1, whether it may change
   */
  Layout(SourceText source, Set<Rule> rules, IntPredicate lines) {
    this.source = source;
    this.text = source.text();
    this.rules = rules;
    this.lines = lines;
    this.blanks = BlankLines.of(source);
    this.numbers = source.numbers();
    int feed = source.file().content().indexOf('\n', 0);
    this.lineEnd = feed > 0 && text[feed - 1] == '\r' ? "\r\n" : "\n";
  }

  /** Returns what differs, in the order of the text; the fix of each finding is one edit. */
  List<Diagnostic> findings() {
    for (int i = 0; i < source.size(); i++) {
      if (source.begins(i)) {
        target = OptionalInt.empty();
        assigned = false;
        firstLine = true;
        brackets = Brackets.NONE;
      }
      gap(i);
      piece(i);
    }
    gap(source.size());
    return findings;
  }

  private void gap(int i) {
    if (source.keepsGap(i)) {
      if (source.feeds(i) > 0) {
        newLine();
      }
      pass(source.gapStart(i), source.gapEnd(i));
    } else if (source.feeds(i) > 0 || i == source.size()) {
      lines(i);
    } else if (i == 0) {
      indent(i, 0);
    } else {
      blanks(i);
    }
  }

  private void newLine() {
    firstLine = false;
    broken = false;
  }

  /** Handles white space within a line. */
  private void blanks(int i) {
    int from = source.gapStart(i);
    int to = source.gapEnd(i);
    if (breaksNode(i)) {
      String gap = blanks.wanted(i) && rules.contains(Rule.REQUIRED_BLANK_LINES) ? lineEnd : "";
      int wanted = source.depth(i) * SourceText.TAB;
      if (change(Rule.NODE_CLOSE_ALONE, from, to, gap + lineEnd + columns(wanted))) {
        newLine();
        firstLine = source.begins(i);
        broken = true;
        column = wanted;
        return;
      }
    } else if (breaksValue(i)
        && change(Rule.LINE_LENGTH, from, to, lineEnd + columns(target.getAsInt()))) {
      newLine();
      column = target.getAsInt();
      return;
    } else if (from < to && isInnerBlank(i) && change(Rule.VALUE_WHITESPACE, from, to, "")) {
      return;
    }
    pass(from, to);
  }

  /** Whether a closing brace, or what surrounds one, needs a line of its own. */
  private boolean breaksNode(int i) {
    if (source.piece(i).is("}") && source.begins(i)) {
      return true;
    }
    // A comment between two statements may be about either. At the beginning of a line, a name
    // such as #if would be a directive.
    int before = i - 1;
    if (!source.begins(i)
        || before < 0
        || source.piece(before).isComment()
        || text[source.piece(i).start()] == '#'
            && Pieces.directive(text, source.piece(i).start()).isPresent()) {
      return false;
    }
    return source.isIn(before, StatementKind.NODE, StatementKind.CLOSE)
        || broken && source.isIn(before, StatementKind.PROPERTY);
  }

  /**
   * Whether a value begins behind a comma, and would end behind the last column. Nobody knows to
   * which value a comment between two belongs.
   */
  private boolean breaksValue(int i) {
    boolean between = source.piece(i - 1).is(",") && source.piece(i).isCode();
    if (target.isEmpty() || !brackets.equals(Brackets.NONE) || !between) {
      return false;
    }
    int width = column + source.gapEnd(i) - source.gapStart(i);
    int depth = 0;
    int at = i;
    boolean ended = false;
    do {
      Piece piece = source.piece(at);
      width = width(at > i ? source.gapStart(at) : piece.start(), piece.end(), width);
      depth += piece.is("<") || piece.is("(") ? 1 : piece.is(">") || piece.is(")") ? -1 : 0;
      ended |= piece.is(";") || depth <= 0 && piece.is(",");
      at++;
    } while (width <= COLUMNS
        && at < source.size()
        && source.feeds(at) == 0
        && (!ended || source.piece(at).isComment()));
    return width > COLUMNS;
  }

  private boolean isInnerBlank(int i) {
    Piece before = source.piece(i - 1);
    Piece piece = source.piece(i);
    // Directly behind a '<', these would be a part of another operator.
    boolean joins = text[piece.start()] == '<' || text[piece.start()] == '=';
    return brackets.equals(new Brackets(0, 1))
        && (before.is("<") && piece.isCode() && !joins || piece.is(">") && before.isCode());
  }

  /** Handles white space with at least one line feed, or at the end of the file. */
  private void lines(int i) {
    int allowed = i == source.size() || blanks.unwanted(i) ? 0 : 1;
    int at = source.gapStart(i);
    int end = source.gapEnd(i);
    boolean feed = true;
    for (int line = 0; feed; line++) {
      int behind = Lexis.endOfLine(text, at, end);
      feed = behind < end;
      if (feed) {
        boolean removed = line > allowed && change(Rule.BLANK_LINES, at, behind + 1, "");
        if (!removed) {
          trailing(at, behind);
        }
        at = behind + 1;
      }
    }
    newLine();
    if (i == source.size()) {
      trailing(at, end);
      return;
    }
    if (blanks.wanted(i)) {
      change(Rule.REQUIRED_BLANK_LINES, at, at, lineEnd);
    }
    firstLine = source.begins(i);
    indent(i, at);
  }

  private void trailing(int from, int feed) {
    int end = feed > from && feed < text.length && text[feed - 1] == '\r' ? feed - 1 : feed;
    if (end > from) {
      change(Rule.TRAILING_WHITESPACE, from, end, "");
    }
  }

  /** Handles the indentation of the line that a piece begins. */
  private void indent(int i, int from) {
    int to = source.gapEnd(i);
    column = 0;
    int leading = leading(i);
    Piece piece = source.piece(leading);
    boolean further = piece.isCode() && !source.begins(leading);
    boolean continued = further && source.isIn(leading, StatementKind.PROPERTY);
    boolean stays =
        piece.kind() == PieceKind.DIRECTIVE
            || piece.isComment() && from == to
            || continued && target.isEmpty()
            || further && source.isIn(leading, StatementKind.MACRO);
    int depth = source.depth(leading) + (source.isWrapped(i) ? 1 : 0);
    int wanted = continued ? target.orElse(0) : depth * SourceText.TAB;
    String former = source.slice(from, to);
    if (!stays && !columns(wanted).equals(former)) {
      indentRule = continued ? Rule.CONTINUATION_ALIGNMENT : indentRule(former);
      if (change(indentRule, from, to, columns(wanted))) {
        column = wanted;
        return;
      }
    }
    pass(from, to);
  }

  private static Rule indentRule(String former) {
    boolean spaces = former.contains(" ");
    boolean tabs = former.contains("\t");
    return spaces && tabs
        ? Rule.MIXED_INDENT_CHARS
        : spaces ? Rule.INDENT_UNIT_DTS : Rule.INDENT_CONSISTENT;
  }

  /** Returns the piece that determines the indentation: the first one that is not a comment. */
  private int leading(int i) {
    int at = i;
    while (source.piece(at).isComment()
        && !source.isLong(at)
        && at + 1 < source.size()
        && source.feeds(at + 1) == 0
        && !(rules.contains(Rule.NODE_CLOSE_ALONE) && breaksNode(at + 1))) {
      at++;
    }
    return at;
  }

  private void piece(int i) {
    Piece piece = source.piece(i);
    if (piece.isCode()) {
      code(piece);
    }
    if (!source.keeps(i) && piece.kind() == PieceKind.COMMENT && source.isLong(i)) {
      comment(piece);
      return;
    }
    if (numbers.get(i)) {
      SourceText.hexadecimal(piece.text()).forEach(number -> hex(piece, number));
    }
    pass(piece.start(), piece.end());
  }

  private void code(Piece piece) {
    boolean opens =
        piece.text().startsWith("<")
            || piece.kind() == PieceKind.STRING && text[piece.start()] == '"';
    if (opens && assigned && firstLine && target.isEmpty() && column <= COLUMNS) {
      target = OptionalInt.of(column);
    }
    assigned |= piece.is("=");
    brackets = brackets.after(piece);
  }

  /** Handles the further lines of a comment, which move with its first line. */
  private void comment(Piece piece) {
    int moved = column - width(source.file().lineStart(piece.start()), piece.start(), 0);
    int at = piece.start();
    for (int feed = Lexis.endOfLine(text, at, piece.end());
        feed < piece.end();
        feed = Lexis.endOfLine(text, at, piece.end())) {
      int blank = feed;
      while (Lexis.isBlank(text[blank - 1])) {
        blank--;
      }
      trailing(Math.max(at, blank), feed);
      int line = feed + 1;
      at = line;
      while (at < piece.end() && (text[at] == ' ' || text[at] == '\t')) {
        at++;
      }
      column = width(line, at, 0);
      if (moved != 0 && text[at] != '\n' && text[at] != '\r') {
        int wanted = Math.max(0, column + moved);
        column = change(indentRule, line, at, columns(wanted)) ? wanted : column;
      }
    }
    pass(at, piece.end());
  }

  private void hex(Piece piece, MatchResult number) {
    int start = piece.start() + number.start();
    String wanted = number.group().toLowerCase(Locale.ROOT);
    change(Rule.HEX_CASE, start, start + wanted.length(), wanted);
  }

  private boolean change(Rule rule, int start, int end, String wanted) {
    if (!rules.contains(rule) || source.slice(start, end).equals(wanted)) {
      return false;
    }
    int last = end > start ? end - 1 : end;
    if (!lines.test(source.file().line(start)) && !lines.test(source.file().line(last))) {
      return false;
    }
    Origin place = Origin.Source.of(source.file(), start, end);
    String former = source.file().content().slice(start, end).utf8();
    findings.add(
        Diagnostic.warning(rule, place, source.message(rule, start))
            .fix(rule.remedy(), place, former, wanted));
    return true;
  }

  /** Moves the column behind a range of the text. */
  private void pass(int from, int to) {
    column = width(from, to, column);
  }

  private int width(int from, int to, int begin) {
    int width = begin;
    for (int at = from; at < to; at++) {
      width = SourceText.behind(text[at], width);
    }
    return width;
  }

  private static String columns(int count) {
    return "\t".repeat(count / SourceText.TAB) + " ".repeat(count % SourceText.TAB);
  }
}
