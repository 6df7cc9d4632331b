// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.decode.TreeDecoder;
import org.dtbind.validate.rule.Budget;
import org.dtbind.validate.rule.ExceededLimit;
import org.dtbind.validate.rule.Path;
import org.dtbind.validate.rule.Schema;
import org.dtbind.validate.rule.TooMuchWork;
import org.dtbind.validate.rule.ValidationRun;
import org.dtbind.validate.rule.Violation;
import org.dtbind.validate.schema.PropertyTypes;
import org.dtbind.validate.value.Python;
import org.dtbind.validate.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Validates trees against binding documents, with the same results as dt-schema.
 *
 * @param schemas the documents
 * @param limit texts, of which at least one must occur in the {@code $id} of a document for it to
 *     be used; empty to use all documents
 */
public record Validator(SchemaSet schemas, List<String> limit) {

  /** The {@code $id} that dt-schema reports for compatible strings that no document describes. */
  public static final String UNDOCUMENTED = "generated-compatibles";

  /** Copies the list. */
  public Validator {
    limit = List.copyOf(limit);
  }

  /**
   * {@return the violations, in the order of the nodes in the tree}
   *
   * @param tree a tree with phandles, as in a blob
   */
  public List<Finding> validate(DeviceTree tree) {
    Work work = new Work(new ArrayList<>(), new Budget());
    PropertyTypes types = schemas.types().forTree();
    Value.Node root = TreeDecoder.decode(tree, types);
    if (types.isUnfinished()) {
      work.findings().add(unfinished(NodePath.ROOT, "", "", "the types of properties are unknown"));
    }
    subtree(root, "/", NodePath.ROOT, false, work);
    return work.findings();
  }

  /**
   * {@return the texts that do not occur in the {@code $id} of any document}
   *
   * @param texts parts of an {@code $id}, such as those in {@code limit}
   */
  public List<String> unmatched(List<String> texts) {
    return texts.stream()
        .filter(text -> !UNDOCUMENTED.contains(text))
        .filter(text -> schemas.ids().stream().noneMatch(id -> id.contains(text)))
        .toList();
  }

  /** The findings so far, and the work that the validation of all nodes may take. */
  private record Work(List<Finding> findings, Budget budget) {}

  private void subtree(Value.Node node, String name, NodePath path, boolean below, Work work) {
    Optional<Boolean> own = isDisabled(node);
    boolean disabled = own.orElse(below);
    if (!name.contains("example-") && !node.members().containsKey("example-0")) {
      node(named(node, name), path, disabled, work);
    }
    for (Map.Entry<String, Value> member : node.members().entrySet()) {
      if (member.getValue() instanceof Value.Node child) {
        subtree(child, member.getKey(), path.child(member.getKey()), disabled, work);
      }
    }
  }

  private static Value.Node named(Value.Node node, String name) {
    Map<String, Value> members = new LinkedHashMap<>(node.members());
    members.put("$nodename", new Value.Array(List.of(new Value.Text(name))));
    return new Value.Node(members);
  }

  /**
   * Returns whether a node is disabled; empty if it has no {@code status}. As in dt-schema, the
   * {@code status} of a node takes precedence over that of its parent.
   */
  private static Optional<Boolean> isDisabled(Value.Node node) {
    return node.members().get("status") instanceof Value.Array status
        ? Optional.of(status.items().contains(new Value.Text("disabled")))
        : Optional.empty();
  }

  private void node(Value.Node node, NodePath path, boolean disabled, Work work) {
    if (node.members().get("compatible") instanceof Value.Array compatible
        && counts(UNDOCUMENTED)) {
      compatibles(compatible, path, work);
    }
    if (node.members().get("compatible") instanceof Value.Array compatible) {
      compatible.items().stream()
          .flatMap(
              each ->
                  each instanceof Value.Text text
                      ? schemas.idFor(text.text()).stream()
                      : Stream.empty())
          .findFirst()
          .filter(this::counts)
          .ifPresent(id -> against(id, Optional.empty(), new Checked(node, path, disabled), work));
    }
    for (SchemaSet.Selecting selecting : schemas.selecting()) {
      if (counts(selecting.id())) {
        against(
            selecting.id(),
            Optional.of(selecting.select()),
            new Checked(node, path, disabled),
            work);
      }
    }
  }

  /** Reports each undocumented string separately, as dt-schema does. */
  private void compatibles(Value.Array compatible, NodePath path, Work work) {
    for (int i = 0; i < compatible.items().size(); i++) {
      if (compatible.items().get(i) instanceof Value.Text text
          && !isDocumented(text.text(), path, work)) {
        Violation violation =
            new Violation(
                Path.NONE.then("compatible").then(i),
                Path.NONE.then("properties").then("compatible").then("items").then("anyOf"),
                Optional.of("anyOf"),
                List.of(text.text()),
                text,
                () -> "failed to match any schema with compatible: " + Python.repr(compatible),
                List.of());
        work.findings().add(new Finding(path, UNDOCUMENTED, "", violation));
      }
    }
  }

  private boolean isDocumented(String compatible, NodePath path, Work work) {
    try (ValidationRun run = new ValidationRun(work.budget())) {
      return schemas.isDocumented(compatible, run);
    } catch (TooMuchWork e) {
      work.findings().add(unfinished(path, "", "", e.getMessage()));
      return true;
    }
  }

  private boolean counts(String id) {
    return limit.isEmpty() || limit.stream().anyMatch(id::contains);
  }

  private record Checked(Value.Node node, NodePath path, boolean disabled) {}

  private void against(String id, Optional<Schema> select, Checked at, Work work) {
    if (work.budget().isSpent()) {
      return; // A finding says so.
    }
    try (ValidationRun run = new ValidationRun(work.budget())) {
      if (select.isPresent() && !select.get().accepts(at.node(), run)) {
        return;
      }
      for (Violation violation : schemas.schema(id).violations(at.node(), run)) {
        if (!isExcused(violation, at.disabled())) {
          work.findings().add(new Finding(at.path(), id, schemas.file(id), violation));
        }
      }
    } catch (TooMuchWork e) {
      work.findings().add(unfinished(at.path(), id, schemas.file(id), e.getMessage()));
    }
  }

  /** Returns a finding which says that the validation exceeded a limit. */
  private static Finding unfinished(NodePath path, String id, String file, @Nullable String why) {
    Violation violation =
        new Violation(
            Path.NONE,
            Path.NONE,
            Optional.empty(),
            new ExceededLimit(String.valueOf(why)),
            new Value.Flag(),
            () -> String.valueOf(why),
            List.of());
    return new Finding(path, id, file, violation);
  }

  /**
   * Returns whether a violation is ignored because a node is disabled. Such a node may lack
   * properties that a board adds when it enables the node.
   */
  private static boolean isExcused(Violation violation, boolean disabled) {
    if (!disabled
        && !(violation.value() instanceof Value.Node node && isDisabled(node).orElse(false))) {
      return false;
    }
    return isAboutPresence(violation)
        || violation.context().stream().anyMatch(Validator::isAboutPresence);
  }

  private static boolean isAboutPresence(Violation violation) {
    return violation.schema().has("required") || violation.schema().has("unevaluatedProperties");
  }
}
