// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Nearest;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.tree.DtProperty;

/**
 * Suggests labels and paths similar to a missing one. Use one instance per stack, in one thread.
 */
final class NearLabels {

  /**
   * The most names that get suggestions; with more missing names, the cause is not a typing error.
   */
  private static final int MAX_SUGGESTIONS = 50;

  private int suggested;

  /** Returns the labels of a base that are similar to a missing one. */
  List<String> of(String label, MergedBase base) {
    if (suggested++ >= MAX_SUGGESTIONS) {
      return List.of();
    }
    return Nearest.to(
        label,
        base.symbols()
            .map(symbols -> symbols.freeze().properties().stream().map(DtProperty::name).toList())
            .orElse(List.of()));
  }

  private static Optional<String> help(String wanted, Collection<String> known) {
    List<String> near = Nearest.to(wanted, known);
    return near.isEmpty() ? Optional.empty() : Optional.of(Nearest.question(near));
  }

  /**
   * Returns a help text: the longest existing part of the path, or names similar to the next part.
   */
  static String path(MergedBase base, String path) {
    String known = path;
    while (known.length() > 1 && base.at(known).isEmpty()) {
      int slash = known.lastIndexOf('/');
      known = slash <= 0 ? "/" : known.substring(0, slash);
    }
    Optional<EditedNode> node = base.at(known);
    String missing = path.substring(Math.min(path.length(), known.length()));
    String wanted = missing.startsWith("/") ? missing.substring(1) : missing;
    int end = wanted.indexOf('/');
    List<String> names =
        node.map(n -> n.children().stream().map(EditedNode::name).toList()).orElse(List.of());
    return help(end < 0 ? wanted : wanted.substring(0, end), names)
        .orElse("correct the path; the longest part of it that exists in the base is " + known);
  }
}
