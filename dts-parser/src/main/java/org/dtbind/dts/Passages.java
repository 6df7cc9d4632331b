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
import org.dtbind.source.Bytes;

/**
 * The passages of one reading: where an included file begins between two statements, what it wrote
 * is taken from {@link SharedSyntax}, or kept there once it is read.
 */
final class Passages implements DtsParserBase.Boundary {

  /** An included file ended within a statement, so what it wrote cannot be told apart. */
  static final class StraddlingException extends RuntimeException {
    StraddlingException() {
      super("a statement goes on behind the end of an included file", null, false, false);
    }
  }

  /**
   * An included file that is being read.
   *
   * @param first position of its first byte
   * @param statements how many there were when it began
   * @param effects what there was beside statements
   * @param inner passages in it so far
   */
  private record Open(
      Inclusion inclusion, int first, int statements, int effects, List<Inner> inner) {}

  /** Files that give less are quicker read than looked up. */
  private static final int LEAST = 64;

  private final SharedSyntax shared;
  private final List<Inclusion> inclusions;
  private final Bytes text;
  private final PassageOrigins origins;
  private final Spans spans;
  private final Statements statements;
  private final IntSupplier effects;

  /** Those that are being read, the innermost last. */
  private final Deque<Open> open = new ArrayDeque<>();

  /** The first positions of passages in this text: those of one mean one place in it. */
  private final Set<Integer> placed = new HashSet<>();

  private int next;

  /**
   * Creates those of a reading.
   *
   * @param origins is told where passages stand
   * @param effects counts what reading brings beside statements: what is not shared
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
    Open at = open.peekLast();
    spans.shift(at == null ? 0 : at.first() - at.inclusion().start());
  }

  /** Ends what ended before the next token. */
  private void close(DtsTokens tokens) {
    while (!open.isEmpty() && open.getLast().inclusion().end() <= tokens.getStartIndex()) {
      Open ended = open.removeLast();
      Inclusion inclusion = ended.inclusion();
      if (tokens.previousEnd() > inclusion.end()) {
        throw new StraddlingException();
      }
      if (effects() == ended.effects()) {
        // Alone, and not with all the text around it.
        Bytes bytes = Bytes.wrap(slice(inclusion).toArray());
        List<Inner> inner = List.copyOf(ended.inner());
        Passage passage =
            new Passage(bytes, statements.since(ended.statements()), ended.first(), inner);
        shared.keep(inclusion.file(), passage);
        within(inclusion, passage);
      }
    }
  }

  /** Begins what begins before the next token; returns whether that is another token then. */
  private boolean open(DtsTokens tokens) {
    while (next < inclusions.size() && inclusions.get(next).start() <= tokens.getStartIndex()) {
      Inclusion inclusion = inclusions.get(next++);
      int length = inclusion.end() - inclusion.start();
      if (inclusion.start() < tokens.previousEnd()
          || inclusion.end() <= tokens.getStartIndex()
          || length < LEAST) {
        continue; // It began within a statement, or gives none.
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
    open.add(new Open(inclusion, first, statements.count(), effects(), new ArrayList<>()));
  }

  private void take(Inclusion inclusion, Passage passage) {
    statements.addAll(passage.statements());
    place(passage.first(), passage.length(), inclusion.start());
    for (Inner inner : passage.inner()) {
      place(inner.first(), inner.length(), inclusion.start() + inner.offset());
    }
    within(inclusion, passage);
  }

  private void place(int first, int length, int offset) {
    placed.add(first);
    origins.place(first, length, offset);
  }

  private boolean isNew(Passage passage) {
    return !placed.contains(passage.first())
        && passage.inner().stream().noneMatch(inner -> placed.contains(inner.first()));
  }

  /** Says of a passage in the one around it. */
  private void within(Inclusion inclusion, Passage passage) {
    Open outer = open.peekLast();
    if (outer != null) {
      int offset = inclusion.start() - outer.inclusion().start();
      outer.inner().add(new Inner(offset, passage.first(), passage.length()));
      for (Inner inner : passage.inner()) {
        outer.inner().add(new Inner(offset + inner.offset(), inner.first(), inner.length()));
      }
    }
  }
}
