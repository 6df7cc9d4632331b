// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Nearest;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.Reference;

/**
 * Suggests how to correct references to missing nodes: existing names in place of missing ones, or
 * the cause. Confined to one build.
 */
final class Suggestions {

  /**
   * Limit for the missing names with suggestions. A source with more of them probably has a
   * different problem.
   */
  private static final int MAX_WANTED = 50;

  /**
   * Limit for the comparisons of one build: a crafted source may contain many missing and many
   * existing names.
   */
  private static final int MAX_COMPARED = 1 << 19;

  private final Map<String, List<String>> near = new HashMap<>();
  private final Draft draft;
  private int compared;
  private boolean asksForPlugin;

  Suggestions(Draft draft) {
    this.draft = draft;
  }

  /** Whether this number of further comparisons is within the limit; if so, counts them. */
  boolean mayCompare(int names) {
    if (names > MAX_COMPARED - compared) {
      return false;
    }
    compared += names;
    return true;
  }

  /** Adds suggestions for a reference to a missing node. */
  Diagnostic suggest(Diagnostic diagnostic, Reference reference) {
    if (asksForPlugin || !draft.isPlugin() && isOverlay(reference.span())) {
      // The other references have the same cause.
      boolean first = !asksForPlugin;
      asksForPlugin = true;
      return first
          ? diagnostic.help(
              "an overlay must have /plugin/; after /dts-v1/; without it, the source cannot refer"
                  + " to nodes of its base")
          : diagnostic;
    }
    String target = reference.target();
    Optional<DraftNode> former = draft.formerly(target).filter(node -> node.deleted);
    if (former.isPresent()) {
      Optional<Span> place = former.get().deletion();
      return place.isEmpty()
          ? diagnostic
          : diagnostic
              .note("deleted at", draft.origin(place.get()))
              .help("remove the reference, or keep the node");
    }
    int slash = target.indexOf('/');
    Optional<DraftNode> from =
        slash < 0
            ? Optional.empty()
            : slash == 0 ? Optional.of(draft.root) : draft.byLabel(target.substring(0, slash));
    if (from.isPresent()) {
      return suggestPath(diagnostic, reference, from.get(), target.substring(0, slash), slash);
    }
    List<String> near =
        near(slash < 0 ? target : target.substring(0, slash)).stream()
            .map(name -> "&" + name)
            .toList();
    return slash < 0 ? suggest(diagnostic, reference, near) : helped(diagnostic, near);
  }

  /** Returns whether the source is an overlay by its name or by its fragments. */
  private boolean isOverlay(Span span) {
    return draft.origin(span) instanceof Origin.Source source
            && source.file().name().endsWith(".dtso")
        || mayCompare(draft.root.children.all().size())
            && draft.root.children.live().stream()
                .anyMatch(node -> node.children.live("__overlay__").isPresent());
  }

  /** Adds suggestions for the first missing name in a path. */
  private Diagnostic suggestPath(
      Diagnostic diagnostic, Reference reference, DraftNode from, String start, int slash) {
    DraftNode node = from;
    StringBuilder path = new StringBuilder(start);
    List<String> rest =
        new ArrayList<>(List.of(reference.target().substring(slash).split("/+", -1)));
    rest.removeIf(String::isEmpty);
    while (!rest.isEmpty() && node.children.live(rest.get(0)).isPresent()) {
      path.append('/').append(rest.get(0));
      node = node.children.live(rest.remove(0)).orElseThrow();
    }
    if (rest.isEmpty()) {
      return diagnostic;
    }
    String wanted = rest.remove(0);
    Slots<DraftNode> children = node.children;
    List<String> near =
        near(
            path.toString(),
            wanted,
            children.all().size(),
            () -> children.live().stream().map(child -> child.name).toList());
    String behind = rest.isEmpty() ? "" : "/" + String.join("/", rest);
    return suggest(
        diagnostic,
        reference,
        near.stream().map(name -> "&{" + path + "/" + name + behind + "}").toList());
  }

  private Diagnostic suggest(Diagnostic diagnostic, Reference reference, List<String> near) {
    Diagnostic helped = helped(diagnostic, near);
    String former = reference.toString();
    for (String other : near) {
      helped =
          helped.fix(
              "replace with " + other,
              draft.origin(reference.span()),
              former,
              other,
              Nearest.isCertain(former, other));
    }
    return helped;
  }

  private static Diagnostic helped(Diagnostic diagnostic, List<String> near) {
    return near.isEmpty()
        ? diagnostic
        : diagnostic.help("did you mean " + String.join(" or ", near) + "?");
  }

  private List<String> near(String label) {
    Set<String> labels = draft.labels();
    return near(
        "&",
        label,
        labels.size(),
        () -> labels.stream().filter(name -> draft.byLabel(name).isPresent()).toList());
  }

  /**
   * Returns similar names, the most similar first.
   *
   * @param place identifies the set of names in which to search; results are kept by place and name
   * @param wanted the missing name
   * @param count upper limit for the number of existing names
   * @param names the existing names; called at most once for each place and name
   */
  private List<String> near(String place, String wanted, int count, Supplier<List<String>> names) {
    String key = place + '/' + wanted;
    List<String> known = near.get(key);
    if (known == null && near.size() < MAX_WANTED && mayCompare(count)) {
      known = Nearest.to(wanted, names.get());
      near.put(key, known);
    }
    return known == null ? List.of() : known;
  }
}
