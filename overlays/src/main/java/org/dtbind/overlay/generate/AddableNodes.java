// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.Difference.Referring;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Decides which new nodes and properties an overlay can add, and reports the others. */
final class AddableNodes {

  private final ReachedNodes reached;
  private final Predicate<NodePath> hasSymbol;
  private final Inexpressible inexpressible;
  private final Set<NodePath> rejected = new HashSet<>();

  /**
   * Creates the checks for one base.
   *
   * @param hasSymbol whether the overlay refers to a node of the base by label
   * @param inexpressible receives the nodes and properties that the overlay cannot add
   */
  AddableNodes(DeviceTree base, Predicate<NodePath> hasSymbol, Inexpressible inexpressible) {
    this.reached = new ReachedNodes(base);
    this.hasSymbol = hasSymbol;
    this.inexpressible = inexpressible;
  }

  /** Checks a new node and the nodes below it. */
  void reject(Difference difference) {
    if (!(difference instanceof Difference.NodeAdded added)) {
      return;
    }
    NodePath parent = added.path().parent();
    Subject subject = Subject.of(added.path());
    Span place = added.node().named();
    Optional<String> other = reached.taken(parent, added.path().name());
    if (other.isPresent()) {
      rejected.add(added.path());
      inexpressible.cannot(
          DifferenceCode.NODE_NOT_REACHED,
          place,
          subject,
          Message.of(
              "a node '{name}' in an overlay would be merged into {node}",
              added.path().name(),
              parent.child(other.get())),
          "choose another name, because a name without a unit address also matches a node that has"
              + " one");
    } else if (isTarget(parent, place, subject)) {
      names(added.path(), added.node());
    } else {
      rejected.add(added.path());
    }
  }

  private void names(NodePath path, DtNode node) {
    if (!SourceName.isName(node.name())) {
      rejected.add(path);
      inexpressible.cannot(
          DifferenceCode.NAME_NOT_WRITTEN,
          node.named(),
          Subject.of(path),
          Message.of(
              "the name of this node contains characters that are not allowed in devicetree"
                  + " source"),
          "");
      return;
    }
    node.children().forEach(child -> names(path.child(child.name()), child));
  }

  /** Returns whether a node or an ancestor is new and cannot be added. */
  boolean isRejected(NodePath path) {
    for (NodePath at = path; !at.isRoot(); at = at.parent()) {
      if (rejected.contains(at)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether an overlay can refer to a node of the base.
   *
   * @param place the place of the addition to the node, for a diagnostic if it cannot
   */
  boolean isTarget(NodePath path, Span place, Subject subject) {
    if (!hasSymbol.test(path) && !SourceName.isPath(path)) {
      inexpressible.cannot(
          DifferenceCode.NAME_NOT_WRITTEN,
          place,
          subject,
          Message.of(
              "the path {path} contains characters that are not allowed in devicetree source",
              path),
          "");
      return false;
    }
    boolean named = hasSymbol.test(path) || reached.isReached(path);
    if (!named) {
      inexpressible.cannot(
          DifferenceCode.NODE_NOT_REACHED,
          place,
          subject,
          Message.of(
              "an overlay cannot reach {node}, because libfdt finds {found} instead",
              path,
              reached.instead(path)),
          "add a label to the node in the base, and build the base with dtc -@");
    }
    return named;
  }

  /** Returns whether an overlay can contain a property; reports it otherwise. */
  boolean isWritten(Referring value, Subject subject) {
    Span place = value.property().span();
    if (!SourceName.isName(value.property().name())) {
      inexpressible.cannot(
          DifferenceCode.NAME_NOT_WRITTEN,
          place,
          subject,
          Message.of(
              "the name of this property contains characters that are not allowed in devicetree"
                  + " source"),
          "");
      return false;
    }
    for (String target : value.references().values()) {
      if (target.startsWith("/") && isRejected(new NodePath(target))) {
        inexpressible.cannot(
            DifferenceCode.NODE_NOT_REACHED,
            place,
            subject,
            Message.of("this property refers to {node}, which an overlay cannot add", target),
            "");
        return false;
      }
    }
    return true;
  }
}
