// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.List;
import org.dtbind.check.CheckedNode.Bus;
import org.dtbind.diag.Message;
import org.dtbind.tree.DtProperty;
import org.jspecify.annotations.Nullable;

/** Checks graphs, which consist of ports, and of endpoints that refer to each other. */
final class GraphChecks {

  private GraphChecks() {}

  static void run(Check check, CheckRun run) {
    List<CheckedNode> nodes = run.tree.nodes;
    switch (check) {
      case GRAPH_NODES -> nodes.forEach(node -> find(run, node));
      case GRAPH_PORT -> nodes.forEach(node -> port(run, node));
      case GRAPH_ENDPOINT -> nodes.forEach(node -> endpoint(run, node));
      default -> nodes.forEach(node -> childAddress(run, node));
    }
  }

  private static void find(CheckRun run, CheckedNode node) {
    for (CheckedNode child : node.children) {
      if (!child.base.equals("endpoint") && !child.has("remote-endpoint")) {
        continue;
      }
      if (node.parent == null) {
        run.fail(
            node,
            Message.of(
                "root node contains endpoint node '{node}', potentially misplaced remote-endpoint"
                    + " property",
                child.node.name()));
        continue;
      }
      node.bus = Bus.GRAPH_PORT;
      boolean ports = node.parent.node.name().equals("ports") || node.reg != null;
      if (node.parent.bus == Bus.NONE && ports) {
        node.parent.bus = Bus.GRAPH_PORTS;
      }
      return;
    }
  }

  private static void reg(CheckRun run, CheckedNode node) {
    DtProperty reg = node.reg;
    if (reg == null || node.parent == null) {
      return;
    }
    if (CheckedNode.length(reg) != 4) {
      run.fail(node, Message.of("graph node malformed 'reg' property"));
      return;
    }
    String unit = Integer.toHexString(CheckedNode.cell(reg, 0));
    if (!node.unit.equals(unit)) {
      run.fail(node, Message.of("graph node unit address error, expected \"{expected}\"", unit));
    }
    if (node.parent.addressCells != 1) {
      run.fail(
          node,
          node.property("#address-cells"),
          Message.of(
              "graph node '#address-cells' is {found}, must be {expected}",
              node.parent.addressCells,
              1));
    }
    if (node.parent.sizeCells != 0) {
      run.fail(
          node,
          node.property("#size-cells"),
          Message.of(
              "graph node '#size-cells' is {found}, must be {expected}", node.parent.sizeCells, 0));
    }
  }

  private static void port(CheckRun run, CheckedNode node) {
    if (node.bus != Bus.GRAPH_PORT) {
      return;
    }
    reg(run, node);
    if (!run.tree.plugin() && !node.base.equals("port")) {
      run.fail(node, Message.of("graph port node name should be 'port'"));
    }
  }

  private static void endpoint(CheckRun run, CheckedNode node) {
    if (node.parent == null || node.parent.bus != Bus.GRAPH_PORT) {
      return;
    }
    reg(run, node);
    if (run.tree.plugin()) {
      return;
    }
    if (!node.base.equals("endpoint")) {
      run.fail(node, Message.of("graph endpoint node name should be 'endpoint'"));
    }
    CheckedNode remote = remote(run, node);
    if (remote != null && remote(run, remote) != node) {
      run.fail(
          node,
          Message.of("graph connection to node '{node}' is not bidirectional", remote.path()));
    }
  }

  private static @Nullable CheckedNode remote(CheckRun run, CheckedNode endpoint) {
    DtProperty property = endpoint.property("remote-endpoint");
    if (property == null) {
      return null;
    }
    int phandle = CheckedNode.cell(property, 0);
    if (!CheckedNode.isPhandle(phandle)) {
      return null;
    }
    CheckedNode node = run.tree.byPhandle(phandle);
    if (node == null) {
      run.fail(endpoint, property, Message.of("graph phandle is not valid"));
    }
    return node;
  }

  private static void childAddress(CheckRun run, CheckedNode node) {
    if (node.bus != Bus.GRAPH_PORTS && node.bus != Bus.GRAPH_PORT) {
      return;
    }
    for (CheckedNode child : node.children) {
      DtProperty reg = child.reg;
      if (reg != null && CheckedNode.cell(reg, 0) != 0) {
        return;
      }
    }
    if (node.children.size() == 1 && node.addressCells != -1) {
      run.fail(
          node,
          Message.of(
              "graph node has single child node '{node}', #address-cells/#size-cells are not"
                  + " necessary",
              node.children.get(0).node.name()));
    }
  }
}
