// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Subject;
import org.dtbind.dts.syntax.Member;
import org.dtbind.source.Origin;
import org.dtbind.tree.DtNode;

/**
 * Warns about a deletion without effect if something that is probably meant does exist, or if the
 * source is that of a board. dtc accepts it without a warning.
 */
record VainDeletion(Draft draft, boolean plugin, DraftNode node, Member deletion) {

  private static final String NODE = "/delete-node/";
  private static final String PROPERTY = "/delete-property/";

  void report() {
    if (plugin && isInFragment()) {
      draft.add(ofBase());
      return;
    }
    if (draft.suggestions.mayCompare(known().all().size())) {
      meant().or(this::ofBoard).ifPresent(draft::add);
    }
  }

  private boolean isProperty() {
    return deletion instanceof Member.PropertyDeletion;
  }

  private Slots<? extends Slots.Slot> known() {
    return isProperty() ? node.properties : node.children;
  }

  private boolean isInFragment() {
    Optional<DraftNode> at = Optional.of(node);
    while (at.isPresent()) {
      if (at.get().name.equals("__overlay__") || at.get().name.equals("__dormant__")) {
        return true;
      }
      at = at.get().parent;
    }
    return false;
  }

  /** An overlay has no means of deleting, so dtc leaves nothing of the statement in the blob. */
  private Diagnostic ofBase() {
    Message message =
        isProperty()
            ? Message.of(
                "an overlay cannot delete a property of its base, so '{property}' remains there",
                deletion.name())
            : Message.of(
                "an overlay cannot delete a node of its base, so '{node}' remains there",
                deletion.name());
    return warning(message)
        .help(
            isProperty()
                ? "remove this statement; set the property to another value, or delete it in the"
                    + " source of the base"
                : "remove this statement; set status = \"disabled\" in the node, or delete it in"
                    + " the source of the base");
  }

  /**
   * Included files are for several boards, some of which may have what is deleted. What a source
   * with syntax errors lacks may be in the unread parts.
   */
  private Optional<Diagnostic> ofBoard() {
    return draft.isWhole()
            && place() instanceof Origin.Source source
            && source.file().name().endsWith(".dts")
        ? Optional.of(warning(nothing()).help("remove this statement"))
        : Optional.empty();
  }

  private Optional<Diagnostic> meant() {
    String name = deletion.name();
    Optional<Diagnostic> other = isProperty() ? childOfThatName() : labelled().or(this::property);
    if (other.isPresent()) {
      return other;
    }
    List<String> names = known().live().stream().map(Slots.Slot::name).toList();
    List<String> near =
        isProperty()
            ? List.of()
            : names.stream().filter(one -> DtNode.baseName(one).equals(name)).limit(3).toList();
    if (near.isEmpty()) {
      near = Nearest.mistyped(name, names);
    }
    if (near.isEmpty()) {
      return Optional.empty();
    }
    Diagnostic problem = warning(nothing()).help(Nearest.question(near));
    String keyword = isProperty() ? PROPERTY : NODE;
    return Optional.of(
        near.size() == 1
            ? problem.fix(
                "replace with " + near.get(0),
                place(),
                keyword + " " + name + ";",
                keyword + " " + near.get(0) + ";",
                Nearest.isCertain(name, near.get(0)))
            : problem);
  }

  private Optional<Diagnostic> childOfThatName() {
    return node.children
        .live(deletion.name())
        .map(
            child ->
                instead(
                    "'%s' is a node: write %s %s;".formatted(child.name, NODE, child.name),
                    NODE + " " + child.name + ";",
                    false));
  }

  private Optional<Diagnostic> property() {
    return node.properties
        .live(deletion.name())
        .map(
            property ->
                instead(
                    "'%s' is a property: write %s %s;"
                        .formatted(property.name(), PROPERTY, property.name()),
                    PROPERTY + " " + property.name() + ";",
                    false));
  }

  private Optional<Diagnostic> labelled() {
    Optional<DraftNode> other = draft.byLabel(deletion.name());
    if (other.isEmpty()) {
      return Optional.empty();
    }
    String outside = "%s &%s;".formatted(NODE, deletion.name());
    boolean isHere = other.get().parent.filter(parent -> parent == node).isPresent();
    String label = "'%s' is the label of %s: ".formatted(deletion.name(), other.get().path());
    String inside = NODE + " " + other.get().name + ";";
    return Optional.of(
        isHere
            ? instead(
                "%swrite %s or, outside of all nodes, %s".formatted(label, inside, outside),
                inside,
                true)
            : warning(nothing()).help(label + "outside of all nodes, write %s".formatted(outside)));
  }

  /** Suggests another statement. One that deletes something else is never a safe fix. */
  private Diagnostic instead(String help, String text, boolean safe) {
    String former = (isProperty() ? PROPERTY : NODE) + " " + deletion.name() + ";";
    return warning(nothing()).help(help).fix("replace with " + text, place(), former, text, safe);
  }

  private Message nothing() {
    return isProperty()
        ? Message.of("there is no property '{property}' to delete", deletion.name())
        : Message.of("there is no node '{node}' to delete", deletion.name());
  }

  private Diagnostic warning(Message message) {
    return draft
        .warning(TreeCode.DELETES_NOTHING, deletion.span(), message)
        .about(Subject.of(node.path()));
  }

  private Origin place() {
    return draft.origin(deletion.span());
  }
}
