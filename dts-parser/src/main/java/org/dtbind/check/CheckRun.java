// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Limit;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.jspecify.annotations.Nullable;

/** One check at work: the tree, and what was found. */
final class CheckRun {

  /** What is said of one check; who has more does not read them. */
  private static final int MOST = Limit.PROBLEMS.most();

  final CheckedTree tree;
  private final Origins origins;
  private final Check check;
  private final boolean error;
  private final List<Diagnostic> found = new ArrayList<>(0);

  /**
   * Begins a check.
   *
   * @param tree the tree, with what earlier checks found out
   * @param error whether what it finds is an error
   */
  CheckRun(CheckedTree tree, Origins origins, Check check, boolean error) {
    this.tree = tree;
    this.origins = origins;
    this.check = check;
    this.error = error;
  }

  /** Returns what was found, in the order of the tree. */
  List<Diagnostic> found() {
    return found;
  }

  /** Returns whether no more will be said, so that there is no use in looking for it. */
  boolean full() {
    return found.size() >= MOST;
  }

  /** Says what is wrong with a node; the places that add to it are notes. */
  void fail(CheckedNode node, String message) {
    fail(node, null, message);
  }

  /**
   * Says what is wrong with a property.
   *
   * @param node the node that it is about
   * @param property the property; null if the node as a whole is meant
   */
  void fail(CheckedNode node, @Nullable DtProperty property, String message) {
    if (full()) {
      return;
    }
    List<Span> written = node.node.written();
    Span span = written.isEmpty() ? Span.NONE : written.get(0);
    if (error && !span.isKnown()) {
      // dtc knows no place of a fragment that it makes; who is to mend it needs one.
      span = node.node.named();
    }
    String subject = node.path();
    if (property != null) {
      span = property.span().isKnown() ? property.span() : span;
      subject = subject + ":" + property.name();
    }
    Diagnostic diagnostic =
        error
            ? Diagnostic.error(check, origins, span, message)
            : Diagnostic.warning(check, origins, span, message);
    diagnostic = diagnostic.about(subject);
    if (property == null) {
      for (int i = 1; i < written.size(); i++) {
        diagnostic = diagnostic.note("also defined at", origins.of(written.get(i)));
      }
    }
    boolean last = found.size() + 1 == MOST;
    found.add(
        last
            ? diagnostic.help("this check reports at most " + MOST + " problems; there may be more")
            : diagnostic);
  }

  /** Adds another place to what was said last. */
  void note(String text, Span place) {
    if (!full() && place.isKnown()) {
      int last = found.size() - 1;
      found.set(last, found.get(last).note(text, origins.of(place)));
    }
  }
}
