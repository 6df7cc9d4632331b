// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.junit.jupiter.api.Test;

/** Tests nodes with the same phandle, which a blob can contain. */
class NodesByPhandleTest {

  private final EditedNode root =
      EditedNode.of(DtNode.empty("").withChildren(List.of(DtNode.empty("a"), DtNode.empty("b"))));
  private final EditedNode a = root.childCalled("a").orElseThrow();
  private final EditedNode b = root.childCalled("b").orElseThrow();
  private final NodesByPhandle nodes = new NodesByPhandle();

  @Test
  void theFirstOfSeveralNodesCounts() {
    nodes.add(1, b);
    nodes.add(1, a);
    assertThat(nodes.node(1)).contains(a);
    nodes.remove(1, a);
    assertThat(nodes.node(1)).contains(b);
    nodes.remove(1, b);
    assertThat(nodes.node(1)).isEmpty();
    nodes.add(1, a);
    assertThat(nodes.node(1)).contains(a);
  }

  @Test
  void aLaterNodeLeavesTheFirstOne() {
    nodes.add(1, a);
    nodes.add(1, b);
    nodes.add(1, b);
    nodes.remove(1, b);
    nodes.remove(2, a);
    assertThat(nodes.node(1)).contains(a);
    EditedNode added = root.add("c", Span.NONE);
    nodes.add(1, added);
    assertThat(nodes.node(1)).contains(added);
    nodes.remove(1, added);
    assertThat(nodes.node(1)).contains(a);
  }
}
