// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.Overlay.Fixup;
import org.dtbind.overlay.Overlay.Place;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.source.Origin;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** Writes phandles of the base into the cells of an overlay that refer to the base by label. */
final class BaseReferences {

  /** The most further places of one label that a diagnostic lists. */
  private static final int MAX_NOTES = 8;

  private static final String NO_SYMBOLS =
      "build the base with dtc -@, because it has no /__symbols__ (in the kernel's Makefile, set"
          + " DTC_FLAGS_<board> := -@; in Yocto, set KERNEL_DTC_FLAGS = \"-@\"). For the target of"
          + " a fragment, you can use target-path instead";

  private final MergedBase base;
  private final Overlay overlay;
  private final EditedNode root;
  private final OverlayProblems problems;
  private final MergeRules rules;

  BaseReferences(
      MergedBase base,
      Overlay overlay,
      EditedNode root,
      OverlayProblems problems,
      MergeRules rules) {
    this.base = base;
    this.overlay = overlay;
    this.root = root;
    this.problems = problems;
    this.rules = rules;
  }

  /**
   * Resolves all labels, and reports those that cannot be resolved.
   *
   * @param lost labels of earlier overlays that could not be applied; they are not reported again
   * @param near suggests similar labels for a missing one
   * @return the paths of the fragments whose {@code target} is unresolved
   */
  Set<String> resolve(Optional<Set<String>> lost, NearLabels near) {
    Set<String> unresolved = new HashSet<>();
    for (Fixup fixup : overlay.fixups()) {
      Optional<Integer> phandle = phandle(fixup, lost, near);
      for (Place place : fixup.places()) {
        if (phandle.isPresent()) {
          put(place, phandle.get());
        } else if (place.property().equals("target")) {
          unresolved.add(place.node().text());
        }
      }
    }
    return unresolved;
  }

  private void put(Place place, int phandle) {
    EditedNode node = root;
    for (String name : place.node().names()) {
      node = node.childCalled(name).orElseThrow();
    }
    node.property(place.property()).orElseThrow().put(place.offset(), phandle);
  }

  private Optional<Integer> phandle(Fixup fixup, Optional<Set<String>> lost, NearLabels near) {
    String label = fixup.label();
    boolean isPath = rules == MergeRules.FIRMWARE && label.startsWith("/");
    Optional<PropertyValue> symbol =
        isPath ? Optional.of(PropertyValue.string(label)) : base.symbol(label);
    if (symbol.isEmpty()) {
      if (lost.isEmpty() || !lost.get().contains(label)) {
        unresolved(fixup, near);
      }
      return Optional.empty();
    }
    Optional<List<String>> paths = symbol.get().strings();
    Optional<EditedNode> node = paths.isPresent() ? base.at(paths.get().get(0)) : Optional.empty();
    if (node.isEmpty()) {
      broken(
          fixup,
          paths.isPresent()
              ? Message.of(
                  "the symbol '{label}' of the base points to {path}, which does not exist",
                  label,
                  paths.get().get(0))
              : Message.of("the symbol '{label}' of the base does not point to a node", label));
      return Optional.empty();
    }
    Optional<Integer> phandle = node.get().phandle();
    if (rules == MergeRules.FIRMWARE && phandle.filter(number -> number != 0).isEmpty()) {
      return Optional.of(number(node.get()));
    }
    if (phandle.isEmpty() || phandle.get() == 0) {
      NodePath at = node.get().path();
      broken(
          fixup,
          Message.of(
              "{node}, the node with the label '{label}' in the base, has no phandle", at, label));
      return Optional.empty();
    }
    return phandle;
  }

  /** Gives a node of the base the next free phandle. */
  private int number(EditedNode node) {
    int phandle = base.maxPhandle() + 1;
    base.set(node, DtProperty.made(EditedNode.PHANDLES.get(0), PropertyValue.cell(phandle)));
    return phandle;
  }

  private void unresolved(Fixup fixup, NearLabels near) {
    boolean symbols = base.symbols().isPresent();
    Message message = Message.of("the base has no label '{label}'", fixup.label());
    Diagnostic problem = at(fixup, OverlayCode.UNRESOLVED_LABEL, message);
    Optional<Origin> hidden = base.hidden(fixup.label());
    if (hidden.isPresent()) {
      problems.add(
          problem
              .note("an earlier overlay has this label at", hidden.get())
              .help(
                  "add the label to /__exports__ of that overlay, because the firmware hides labels"
                      + " from other overlays"));
      return;
    }
    if (!symbols) {
      Origin place = base.origin(base.root());
      problems.add(problem.note("the base is at", place).help(NO_SYMBOLS));
      return;
    }
    List<String> known = near.of(fixup.label(), base);
    for (String label : known.subList(0, Math.min(1, known.size()))) {
      Optional<EditedNode> node =
          base.symbol(label).flatMap(PropertyValue::string).flatMap(base::at);
      if (node.isPresent()) {
        problem = problem.note("the similar label '" + label + "' is at", base.origin(node.get()));
      }
    }
    if (!known.isEmpty()) {
      problem = problem.help(Nearest.question(known));
    }
    for (String label : known) {
      boolean certain = Nearest.isCertain(fixup.label(), label);
      problem = problem.fixWord("&" + fixup.label(), "&" + label, certain);
    }
    problems.add(problem);
  }

  private void broken(Fixup fixup, Message message) {
    problems.add(at(fixup, OverlayCode.BROKEN_SYMBOL, message));
  }

  private Diagnostic at(Fixup fixup, OverlayCode code, Message message) {
    List<Place> places = fixup.places();
    if (places.isEmpty()) {
      return Diagnostic.error(code, problems.place(overlay.tree().root().named()), message);
    }
    Place first = places.get(0);
    Diagnostic problem =
        problems
            .error(code, OverlayReader.written(overlay.tree(), first), message)
            .about(Subject.of(first.node(), first.property(), first.offset()));
    for (Place place : places.subList(1, Math.min(places.size(), 1 + MAX_NOTES))) {
      problem =
          problem.note(
              "also at " + place.text() + ",",
              problems.place(OverlayReader.written(overlay.tree(), place)));
    }
    return problem;
  }
}
