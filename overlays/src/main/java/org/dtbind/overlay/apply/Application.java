// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.Overlay.Fragment;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.edit.EditedProperty;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.NodePath;

/**
 * Applies one overlay to a base with the steps of libfdt's {@code fdt_overlay_apply()} (1.8.1), in
 * the same order as libfdt. Use one instance per overlay, in one thread.
 */
final class Application {

  private final MergedBase base;
  private final Overlay overlay;
  private final NearLabels near;
  private final EditedNode root;

  private final FragmentTargets targets;
  private final OverlayProblems problems;
  private final Set<String> unresolved = new HashSet<>();

  /**
   * Creates the steps for one overlay.
   *
   * @param near suggests similar names for a missing one
   */
  Application(MergedBase base, Overlay overlay, NearLabels near) {
    this.base = base;
    this.overlay = overlay;
    this.near = near;
    this.root = EditedNode.of(overlay.tree().root());
    this.targets = new FragmentTargets(base, root);
    this.problems = new OverlayProblems(overlay);
  }

  List<Diagnostic> problems() {
    return problems.all();
  }

  /**
   * Merges as much of the overlay as possible, so that one run reports all problems.
   *
   * @param lost labels of earlier overlays that could not be applied; empty if all were applied
   */
  void run(Optional<Set<String>> lost) {
    Renumbering numbers = new Renumbering(root, base.maxPhandle(), problems);
    numbers.addToPhandles();
    numbers.addToReferences();
    if (!problems.all().isEmpty()) {
      return;
    }
    unresolved.addAll(
        new BaseReferences(base, overlay, root, problems, MergeRules.LIBFDT).resolve(lost, near));
    keepPhandles(numbers);
    Shift shift = base.read(overlay.tree());
    for (Fragment fragment : overlay.fragments()) {
      Optional<EditedNode> target = target(fragment, lost.isPresent());
      if (target.isPresent()) {
        merge(target.get(), targets.content(fragment), shift);
      }
    }
    new NewSymbols(base, overlay, targets, problems).add(shift);
  }

  /** Returns the labels that later overlays could refer to if this one is applied. */
  Set<String> labels() {
    Set<String> labels = new HashSet<>();
    overlay
        .tree()
        .root()
        .child(Overlay.SYMBOLS)
        .ifPresent(symbols -> symbols.properties().forEach(p -> labels.add(p.name())));
    return labels;
  }

  /**
   * Lets nodes that the base already numbered keep their phandles, and updates the references in
   * the overlay.
   */
  private void keepPhandles(Renumbering numbers) {
    Map<Integer, Integer> kept = new HashMap<>();
    for (Fragment fragment : overlay.fragments()) {
      Optional<EditedNode> target = targets.of(fragment);
      if (target.isPresent()) {
        keep(target.get(), targets.content(fragment), kept);
      }
    }
    numbers.replace(kept);
  }

  private static void keep(EditedNode node, EditedNode overlay, Map<Integer, Integer> kept) {
    Optional<Integer> old = node.phandle();
    Optional<Integer> added = overlay.phandle();
    if (old.isPresent() && old.get() != 0 && added.isPresent() && added.get() != 0) {
      kept.put(added.get(), old.get());
      for (String name : EditedNode.PHANDLES) {
        Optional<EditedProperty> number = overlay.property(name);
        if (number.isPresent() && number.get().length() == 4) {
          number.get().put(0, old.get());
        }
      }
    }
    for (EditedNode child : overlay.children()) {
      Optional<EditedNode> below = node.child(child.name());
      if (below.isPresent()) {
        keep(below.get(), child, kept);
      }
    }
  }

  private Optional<EditedNode> target(Fragment fragment, boolean earlierFailed) {
    int phandle = targets.phandle(fragment);
    Optional<EditedNode> found = targets.of(fragment);
    if (found.isPresent() || unresolved.contains(fragment.path().text())) {
      return found;
    }
    Span span = fragment.node().named();
    NodePath path = fragment.path();
    if (phandle == -1) {
      Span place = fragment.node().property("target").map(DtProperty::span).orElse(span);
      problems.fail(
          OverlayCode.BAD_TARGET,
          place,
          Subject.of(path, "target"),
          Message.of("the target is not a phandle"));
    } else if (phandle != 0) {
      Message message =
          Message.of("no node of the base has the phandle {phandle}", "0x%x".formatted(phandle));
      problems.fail(OverlayCode.TARGET_NOT_FOUND, span, Subject.of(path, "target"), message);
    } else if (FragmentTargets.path(fragment).isEmpty()) {
      Message message = Message.of("the fragment has neither 'target' nor 'target-path'");
      problems.fail(OverlayCode.BAD_TARGET, span, Subject.of(path), message);
    } else if (!earlierFailed) {
      String written = FragmentTargets.path(fragment).get();
      Span place =
          fragment
              .node()
              .property("target-path")
              .map(DtProperty::span)
              .filter(Span::isKnown)
              .orElse(span);
      problems.add(
          problems
              .error(
                  OverlayCode.TARGET_NOT_FOUND,
                  place,
                  Message.of("the base has no node {path}", written))
              .about(Subject.of(path, "target-path"))
              .help(near.path(base, written)));
    }
    return Optional.empty();
  }

  private void merge(EditedNode node, EditedNode overlay, Shift shift) {
    List<Label> labels = new ArrayList<>();
    for (Label label : overlay.original().labels()) {
      if (base.label(label)) {
        labels.add(shift.label(label));
      }
    }
    node.write(labels, shift.spans(overlay.original().written()));
    for (DtProperty property : overlay.frozenProperties()) {
      if (DtNode.isPhandle(property.name())) {
        compareNumbers(node, property, overlay);
      }
      base.set(
          node,
          new DtProperty(
              property.name(),
              shift.value(property.value()),
              shift.labels(property.labels()),
              shift.spans(property.written())));
    }
    for (EditedNode child : overlay.children()) {
      Optional<EditedNode> known = node.child(child.name());
      Optional<Message> exceeded =
          known.isPresent() ? Optional.empty() : node.exceededBy(child.name());
      if (exceeded.isPresent()) {
        Span place = child.original().named();
        problems.fail(OverlayCode.MERGED_TOO_DEEP, place, Subject.of(child.path()), exceeded.get());
        return;
      }
      if (known.isPresent()) {
        compareNames(known.get(), child);
      }
      EditedNode below =
          known.isPresent()
              ? known.get()
              : base.add(node, child.name(), shift.span(child.original().named()));
      merge(below, child, shift);
    }
  }

  /**
   * Reports that {@code node} gets a second phandle, which breaks references to the first one.
   * {@link #keepPhandles} kept the phandles of the base, so the first one comes from an earlier
   * fragment of this overlay. libfdt rejects the overlay if it then cannot find the target of a
   * symbol.
   */
  private void compareNumbers(EditedNode node, DtProperty property, EditedNode overlay) {
    Optional<Integer> old = node.phandle();
    Optional<Integer> added = property.value().cell();
    if (old.isEmpty() || old.get() == 0 || added.isEmpty() || old.equals(added)) {
      return;
    }
    Message message =
        Message.of(
            "{node} already has a phandle from an earlier fragment, and this fragment would change"
                + " it",
            node.path());
    boolean refused = overlay.depth() == 2 && isMissed(overlay.path());
    problems.add(
        problems
            .error(OverlayCode.SECOND_PHANDLE, property.span(), message)
            .as(refused ? Severity.ERROR : Severity.WARNING)
            .about(Subject.of(overlay.path()))
            .help("remove the label, or combine the two fragments"));
  }

  private boolean isMissed(NodePath content) {
    boolean byPhandle =
        overlay.tree().node(content.parent()).flatMap(n -> n.property("target")).isPresent();
    return byPhandle
        && overlay.tree().root().child(Overlay.SYMBOLS).stream()
            .flatMap(symbols -> symbols.properties().stream())
            .flatMap(symbol -> symbol.value().string().stream())
            .anyMatch(path -> path.equals(content.text()) || path.startsWith(content + "/"));
  }

  /**
   * Reports where libfdt, which bootloaders use, and Linux differ: only libfdt lets a name without
   * a unit address match a node with one.
   */
  private void compareNames(EditedNode node, EditedNode child) {
    if (!node.name().equals(child.name())) {
      Message message =
          Message.of(
              "'{name}' is merged into {node}, but Linux itself would add a separate node",
              child.name(),
              node.path());
      problems.add(
          Diagnostic.warning(
                  OverlayCode.MERGED_BY_BASE_NAME,
                  problems.place(child.original().named()),
                  message)
              .about(Subject.of(child.path()))
              .help("add the unit address to the name"));
    }
  }
}
