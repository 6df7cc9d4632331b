// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.diag.Message;
import org.dtbind.tree.DtProperty;

/** Checks the names of nodes and properties. */
final class NameChecks {

  private static final Characters NODE = new Characters(",._+-@");
  private static final Characters PROPERTY = new Characters(",._+*#?-");
  private static final Characters STRICT = new Characters(",-");

  private NameChecks() {}

  static void run(Check check, CheckRun run) {
    switch (check) {
      case DUPLICATE_NODE_NAMES -> run.tree.nodes.forEach(node -> duplicateNodes(run, node));
      case DUPLICATE_PROPERTY_NAMES -> run.tree.doubled().forEach(n -> duplicateProperties(run, n));
      case NODE_NAME_CHARS -> run.tree.nodes.forEach(node -> nodeName(run, node));
      case NODE_NAME_CHARS_STRICT -> run.tree.nodes.forEach(node -> strictNodeName(run, node));
      case NODE_NAME_FORMAT -> run.tree.nodes.forEach(node -> nodeFormat(run, node));
      case NODE_NAME_NOT_EMPTY -> run.tree.nodes.forEach(node -> nodeNotEmpty(run, node));
      case PROPERTY_NAME_CHARS -> propertyNames(run);
      case PROPERTY_NAME_CHARS_STRICT -> strictPropertyNames(run);
      case NAME_PROPERTIES -> run.tree.having("name").forEach(node -> nameProperty(run, node));
      case NODE_NAME_VS_PROPERTY_NAME -> run.tree.nodes.forEach(node -> conflict(run, node));
      default -> new LabelCheck(run).run();
    }
  }

  private static void duplicateNodes(CheckRun run, CheckedNode node) {
    if (node.children.size() < 2) {
      return;
    }
    Map<String, CheckedNode> seen = new HashMap<>(node.children.size() * 2);
    for (CheckedNode child : node.children) {
      CheckedNode first = seen.putIfAbsent(child.node.name(), child);
      if (first != null) {
        run.fail(child, Message.of("Duplicate node name"));
        run.note("first defined at", first.node.named());
      }
    }
  }

  private static void duplicateProperties(CheckRun run, CheckedNode node) {
    Map<String, DtProperty> seen = new HashMap<>();
    for (DtProperty property : node.node.properties()) {
      DtProperty before = seen.put(property.name(), property);
      if (before != null) {
        run.fail(node, before, Message.of("Duplicate property name"));
        run.note("defined again at", property.span());
      }
    }
  }

  private static void nodeName(CheckRun run, CheckedNode node) {
    String name = node.node.name();
    int bad = NODE.firstOther(name);
    if (bad < name.length()) {
      run.fail(node, Message.of("Bad character '{character}' in node name", name.charAt(bad)));
    }
  }

  private static void strictNodeName(CheckRun run, CheckedNode node) {
    int bad = STRICT.firstOther(node.base);
    if (bad < node.base.length()) {
      run.fail(
          node,
          Message.of(
              "Character '{character}' not recommended in node name", node.base.charAt(bad)));
    }
  }

  private static void nodeFormat(CheckRun run, CheckedNode node) {
    if (node.unit.indexOf('@') >= 0) {
      run.fail(node, Message.of("multiple '@' characters in node name"));
    }
  }

  private static void nodeNotEmpty(CheckRun run, CheckedNode node) {
    if (node.base.isEmpty() && node.parent != null) {
      run.fail(node, Message.of("Empty node name"));
      if (node.node.name().endsWith("SEQ")) {
        // binman replaces these nodes (U-Boot, tools/binman/entries.rst, "fit"), and U-Boot's own
        // dtc has no such check.
        run.help(
            "if this is a template for U-Boot's binman, compile with -E no-node_name_not_empty");
      }
    }
  }

  private static void propertyNames(CheckRun run) {
    List<CheckedNode> nodes = run.tree.having(name -> PROPERTY.firstOther(name) < name.length());
    for (CheckedNode node : nodes) {
      for (DtProperty property : node.node.properties()) {
        int bad = PROPERTY.firstOther(property.name());
        if (bad < property.name().length()) {
          char c = property.name().charAt(bad);
          run.fail(node, property, Message.of("Bad character '{character}' in property name", c));
        }
      }
    }
  }

  private static void strictPropertyNames(CheckRun run) {
    for (CheckedNode node : run.tree.having(name -> STRICT.firstOther(name) < name.length())) {
      for (DtProperty property : node.node.properties()) {
        String name = property.name();
        int bad = STRICT.firstOther(name);
        if (bad == name.length() || name.equals("device_type")) {
          continue;
        }
        // A '#' is allowed at the beginning, and after the prefix of a vendor.
        if (name.charAt(bad) == '#' && (bad == 0 || name.charAt(bad - 1) == ',')) {
          name = name.substring(bad + 1);
          bad = STRICT.firstOther(name);
        }
        if (bad < name.length()) {
          char c = name.charAt(bad);
          run.fail(
              node,
              property,
              Message.of("Character '{character}' not recommended in property name", c));
        }
      }
    }
  }

  private static void nameProperty(CheckRun run, CheckedNode node) {
    DtProperty name = node.property("name");
    if (name != null && !isRedundant(node.base, name)) {
      run.fail(
          node,
          Message.of(
              "\"name\" property is incorrect (\"{found}\" instead of base node name)",
              CheckedNode.text(name)));
      run.note("the property is at", name.span());
    }
  }

  /** Whether a property {@code name} repeats the name of its node. */
  static boolean isRedundant(String base, DtProperty name) {
    return CheckedNode.length(name) == base.length() + 1 && CheckedNode.text(name).equals(base);
  }

  private static void conflict(CheckRun run, CheckedNode node) {
    if (node.parent != null && node.parent.has(node.node.name())) {
      run.fail(node, Message.of("node name and property name conflict"));
    }
  }

  /** A set of characters: letters, digits, and some others. */
  private static final class Characters {
    /** A table by character, because each name in each tree is checked. */
    private final boolean[] all = new boolean[128];

    Characters(String more) {
      Arrays.fill(all, 'a', 'z' + 1, true);
      Arrays.fill(all, 'A', 'Z' + 1, true);
      Arrays.fill(all, '0', '9' + 1, true);
      more.chars().forEach(c -> all[c] = true);
    }

    /**
     * Returns the index of the first character that is not in the set; the length of the name if
     * all are.
     */
    int firstOther(String name) {
      int length = name.length();
      for (int i = 0; i < length; i++) {
        char c = name.charAt(i);
        if (c >= all.length || !all[c]) {
          return i;
        }
      }
      return length;
    }
  }
}
