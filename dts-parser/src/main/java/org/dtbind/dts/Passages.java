// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.dtbind.dts.SharedSyntax.Inner;
import org.dtbind.dts.SharedSyntax.Passage;
import org.dtbind.dts.grammar.DtsParserBase;
import org.dtbind.dts.grammar.DtsTokens;
import org.dtbind.dts.preprocess.PreprocessedText;
import org.dtbind.dts.preprocess.PreprocessedText.Inclusion;
import org.dtbind.dts.syntax.Statement;
import org.dtbind.source.Bytes;

/**
 * Handles the passages of one parse. If the text of an included file begins between two statements,
 * the parser takes its statements from {@link SharedSyntax}, or stores them there after it parsed
 * them.
 */
final class Passages implements DtsParserBase.Boundary {

  /**
   * An included file that is being parsed.
   *
   * @param first position of the first byte
   * @param statements number of statements before the file
   * @param effects number of effects before the file, see {@code effects()}
   * @param inner the passages found in the file so far
   */
  private record Open(
      Inclusion inclusion, int first, int statements, int effects, List<Inner> inner) {}

  /** Least length in bytes: a shorter text takes less time to parse than to look up. */
  private static final int LEAST = 64;

  private final SharedSyntax shared;
  private final List<Inclusion> inclusions;
  private final Bytes text;
  private final PassageOrigins origins;
  private final Spans spans;
  private final Statements statements;
  private final IntSupplier effects;

  /** The files that are being parsed, the innermost last. */
  private final Deque<Open> open = new ArrayDeque<>();

  /**
   * First positions of the passages in this text. A passage may occur only once in a text, because
   * each position must stand for one place.
   */
  private final Set<Integer> placed = new HashSet<>();

  private int next;

  /**
   * Creates the passages of one parse.
   *
   * @param origins receives the offsets of passages
   * @param effects counts the problems and read files; a passage that causes any is not shared
   */
  Passages(
      SharedSyntax shared,
      PreprocessedText source,
      PassageOrigins origins,
      Spans spans,
      Statements statements,
      IntSupplier effects) {
    this.shared = shared;
    this.inclusions = source.inclusions();
    this.text = source.text();
    this.origins = origins;
    this.spans = spans;
    this.statements = statements;
    this.effects = effects;
  }

  @Override
  public void reached(DtsTokens tokens) {
    do {
      close(tokens);
    } while (open(tokens));
  }

  /** Ends the files that end before the next token. */
  private void close(DtsTokens tokens) {
    while (!open.isEmpty() && open.getLast().inclusion().end() <= tokens.getStartIndex()) {
      Open ended = open.removeLast();
      spans.close();
      Inclusion inclusion = ended.inclusion();
      List<Inner> inner = List.copyOf(ended.inner());
      // If a statement continues after the end of the file, the file's statements cannot be
      // separated from those of the including file.
      boolean straddles = tokens.previousEnd() > inclusion.end();
      if (!straddles && effects() == ended.effects()) {
        // Copy the slice, so that the passage does not keep the whole text in memory.
        Bytes bytes = Bytes.wrap(slice(inclusion).toArray());
        List<Statement> parsed = statements.since(ended.statements());
        shared.keep(inclusion.file(), new Passage(bytes, parsed, ended.first(), inner));
      }
      within(inclusion, ended.first(), inner);
    }
  }

  /**
   * Begins the files that begin before the next token. Returns true if the parser skipped a known
   * passage, so that the next token is a different one.
   */
  private boolean open(DtsTokens tokens) {
    while (next < inclusions.size() && inclusions.get(next).start() <= tokens.getStartIndex()) {
      Inclusion inclusion = inclusions.get(next++);
      int length = inclusion.end() - inclusion.start();
      if (inclusion.start() < tokens.previousEnd()
          || inclusion.end() <= tokens.getStartIndex()
          || length < LEAST) {
        continue; // begins within a statement, has no token, or is too short
      }
      Optional<Passage> known = shared.find(inclusion.file(), slice(inclusion));
      if (known.isPresent()) {
        if (isNew(known.get())) {
          take(inclusion, known.get());
          tokens.skipTo(inclusion.end());
          return true;
        }
      } else if (shared.isKnown(inclusion.file(), slice(inclusion))) {
        Optional<Integer> first = shared.positions(length + 1);
        first.ifPresent(position -> open(inclusion, position));
      }
    }
    return false;
  }

  private Bytes slice(Inclusion inclusion) {
    return text.slice(inclusion.start(), inclusion.end());
  }

  private int effects() {
    return effects.getAsInt() + statements.reservationCount();
  }

  private void open(Inclusion inclusion, int first) {
    place(first, inclusion.end() - inclusion.start(), inclusion.start());
    spans.open(inclusion.end(), first - inclusion.start());
    open.add(new Open(inclusion, first, statements.count(), effects(), new ArrayList<>()));
  }

  private void take(Inclusion inclusion, Passage passage) {
    statements.addAll(passage.statements());
    place(passage.first(), passage.length(), inclusion.start());
    for (Inner inner : passage.inner()) {
      place(inner.first(), inner.length(), inclusion.start() + inner.offset());
    }
    within(inclusion, passage.first(), passage.inner());
  }

  private void place(int first, int length, int offset) {
    placed.add(first);
    origins.place(first, length, offset);
  }

  private boolean isNew(Passage passage) {
    return !placed.contains(passage.first())
        && passage.inner().stream().noneMatch(inner -> placed.contains(inner.first()));
  }

  /** Records a passage, and the passages in it, in the file around it. */
  private void within(Inclusion inclusion, int first, List<Inner> passages) {
    Open outer = open.peekLast();
    if (outer != null) {
      int offset = inclusion.start() - outer.inclusion().start();
      outer.inner().add(new Inner(offset, first, inclusion.end() - inclusion.start()));
      for (Inner inner : passages) {
        outer.inner().add(new Inner(offset + inner.offset(), inner.first(), inner.length()));
      }
    }
  }
}
