// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.dtbind.diag.ChangedFile;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dts.SyntaxCode;
import org.dtbind.format.Piece.PieceKind;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * Formats sources as Linux's coding style for devicetree sources wants it ({@code
 * Documentation/devicetree/bindings/dts-coding-style.rst}), by the rules of {@code
 * scripts/dtc/dt-check-style}.
 */
public final class Formatter {

  /**
   * A formatted source.
   *
   * @param sorted whether an order rule moved something, so that the source may mean something else
   */
  public record Formatted(ChangedFile file, boolean sorted) {}

  private static final Pattern INDENTATION = Pattern.compile("[ \t\r\f\u000b]*\n[ \t]*");

  /** Between two bytes that are written together. */
  static final Pattern PAIR_END = Pattern.compile("(?<=\\G..)(?!$)");

  /** More are never needed; each changes less than the one before. */
  private static final int MOST_ROUNDS = 8;

  private Formatter() {}

  /**
   * {@return what differs from rules, in the order of the text; each finding of a layout rule has a
   * safe fix, and those of order rules have none. An error and no value if the file cannot be read,
   * because its braces, comments or strings do not match}
   *
   * @param lines tells by the number of a line, from 1, whether it may change
   */
  public static Diagnosed<List<Diagnostic>> findings(
      SourceFile file, Set<Rule> rules, IntPredicate lines) {
    return SourceText.of(file)
        .then(
            source -> {
              List<Diagnostic> findings = new Layout(source, rules, lines).findings();
              findings.addAll(new Ordering(source, rules, lines).findings());
              findings.sort(Comparator.comparingInt(Formatter::start));
              return Diagnosed.of(findings, List.of());
            });
  }

  /**
   * {@return the formatted source, after proving that only what rules allow is different: the
   * sequence of words, strings, comments and directives is the same, except for the white space
   * between them and at the ends of lines in comments, and for the case of hexadecimal numbers. An
   * error and no value if the file cannot be read}
   *
   * @param lines tells by the number of a line, from 1, whether it may change
   */
  public static Diagnosed<Formatted> format(SourceFile file, Set<Rule> rules, IntPredicate lines) {
    return SourceText.of(file)
        .then(
            source ->
                Collections.disjoint(rules, Rule.ORDER)
                    ? Diagnosed.of(new Formatted(laidOut(source, rules, lines), false), List.of())
                    : sorted(source, rules, lines));
  }

  /** Sorts what is laid out: only then do the rules see each statement on a line of its own. */
  private static Diagnosed<Formatted> sorted(
      SourceText source, Set<Rule> rules, IntPredicate lines) {
    SourceFile file = source.file();
    if (!isText(file)) {
      Diagnostic problem =
          Diagnostic.error(
                  SyntaxCode.SYNTAX,
                  new Origin.Path(file.name()),
                  Message.of("the text is not in UTF-8, and its lines cannot be moved"))
              .help("convert the file to UTF-8, or format it without order rules");
      return Diagnosed.failed(List.of(problem));
    }
    ChangedFile layout = laidOut(source, rules, lines);
    SourceText laid = read(file.name(), layout.content());
    IntPredicate allowed = new LineDiff(file, laid.file().content()).lines(lines);
    Bytes ordered = new Ordering(laid, rules, allowed).content();
    if (ordered.equals(laid.file().content())) {
      return Diagnosed.of(new Formatted(layout, false), List.of());
    }
    SourceText moved = read(file.name(), ordered);
    allowed = new LineDiff(file, ordered).lines(lines);
    Bytes content = laidOut(moved, rules, allowed).content();
    prove(laid, moved, true);
    ChangedFile changed = new LineDiff(file, content).changes("format the source");
    return Diagnosed.of(new Formatted(changed, true), List.of());
  }

  private static SourceText read(String name, Bytes content) {
    return SourceText.of(new SourceFile(name, content))
        .value()
        .orElseThrow(() -> new IllegalStateException("formatting would damage " + name));
  }

  /** Lays out a source until another run would change nothing: a new line break may allow one. */
  private static ChangedFile laidOut(SourceText source, Set<Rule> rules, IntPredicate lines) {
    SourceFile file = source.file();
    ChangedFile changed = laidOutOnce(source, rules, lines);
    boolean again = !changed.fixes().isEmpty();
    for (int round = 1; again && round < MOST_ROUNDS; round++) {
      SourceText laid = read(file.name(), changed.content());
      prove(source, laid, false);
      // Most sources are done: only then do the lines that may change matter.
      again = isText(file) && !new Layout(laid, rules, line -> true).findings().isEmpty();
      if (again) {
        IntPredicate allowed = new LineDiff(file, laid.file().content()).lines(lines);
        ChangedFile next = laidOutOnce(laid, rules, allowed);
        again = !next.fixes().isEmpty();
        changed = again ? new LineDiff(file, next.content()).changes("format the source") : changed;
      }
    }
    return changed;
  }

  private static ChangedFile laidOutOnce(SourceText source, Set<Rule> rules, IntPredicate lines) {
    List<Diagnostic.Fix> fixes = new ArrayList<>();
    for (Diagnostic finding : new Layout(source, rules, lines).findings()) {
      finding.safeFix().ifPresent(fixes::add);
    }
    return new ChangedFile(source.file(), fixes);
  }

  /** Whether a file can be changed line by line. */
  private static boolean isText(SourceFile file) {
    return Bytes.utf8(file.content().utf8()).equals(file.content());
  }

  private static void prove(SourceText before, SourceText after, boolean sorted) {
    List<String> former = signature(before);
    List<String> present = signature(after);
    if (sorted) {
      Collections.sort(former);
      Collections.sort(present);
    }
    if (!former.equals(present)) {
      throw new IllegalStateException("formatting would change " + before.file().name());
    }
  }

  private static int start(Diagnostic finding) {
    return ((Origin.Source) finding.origin()).start();
  }

  /** Returns what must not change: the pieces, and white space that stays as it is. */
  private static List<String> signature(SourceText source) {
    List<String> signature = new ArrayList<>();
    BitSet numbers = source.numbers();
    BitSet bytes = source.bytes();
    for (int i = 0; i <= source.size(); i++) {
      if (source.keepsGap(i)) {
        signature.add(source.slice(source.gapStart(i), source.gapEnd(i)));
      }
      if (i < source.size()) {
        Piece piece = source.piece(i);
        String text = source.slice(piece.start(), piece.end());
        if (bytes.get(i)) {
          signature.addAll(List.of(PAIR_END.split(text)));
          continue;
        }
        if (!source.keeps(i) && piece.kind() == PieceKind.COMMENT) {
          text = INDENTATION.matcher(text).replaceAll("\n");
        } else if (numbers.get(i)) {
          text = lowerCase(text);
        }
        signature.add(text);
      }
    }
    return signature;
  }

  private static String lowerCase(String word) {
    StringBuilder lower = new StringBuilder(word);
    SourceText.hexadecimal(word)
        .forEach(
            number ->
                lower.replace(
                    number.start(), number.end(), number.group().toLowerCase(Locale.ROOT)));
    return lower.toString();
  }

  /**
   * {@return the order of the properties of a node
   * (Documentation/devicetree/bindings/dts-coding-style.rst)}
   *
   * @param names the names of all properties of the node
   */
  public static Comparator<String> propertyOrder(Collection<String> names) {
    return Comparator.comparing(name -> OrderKey.ofProperty(name, names));
  }
}
