// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import org.dtbind.tree.NodePath;

/** How a declaration names a node. */
public sealed interface NodeReference {

  /** A node's name: Devicetree Specification v0.4, section 2.2.1. */
  String NAME = "[A-Za-z0-9,._+-]+(@[A-Za-z0-9,._+-]+)?";

  /** A label: Devicetree Specification v0.4, section 6.2. */
  String LABEL = "[A-Za-z_][A-Za-z0-9_]*";

  /** A full path. */
  String PATH = "/|(/" + NAME + ")+";

  /** {@return as it is written in a declaration} */
  String text();

  /**
   * A node below another one.
   *
   * @param name with its unit address
   */
  record Named(String name) implements NodeReference {
    @Override
    public String text() {
      return name;
    }
  }

  /**
   * A node by its full path.
   *
   * @param path from the root
   */
  record At(NodePath path) implements NodeReference {
    @Override
    public String text() {
      return path.text();
    }
  }

  /**
   * A node by a label of the base.
   *
   * @param label without {@code &}
   */
  record Labelled(String label) implements NodeReference {
    @Override
    public String text() {
      return "&" + label;
    }
  }
}
