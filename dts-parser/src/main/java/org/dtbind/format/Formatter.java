// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.dtbind.diag.ChangedFile;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dts.SyntaxCode;
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
   * @param file the source with its changes
   * @param sorted whether an order rule moved something, so that the source may mean something else
   */
  public record Formatted(ChangedFile file, boolean sorted) {}

  private static final Pattern INDENTATION = Pattern.compile("[ \t\r\f\u000b]*\n[ \t]*");

  private Formatter() {}

  /**
   * {@return what differs from rules, in the order of the text; each finding of a layout rule has a
   * safe fix, and those of order rules have none. An error and no value if the file cannot be read,
   * because its braces, comments or strings do not match}
   *
   * @param file the source
   * @param rules the rules
   * @param lines tells by the number of a line, from 1, whether it may change
   */
  public static Diagnosed<List<Diagnostic>> findings(
      SourceFile file, Set<Rule> rules, IntPredicate lines) {
    return SourceText.of(file)
        .then(source -> Diagnosed.of(findings(source, rules, lines), List.of()));
  }

  /**
   * {@return the formatted source, after proving that only what rules allow is different: the
   * sequence of words, strings, comments and directives is the same, except for the white space
   * between them and at the ends of lines in comments, and for the case of hexadecimal numbers. An
   * error and no value if the file cannot be read}
   *
   * @param file the source
   * @param rules the rules
   * @param lines tells by the number of a line, from 1, whether it may change
   */
  public static Diagnosed<Formatted> format(SourceFile file, Set<Rule> rules, IntPredicate lines) {
    return SourceText.of(file).then(source -> format(source, rules, lines));
  }

  private static Diagnosed<Formatted> format(
      SourceText source, Set<Rule> rules, IntPredicate lines) {
    return Collections.disjoint(rules, Rule.of(Rule.Kind.ORDER))
        ? Diagnosed.of(new Formatted(laidOut(source, rules, lines), false), List.of())
        : sorted(source, rules, lines);
  }

  /** Sorts what is laid out: only then do the rules see each statement on a line of its own. */
  private static Diagnosed<Formatted> sorted(
      SourceText source, Set<Rule> rules, IntPredicate lines) {
    SourceFile file = source.file();
    if (!Bytes.utf8(file.content().utf8()).equals(file.content())) {
      Diagnostic problem =
          Diagnostic.error(
                  SyntaxCode.SYNTAX,
                  new Origin.Path(file.name()),
                  Message.of("the text is not in UTF-8, and its lines cannot be moved"))
              .help("convert the file to UTF-8, or format it without order rules");
      return Diagnosed.failed(List.of(problem));
    }
    Set<Rule> order = EnumSet.copyOf(rules);
    order.retainAll(Rule.of(Rule.Kind.ORDER));
    ChangedFile layout = laidOut(source, rules, lines);
    SourceText laid = read(file.name(), layout.content());
    IntPredicate allowed = new LineMatch(file, laid.file().content()).lines(lines);
    Bytes ordered = new Ordering(laid, order, allowed).content();
    if (ordered.equals(laid.file().content())) {
      return Diagnosed.of(new Formatted(layout, false), List.of());
    }
    SourceText moved = read(file.name(), ordered);
    if (!words(laid).equals(words(moved))) {
      throw new IllegalStateException("sorting would change " + file.name());
    }
    allowed = new LineMatch(file, moved.file().content()).lines(lines);
    Bytes content = laidOut(moved, rules, allowed).content();
    ChangedFile changed = new LineMatch(file, content).changes("format the source");
    return Diagnosed.of(new Formatted(changed, true), List.of());
  }

  private static SourceText read(String name, Bytes content) {
    return SourceText.of(new SourceFile(name, content))
        .value()
        .orElseThrow(() -> new IllegalStateException("formatting would damage " + name));
  }

  /** Returns what sorting must not change: how often each piece occurs. */
  private static Map<Bytes, Integer> words(SourceText source) {
    Map<Bytes, Integer> words = new HashMap<>();
    for (Piece piece : source.pieces()) {
      words.merge(source.file().content().slice(piece.start(), piece.end()), 1, Integer::sum);
    }
    return words;
  }

  private static ChangedFile laidOut(SourceText source, Set<Rule> rules, IntPredicate lines) {
    List<Diagnostic.Fix> fixes = new ArrayList<>();
    for (Diagnostic finding : new Layout(source, rules, lines).findings()) {
      finding.safeFix().ifPresent(fixes::add);
    }
    ChangedFile changed = new ChangedFile(source.file(), fixes);
    Bytes content = changed.content();
    Diagnosed<SourceText> after = SourceText.of(new SourceFile(source.file().name(), content));
    if (after.value().isEmpty() || !signature(source).equals(signature(after.value().get()))) {
      throw new IllegalStateException("formatting would change " + source.file().name());
    }
    return changed;
  }

  private static List<Diagnostic> findings(SourceText source, Set<Rule> rules, IntPredicate lines) {
    List<Diagnostic> findings = new ArrayList<>(new Layout(source, rules, lines).findings());
    Set<Rule> order = EnumSet.noneOf(Rule.class);
    order.addAll(rules);
    order.retainAll(Rule.of(Rule.Kind.ORDER));
    findings.addAll(new Ordering(source, order, lines).findings());
    findings.sort(Comparator.comparingInt(Formatter::start));
    return findings;
  }

  private static int start(Diagnostic finding) {
    return ((Origin.Source) finding.origin()).start();
  }

  /** Returns what must not change: parts that stay as they are, and the pieces of the others. */
  private static Bytes signature(SourceText source) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(source.text().length);
    BitSet numbers = source.numbers();
    for (int i = 0; i <= source.size(); i++) {
      if (source.keepsGap(i)) {
        out.write(source.text(), source.gapStart(i), source.gapEnd(i) - source.gapStart(i));
      } else {
        out.write('\n');
      }
      if (i < source.size()) {
        Piece piece = source.piece(i);
        String text = source.file().content().slice(piece.start(), piece.end()).latin1();
        if (!source.keeps(i) && piece.kind() == Piece.Kind.COMMENT) {
          text = INDENTATION.matcher(text).replaceAll("\n");
        } else if (numbers.get(i)) {
          text = lowerHex(text);
        }
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return Bytes.wrap(out.toByteArray());
  }

  private static String lowerHex(String word) {
    StringBuilder lower = new StringBuilder(word);
    SourceText.hexadecimal(word)
        .forEach(
            number ->
                lower.replace(
                    number.start(), number.end(), number.group().toLowerCase(Locale.ROOT)));
    return lower.toString();
  }
}
