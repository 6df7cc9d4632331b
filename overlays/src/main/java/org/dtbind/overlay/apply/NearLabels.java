// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import java.util.stream.Stream;
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
    return near(
        label,
        base.symbols().stream()
            .flatMap(symbols -> symbols.freeze().properties().stream())
            .map(DtProperty::name));
  }

  /**
   * Returns a help text: names similar to the first name on a path that does not exist, or the part
   * of the path before it.
   */
  String path(MergedBase base, String path) {
    MergedBase.ExistingPart existing = base.existing(path);
    int missing = existing.missing().orElse(path.length());
    if (!path.startsWith("/") && missing == 0) {
      return relative(base, existing.node(), path);
    }
    int slash = path.indexOf('/', missing);
    String wanted = path.substring(missing, slash < 0 ? path.length() : slash);
    List<String> near = near(wanted, existing.node().children().stream().map(EditedNode::name));
    return near.isEmpty()
        ? "correct the path; the longest part of it that exists in the base is "
            + (missing <= 1 ? "/" : path.substring(0, missing - 1))
        : Nearest.question(near);
  }

  /** Returns a help text for a path that begins with neither a slash nor an alias. */
  private String relative(MergedBase base, EditedNode root, String path) {
    int slash = path.indexOf('/');
    String rest = slash < 0 ? "" : path.substring(slash);
    List<String> near =
        base.at("/" + path).isPresent()
            ? List.of("/" + path)
            : near(
                    path.substring(0, path.length() - rest.length()),
                    root.children().stream().map(EditedNode::name))
                .stream()
                .map(name -> "/" + name + rest)
                .toList();
    return near.isEmpty()
        ? "begin the path with '/' or with an alias of the base"
        : Nearest.question(near);
  }

  private List<String> near(String wanted, Stream<String> known) {
    return suggested++ < MAX_SUGGESTIONS ? Nearest.to(wanted, known.toList()) : List.of();
  }
}
