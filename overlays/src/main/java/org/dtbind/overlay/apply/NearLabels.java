// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Nearest;
import org.dtbind.tree.DtProperty;

/** Finds labels of a base that may have been meant. Confined to one application. */
final class NearLabels {

  /** Names for which others are suggested; whoever mistypes more has another problem. */
  private static final int MAX_SUGGESTIONS = 50;

  private int suggested;

  /** Returns the labels of a base that may have been meant by one that it does not have. */
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

  static Optional<String> help(String wanted, Collection<String> known, String before) {
    List<String> near = Nearest.to(wanted, known);
    return near.isEmpty() ? Optional.empty() : Optional.of(before + String.join(", ", near));
  }

  /** Returns how far a path goes that leads to no node, and what may have been meant. */
  static String path(MergedBase base, String path) {
    String known = path;
    while (known.length() > 1 && base.at(known).isEmpty()) {
      int slash = known.lastIndexOf('/');
      known = slash <= 0 ? "/" : known.substring(0, slash);
    }
    Optional<MergedNode> node = base.at(known);
    String missing = path.substring(Math.min(path.length(), known.length()));
    String wanted = missing.startsWith("/") ? missing.substring(1) : missing;
    int end = wanted.indexOf('/');
    List<String> names =
        node.map(n -> n.children().stream().map(MergedNode::name).toList()).orElse(List.of());
    return help(end < 0 ? wanted : wanted.substring(0, end), names, "it has ")
        .orElse("it has " + known);
  }
}
