// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.jspecify.annotations.Nullable;

/** The context of one run of a check: the tree, and the diagnostics so far. */
final class CheckRun {

  /** Limit for the diagnostics of one check, because nobody reads more. */
  private static final int MOST = Limit.PROBLEMS.most();

  /** Limit for the places of a node in one diagnostic: a source can extend a node often. */
  private static final int MOST_PLACES = 100;

  final CheckedTree tree;
  private final Origins origins;
  private final Check check;
  private final boolean error;
  private final List<Diagnostic> found = new ArrayList<>(0);

  /**
   * Begins a run.
   *
   * @param tree the tree, with the results of earlier checks
   * @param error whether diagnostics are errors
   */
  CheckRun(CheckedTree tree, Origins origins, Check check, boolean error) {
    this.tree = tree;
    this.origins = origins;
    this.check = check;
    this.error = error;
  }

  List<Diagnostic> found() {
    return found;
  }

  /** Whether the limit is reached, so that a check need not search for more problems. */
  boolean full() {
    return found.size() >= MOST;
  }

  /** Reports a problem with a node. Further places that contribute to the node become notes. */
  void fail(CheckedNode node, Message message) {
    fail(node, null, message);
  }

  /**
   * Reports a problem with a property.
   *
   * @param node the node of the property
   * @param property the property; null for a problem with the whole node
   */
  void fail(CheckedNode node, @Nullable DtProperty property, Message message) {
    if (full()) {
      return;
    }
    List<Span> written = node.node.written();
    Span span = written.isEmpty() ? Span.NONE : written.get(0);
    if (error && !span.isKnown()) {
      // dtc shows no place for a fragment that it generates, but an error needs one.
      span = node.node.named();
    }
    NodePath path = new NodePath(node.path());
    Subject subject = Subject.of(path);
    if (property != null) {
      span = property.span().isKnown() ? property.span() : span;
      subject = Subject.of(path, property.name());
    }
    Diagnostic diagnostic =
        error
            ? Diagnostic.error(check, origins, span, message)
            : Diagnostic.warning(check, origins, span, message);
    diagnostic = diagnostic.about(subject);
    if (property == null) {
      diagnostic = diagnostic.notes(furtherPlaces(written));
    }
    boolean last = found.size() + 1 == MOST;
    found.add(
        last
            ? diagnostic.help("this check reports at most " + MOST + " problems; there may be more")
            : diagnostic);
  }

  /**
   * Reports that the unit address in a node's name is not the expected one. If it is the same
   * number in another notation, the name is wrong; otherwise, {@code reg} may be wrong.
   */
  void failUnit(CheckedNode node, Message message, String expected) {
    fail(node, message);
    if (full() || node.node.written().size() != 1 || !node.node.named().isKnown()) {
      return;
    }
    String name = node.node.name();
    String meant = node.base + "@" + expected;
    Origin place = origins.of(node.node.named());
    boolean safe = isNumber(node.unit, expected) && isOnlyUse(name, place);
    int last = found.size() - 1;
    found.set(last, found.get(last).fix("replace with " + meant, place, name, meant, safe));
  }

  private static boolean isNumber(String unit, String expected) {
    return unit.replaceFirst("^0[xX]", "").replaceFirst("^0+(?=.)", "").equalsIgnoreCase(expected);
  }

  /**
   * Returns whether no path in the file contains the name, and no other board includes the file,
   * which could set properties of the node by its name.
   */
  private static boolean isOnlyUse(String name, Origin place) {
    if (!(place instanceof Origin.Source source) || !source.file().name().endsWith(".dts")) {
      return false;
    }
    String text = source.file().content().latin1();
    return text.indexOf(name) == text.lastIndexOf(name);
  }

  private List<Diagnostic.Note> furtherPlaces(List<Span> written) {
    int shown = Math.min(written.size(), 1 + MOST_PLACES);
    List<Diagnostic.Note> notes = new ArrayList<>(0);
    for (int i = 1; i < shown; i++) {
      int more = i + 1 == shown ? written.size() - shown : 0;
      String text =
          more > 0 ? "also defined in %d more places, and at".formatted(more) : "also defined at";
      notes.add(new Diagnostic.Note(text, origins.of(written.get(i))));
    }
    return notes;
  }

  /** Adds help to the last diagnostic. */
  void help(String text) {
    if (!full()) {
      int last = found.size() - 1;
      found.set(last, found.get(last).help(text));
    }
  }

  /** Adds a note to the last diagnostic. */
  void note(String text, Span place) {
    if (!full() && place.isKnown()) {
      int last = found.size() - 1;
      found.set(last, found.get(last).note(text, origins.of(place)));
    }
  }
}
