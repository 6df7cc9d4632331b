// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.diag.NodeLimits;
import org.dtbind.dts.syntax.DtsFile;
import org.dtbind.dts.syntax.Member;
import org.dtbind.dts.syntax.NodeBody;
import org.dtbind.dts.syntax.Statement;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;

/**
 * Merges the statements of a source in order: later ones add to, replace or delete the results of
 * earlier ones. In an overlay, an addition to a node of the base becomes a fragment.
 */
final class Merge {

  private final Draft draft;
  private final boolean plugin;
  private int fragments;
  private boolean begun;
  private boolean tooDeep;

  private Merge(Draft draft, boolean plugin) {
    this.draft = draft;
    this.plugin = plugin;
  }

  static void run(DtsFile file, Draft draft) {
    Merge merge = new Merge(draft, file.plugin());
    file.statements().forEach(merge::statement);
    if (draft.root.deleted) {
      Message message = Message.of("the source deletes the root node, so the tree is empty");
      draft.add(
          draft.warning(TreeCode.ROOT_DELETED, draft.root.deletion().orElse(Span.NONE), message));
    }
  }

  private void statement(Statement statement) {
    if (statement instanceof Statement.Root root) {
      if (!draft.root.named.isKnown()) {
        draft.root.named = root.named();
      }
      if (begun) {
        merge(draft.root, List.of(), root.body());
      } else {
        fill(draft.root, root.body());
      }
    } else if (statement instanceof Statement.Extension extension) {
      extend(extension);
    } else if (statement instanceof Statement.Deletion deletion) {
      find(deletion.target()).ifPresent(node -> node.delete(deletion.span()));
    } else if (statement instanceof Statement.Omission omission) {
      find(omission.target()).ifPresent(node -> node.omitUnlessReferenced = true);
    }
    begun = true;
  }

  private Optional<DraftNode> find(Reference target) {
    Optional<DraftNode> node = draft.find(target);
    if (node.isEmpty()) {
      notFound(target);
    }
    return node;
  }

  private void notFound(Reference target) {
    if (draft.mayBeLost(target)) {
      return;
    }
    Message message = Message.of("no node has the label or path {reference}", target);
    draft.add(
        draft.suggestions.suggest(
            draft.error(TreeCode.NODE_NOT_FOUND, target.span(), message), target));
  }

  private void deletesNothing(DraftNode node, Member deletion) {
    new VainDeletion(draft, plugin, node, deletion).report();
  }

  private void extend(Statement.Extension extension) {
    Reference target = extension.target();
    if (plugin && target.isRelative()) {
      draft.add(
          draft.error(
              TreeCode.RELATIVE_REFERENCE,
              target.span(),
              Message.of(
                  "an overlay cannot extend {reference}: use a label alone or a full path",
                  target)));
      return;
    }
    boolean ofBase = plugin && target.isPath() && extension.label().isEmpty();
    Optional<DraftNode> node = ofBase || !begun ? Optional.empty() : draft.find(target);
    if (node.isPresent()) {
      extension.label().ifPresent(label -> draft.label(node.get(), label));
      merge(node.get(), List.of(), extension.body());
    } else if (plugin && extension.label().isEmpty()) {
      fragment(target, extension.body());
    } else {
      notFound(target);
    }
  }

  /**
   * Adds a fragment for an addition to the base, as dtc does: with {@code target-path} for a path,
   * otherwise with {@code target}.
   */
  private void fragment(Reference target, NodeBody body) {
    DraftNode fragment = new DraftNode("fragment@" + fragments++, target.span());
    if (target.isPath()) {
      fragment.make("target-path", PropertyValue.string(target.target()));
    } else {
      fragment.make(
          "target",
          new PropertyValue(
              Bytes.wrap(new byte[] {-1, -1, -1, -1}), List.of(new Marker.PhandleOf(0, target))));
    }
    draft.root.add(fragment);
    DraftNode overlay = new DraftNode("__overlay__", target.span());
    fragment.add(overlay);
    fill(overlay, body);
  }

  /** Fills a new node. This is faster than a merge, because no member exists yet. */
  private void fill(DraftNode node, NodeBody body) {
    node.write(body.span());
    // Reserve space for one property per member: most members are properties.
    List<Member> members = body.members();
    node.properties.expect(members.size());
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (member instanceof Member.Property property) {
        append(node, property);
      } else if (member instanceof Member.PropertyDeletion deletion) {
        reserve(node, deletion);
      } else if (member instanceof Member.Node child) {
        append(node, child);
      } else if (member instanceof Member.NodeDeletion deletion) {
        reserve(node, deletion);
      }
    }
  }

  /** Reserves the position of a property that is deleted before it is defined, as dtc does. */
  private void reserve(DraftNode node, Member.PropertyDeletion deletion) {
    if (node.properties.any(deletion.name()).isEmpty()) {
      deletesNothing(node, deletion);
      DraftProperty deleted = new DraftProperty(deletion.name(), PropertyValue.EMPTY);
      deleted.deleted = true;
      node.properties.add(deleted);
    }
  }

  /** Reserves the position of a node that is deleted before it is defined, as dtc does. */
  private void reserve(DraftNode node, Member.NodeDeletion deletion) {
    if (node.children.any(deletion.name()).isEmpty()) {
      deletesNothing(node, deletion);
      DraftNode deleted = new DraftNode(deletion.name(), deletion.span());
      deleted.deleted = true;
      node.add(deleted);
    }
  }

  private void append(DraftNode node, Member.Property written) {
    node.properties.add(new DraftProperty(written));
    node.refers |= written.refers();
  }

  private void append(DraftNode parent, Member.Node written) {
    Optional<Message> exceeded =
        NodeLimits.exceeded(parent.depth + 1, parent.pathLength + 1 + written.name().length());
    if (exceeded.isPresent()) {
      if (!tooDeep) {
        tooDeep = true;
        draft.add(draft.error(TreeCode.NODES_TOO_DEEP, written.named(), exceeded.get()));
      }
      return;
    }
    DraftNode child = new DraftNode(written.name(), written.named());
    child.omitUnlessReferenced = written.omitted();
    parent.add(child);
    for (int i = written.labels().size() - 1; i >= 0; i--) {
      draft.label(child, written.labels().get(i));
    }
    fill(child, written.body());
  }

  /** Merges a body into an existing node. */
  private void merge(DraftNode node, List<Label> labels, NodeBody body) {
    node.restore();
    labels.forEach(label -> draft.label(node, label));
    Span span = body.span();
    node.write(span);
    RepeatedNodes repeated = new RepeatedNodes(draft, node);
    for (Member member : body.members()) {
      if (member instanceof Member.Property property) {
        mergeProperty(node, property);
      } else if (member instanceof Member.PropertyDeletion deletion) {
        node.properties
            .live(deletion.name())
            .ifPresentOrElse(DraftProperty::delete, () -> deletesNothing(node, deletion));
      } else if (member instanceof Member.Node child) {
        repeated.take(child);
        mergeChild(node, child);
      } else if (member instanceof Member.NodeDeletion deletion) {
        repeated.forget(deletion.name());
        node.children
            .live(deletion.name())
            .ifPresentOrElse(
                child -> child.delete(deletion.span()), () -> deletesNothing(node, deletion));
      }
    }
  }

  private void mergeProperty(DraftNode node, Member.Property written) {
    Optional<DraftProperty> known = node.properties.any(written.name());
    if (known.isEmpty()) {
      append(node, written);
      return;
    }
    if (known.get().deleted) {
      node.properties.restore(known.get());
    }
    known.get().replace(written);
    node.refers |= written.refers();
  }

  private void mergeChild(DraftNode parent, Member.Node written) {
    Optional<DraftNode> known = parent.children.any(written.name());
    if (known.isEmpty()) {
      append(parent, written);
      return;
    }
    if (known.get().deleted) {
      known.get().named = written.named();
      parent.children.restore(known.get());
    }
    merge(known.get(), written.labels(), written.body());
  }
}
