// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dts.scan.Lexis;
import org.dtbind.format.FurtherLines.Moved;
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
  private final Rule blankRule;
  private final BlankLines blanks;
  private final Spacing spacing;
  private final BitSet numbers;
  private final BitSet bytes;
  private final String lineEnd;
  private final List<Diagnostic> findings = new ArrayList<>();

  /** The column behind what was read so far, and the same before all changes. */
  private int column;

  private int formerColumn;

  /** The column of the statement. */
  private Moved start = new Moved(0, 0);

  /** The column of the first value, if it begins in the first line of the property. */
  private Optional<Moved> target = Optional.empty();

  /** The further lines of the property, once the first of them was reached. */
  private Optional<FurtherLines> further = Optional.empty();

  /** By how much the columns of the line move to the right, and the rule that moves them. */
  private int shift;

  /** Whether columns of the line keep their places: not in a new row, or behind a new break. */
  private boolean columns = true;

  private Rule shiftRule = Rule.INDENT_CONSISTENT;

  /** Whether blanks inside of brackets stay, because the rows begin below the first cell. */
  private boolean padded;

  private boolean assigned;
  private boolean firstLine;
  private boolean broken;
  private Brackets brackets = Brackets.NONE;

  /**
   * Creates an object.
   *
   * @param lines tells by the number of a line, from 1, whether it may change
   */
  Layout(SourceText source, Set<Rule> rules, IntPredicate lines) {
    this.source = source;
    this.text = source.text();
    this.rules = rules;
    this.lines = lines;
    boolean strict = rules.contains(Rule.REQUIRED_BLANK_LINES);
    this.blankRule = strict ? Rule.REQUIRED_BLANK_LINES : Rule.CHILD_BLANK_LINES;
    this.blanks = BlankLines.of(source, strict);
    this.spacing = new Spacing(source);
    this.numbers = source.numbers();
    this.bytes = source.bytes();
    int feed = source.file().content().indexOf('\n', 0);
    this.lineEnd = feed > 0 && text[feed - 1] == '\r' ? "\r\n" : "\n";
  }

  /** Returns what differs, in the order of the text; the fix of each finding is one edit. */
  List<Diagnostic> findings() {
    for (int i = 0; i < source.size(); i++) {
      boolean begins = source.begins(i);
      if (begins) {
        target = Optional.empty();
        further = Optional.empty();
        padded = false;
        assigned = false;
        firstLine = true;
        brackets = Brackets.NONE;
      }
      gap(i);
      if (begins) {
        start = new Moved(formerColumn, column);
      }
      piece(i);
    }
    gap(source.size());
    return findings;
  }

  private void gap(int i) {
    if (source.keepsGap(i)) {
      if (source.feeds(i) > 0) {
        newLine();
        shift = 0;
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
    Optional<Rule> breaking = breaking(i);
    if (breaking.isPresent()) {
      String gap = blanks.wanted(i) && rules.contains(blankRule) ? lineEnd : "";
      String indentation = columns(source.depth(i) * SourceText.TAB);
      if (replace(breaking.get(), from, to, gap + lineEnd + indentation)) {
        newLine();
        firstLine = source.begins(i);
        broken = true;
        columns = false;
        return;
      }
    } else if (breaksValue(i)
        && replace(Rule.LINE_LENGTH, from, to, lineEnd + columns(target.get().now()))) {
      newLine();
      columns = false;
      return;
    } else if (from < to && isInnerBlank(i)) {
      padded |= isAboveRow(i);
      if (!padded && replace(Rule.VALUE_WHITESPACE, from, to, "")) {
        return;
      }
    }
    Optional<String> usual = spacing.wanted(i, assigned, brackets);
    Rule rule = spacing.isInBytes(i) ? Rule.VALUE_WHITESPACE : Rule.STATEMENT_WHITESPACE;
    if (usual.isEmpty() || !replace(rule, from, to, usual.get())) {
      column(from, to);
    }
  }

  /** Handles white space of which a column may consist: it keeps its place in the line. */
  private void column(int from, int to) {
    boolean wide = to - from > 1 || to > from && text[from] == '\t';
    if (columns && wide && (column != formerColumn || shift != 0)) {
      int wanted = Math.max(width(from, to, formerColumn) + shift, column + 1);
      String gap = Spacing.between(column, wanted, source.slice(from, to));
      if (width(from, to, column) != wanted && replace(shiftRule, from, to, gap)) {
        return;
      }
    }
    pass(from, to);
  }

  /** Returns the rule by which a statement or a closing brace must begin a line. */
  private Optional<Rule> breaking(int i) {
    if (!source.begins(i)) {
      return Optional.empty();
    }
    boolean closes = source.piece(i).is("}");
    Optional<Rule> rule = Optional.of(Rule.ONE_STATEMENT).filter(rules::contains);
    if (rule.isEmpty() || spacing.isInShortNode(i)) {
      rule = Optional.of(Rule.NODE_CLOSE_ALONE).filter(rules::contains);
    }
    return rule.filter(any -> closes || breaksStatement(i));
  }

  private boolean breaksStatement(int i) {
    int before = i - 1;
    while (before >= 0 && source.piece(before).isComment() && source.feeds(before) == 0) {
      before--;
    }
    // A comment between two statements may be about either, but one behind an opening brace is
    // about
    // the node. At the beginning of a line, a name such as #if would be a directive.
    if (before < 0
        || source.piece(before).isComment()
        || before < i - 1 && !source.isIn(before, StatementKind.NODE)
        || text[source.piece(i).start()] == '#'
            && Pieces.directive(text, source.piece(i).start()).isPresent()) {
      return false;
    }
    return source.isIn(before, StatementKind.NODE, StatementKind.CLOSE)
        || (broken || rules.contains(Rule.ONE_STATEMENT))
            && source.isIn(before, StatementKind.PROPERTY);
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

  /** Whether the next line begins below the first cell of a property. */
  private boolean isAboveRow(int i) {
    return source.piece(i - 1).is("<")
        && target.filter(value -> value.former() == formerColumn - 1).isPresent()
        && !rules.contains(Rule.CONTINUATION_ALIGNMENT)
        && spacing.isAboveRow(i, width(source.gapStart(i), source.gapEnd(i), formerColumn));
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
      Piece piece = source.piece(i);
      Origin place = Origin.Source.of(source.file(), piece.start(), piece.end());
      change(blankRule, place, at, at, lineEnd);
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
    int leading = leading(i);
    Piece piece = source.piece(leading);
    boolean inside = !source.begins(leading);
    boolean continued = inside && source.isIn(leading, StatementKind.PROPERTY);
    boolean stays =
        piece.kind() == PieceKind.DIRECTIVE
            || from == to && (piece.isComment() || piece.is("/include/"))
            || piece.isCode() && inside && source.isIn(leading, StatementKind.MACRO);
    String former = source.slice(from, to);
    column = 0;
    formerColumn = 0;
    int depth = source.depth(leading) + (source.isWrapped(i) ? 1 : 0);
    int wanted = continued ? further(leading, former) : depth * SourceText.TAB;
    shiftRule = continued ? continuationRule() : indentRule(former);
    if (stays || !replace(shiftRule, from, to, columns(wanted))) {
      pass(from, to);
    }
    columns = further.filter(rows -> continued && rows.settled()).isEmpty();
    shift = column - formerColumn;
    if (continued && !piece.isComment()) {
      shift = further.map(FurtherLines::columnShift).orElse(shift);
    }
  }

  private Rule continuationRule() {
    return rules.contains(Rule.CONTINUATION_ALIGNMENT) && target.isPresent()
        ? Rule.CONTINUATION_ALIGNMENT
        : Rule.CONTINUATION_INDENT;
  }

  /** Returns the column in which a further line of a property begins. */
  private int further(int leading, String indentation) {
    SourceStatement property = source.statement(leading);
    int former = Spacing.width(indentation, 0);
    boolean strict = continuationRule() == Rule.CONTINUATION_ALIGNMENT;
    if (further.isEmpty()) {
      further = Optional.of(FurtherLines.of(source, property, start, target, strict, lines));
    }
    boolean changes = lines.test(source.file().line(source.piece(leading).start()));
    FurtherLines now = further.get();
    if (source.piece(leading).isComment()) {
      return strict ? source.depth(leading) * SourceText.TAB : now.inner(former);
    }
    if (strict) {
      return now.rows().now();
    }
    return brackets.round() > 0
        ? now.inner(former)
        : now.line(former, source.piece(leading), changes);
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
        && breaking(at + 1).isEmpty()) {
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
    if (bytes.get(i)) {
      String pairs = String.join(" ", Formatter.PAIR_END.split(piece.text()));
      if (replace(Rule.VALUE_WHITESPACE, piece.start(), piece.end(), pairs)) {
        return;
      }
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
      target = Optional.of(new Moved(formerColumn, column));
    }
    assigned |= piece.is("=");
    brackets = brackets.after(piece);
  }

  /** Handles the further lines of a comment, which move with its first line. */
  private void comment(Piece piece) {
    int moved = column - formerColumn;
    Rule rule = shiftRule;
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
      column = 0;
      formerColumn = 0;
      int wanted = Math.max(0, width(line, at, 0) + moved);
      boolean moves = moved != 0 && text[at] != '\n' && text[at] != '\r';
      if (!moves || !replace(rule, line, at, columns(wanted))) {
        pass(line, at);
      }
      shift = column - formerColumn;
    }
    pass(at, piece.end());
  }

  private void hex(Piece piece, MatchResult number) {
    int start = piece.start() + number.start();
    String wanted = number.group().toLowerCase(Locale.ROOT);
    change(Rule.HEX_CASE, start, start + wanted.length(), wanted);
  }

  private boolean change(Rule rule, int start, int end, String wanted) {
    return change(rule, Origin.Source.of(source.file(), start, end), start, end, wanted);
  }

  /** Changes a part of the text, and reports it at a place. */
  private boolean change(Rule rule, Origin place, int start, int end, String wanted) {
    String former = source.file().content().slice(start, end).utf8();
    if (!rules.contains(rule) || former.equals(wanted)) {
      return false;
    }
    int last = end > start ? end - 1 : end;
    if (!lines.test(source.file().line(start)) && !lines.test(source.file().line(last))) {
      return false;
    }
    Origin edited = Origin.Source.of(source.file(), start, end);
    findings.add(
        Diagnostic.warning(rule, place, rule.message()).fix(rule.remedy(), edited, former, wanted));
    return true;
  }

  /** Changes a part of the text, and moves the columns behind it. */
  private boolean replace(Rule rule, int from, int to, String wanted) {
    if (!change(rule, from, to, wanted)) {
      return false;
    }
    formerColumn = width(from, to, formerColumn);
    column = Spacing.width(wanted, column);
    shiftRule = rule;
    return true;
  }

  /** Moves the columns behind a range of the text. */
  private void pass(int from, int to) {
    column = width(from, to, column);
    formerColumn = width(from, to, formerColumn);
  }

  private int width(int from, int to, int begin) {
    int width = begin;
    for (int at = from; at < to; at++) {
      width = SourceText.behind(text[at], width);
    }
    return width;
  }

  private static String columns(int count) {
    return Spacing.between(0, count, "\t");
  }
}
