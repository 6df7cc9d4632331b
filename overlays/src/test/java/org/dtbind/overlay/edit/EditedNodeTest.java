// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests changes of the children and properties of a node. */
@Tag("given")
class EditedNodeTest {

  private static EditedNode root(String... children) {
    List<DtNode> nodes = new ArrayList<>();
    for (String child : children) {
      nodes.add(DtNode.empty(child));
    }
    return EditedNode.of(DtNode.empty("").withChildren(nodes));
  }

  /** Few children are searched one by one, many in tables. */
  private static List<EditedNode> roots() {
    return List.of(
        root("a@1", "a", "b"), root("a@1", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
  }

  private static Optional<String> fitting(EditedNode node, String name) {
    return node.child(name).map(EditedNode::name);
  }

  private static Optional<String> exact(EditedNode node, String name) {
    return node.childCalled(name).map(EditedNode::name);
  }

  @Test
  void childWithoutUnitAddressFitsTheFirstOne() {
    for (EditedNode root : roots()) {
      assertThat(fitting(root, "a")).contains("a@1");
      assertThat(exact(root, "a")).contains("a");
      root.childCalled("a").orElseThrow().rename("b@2");
      assertThat(exact(root, "a")).isEmpty();
      assertThat(fitting(root, "b")).contains("b@2");
      assertThat(exact(root, "b")).contains("b");
    }
  }

  @Test
  void addedChildComesFirst() {
    for (EditedNode root : roots()) {
      EditedNode before = root.childCalled("a").orElseThrow();
      EditedNode added = root.add("a", Span.NONE);
      root.add("a@2", Span.NONE);
      assertThat(fitting(root, "a")).contains("a@2");
      assertThat(root.childCalled("a")).contains(added).isNotEqualTo(Optional.of(before));
    }
  }

  @Test
  void manyChildrenOfTheSameBaseName() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      names.add("n" + i + "@0");
      names.add("n" + i);
    }
    EditedNode root = root(names.toArray(String[]::new));
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThat(names).allMatch(name -> exact(root, name).isPresent()));
  }

  private static DtProperty flag(String name) {
    return DtProperty.made(name, PropertyValue.EMPTY);
  }

  private static List<String> properties(EditedNode node) {
    return node.freeze().properties().stream().map(DtProperty::name).toList();
  }

  @Test
  void propertyThatIsAddedAgainComesFirst() {
    EditedNode node =
        EditedNode.of(DtNode.empty("").withProperties(List.of(flag("a"), flag("b"), flag("c"))));
    node.remove("b");
    assertThat(node.property("b")).isEmpty();
    assertThat(properties(node)).containsExactly("a", "c");
    assertThat(node.set(flag("d"))).isTrue();
    assertThat(node.set(flag("b"))).isTrue();
    assertThat(properties(node)).containsExactly("b", "d", "a", "c");
    node.remove("d");
    node.remove("d");
    assertThat(properties(node)).containsExactly("b", "a", "c");
    assertThat(node.frozenProperties()).extracting(DtProperty::name).containsExactly("a", "c");
  }

  /** A blob can contain several properties with the same name. */
  @Test
  void removalOfAPropertyUncoversTheNextOne() {
    EditedNode node =
        EditedNode.of(DtNode.empty("").withProperties(List.of(flag("a"), flag("b"), flag("a"))));
    node.remove("a");
    assertThat(node.property("a")).isPresent();
    assertThat(properties(node)).containsExactly("b", "a");
    assertThat(node.set(flag("a"))).isFalse();
    node.remove("a");
    assertThat(node.property("a")).isEmpty();
    assertThat(node.set(flag("a"))).isTrue();
    assertThat(properties(node)).containsExactly("a", "b");
  }

  @Test
  void manyRemovals() {
    EditedNode node = root();
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (int i = 0; i < 400_000; i++) {
            node.set(flag("p" + i));
          }
          for (int i = 399_999; i > 0; i--) {
            node.remove("p" + i);
          }
        });
    assertThat(properties(node)).containsExactly("p0");
  }
}
