// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.dts.syntax.Member;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.tree.Label;

/**
 * Warns if a body that extends a node defines two children of the same name with the same property.
 * The two become one node: dtc compares the names of the children of new nodes only. Without a
 * common property, the second child may be meant to add to the first one.
 */
final class RepeatedNodes {

  private final Draft draft;
  private final DraftNode parent;
  private final Map<String, Member.Node> seen = new HashMap<>();

  RepeatedNodes(Draft draft, DraftNode parent) {
    this.draft = draft;
    this.parent = parent;
  }

  void take(Member.Node child) {
    Optional<Member.Node> before = Optional.ofNullable(seen.put(child.name(), child));
    before.ifPresent(first -> compare(first, child));
  }

  void forget(String name) {
    seen.remove(name);
  }

  private void compare(Member.Node first, Member.Node second) {
    Map<String, Bytes> known = values(first);
    Map<String, Bytes> values = values(second);
    values.keySet().retainAll(known.keySet());
    List<String> both = List.copyOf(values.keySet());
    values.entrySet().removeAll(known.entrySet());
    Optional<String> lost = values.keySet().stream().findFirst();
    if (!both.isEmpty() && file(first).equals(file(second))) {
      Message message =
          Message.of(
              "this node has the same name as the one before it, so the two become one node, in"
                  + " which the last '{property}' counts",
              lost.orElse(both.get(0)));
      draft.add(
          draft
              .warning(TreeCode.NODE_REPEATED, second.named(), message)
              .about(Subject.of(parent.path().child(second.name())))
              .note("the other node is at", draft.origin(first.named()))
              .help(
                  lost.isPresent() && Collections.disjoint(labels(first), labels(second))
                      ? "give one of them another name or unit address"
                      : "remove one of them"));
    }
  }

  private static List<String> labels(Member.Node node) {
    return node.labels().stream().map(Label::name).toList();
  }

  /** Returns the values of the properties by name, without what references stand for. */
  private static Map<String, Bytes> values(Member.Node node) {
    Map<String, Bytes> values = new LinkedHashMap<>();
    for (Member member : node.body().members()) {
      if (member instanceof Member.Property one) {
        values.put(one.name(), one.property().value().bytes());
      }
    }
    return values;
  }

  /** An included file is often extended on purpose. */
  private String file(Member.Node node) {
    return draft.origin(node.named()) instanceof Origin.Source source ? source.file().name() : "";
  }
}
