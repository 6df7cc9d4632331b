// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import org.dtbind.tree.NodePath;

/** A reference to a node in a declaration: a name, a path or a label. */
public sealed interface NodeReference {

  /** A regular expression for the name of a node: Devicetree Specification v0.4, section 2.2.1. */
  String NAME = "[A-Za-z0-9,._+-]+(@[A-Za-z0-9,._+-]+)?";

  /** A regular expression for a label: Devicetree Specification v0.4, section 6.2. */
  String LABEL = "[A-Za-z_][A-Za-z0-9_]*";

  /** A regular expression for an absolute path. */
  String PATH = "/|(/" + NAME + ")+";

  /** {@return the reference as it is written in a declaration} */
  String text();

  /**
   * A node that is given by its name. Its parent is given separately.
   *
   * @param name the name, including the unit address
   */
  record Named(String name) implements NodeReference {
    @Override
    public String text() {
      return name;
    }
  }

  /**
   * A node that is given by its absolute path.
   *
   * @param path the path from the root
   */
  record At(NodePath path) implements NodeReference {
    @Override
    public String text() {
      return path.text();
    }
  }

  /**
   * A node that is given by a label of the base.
   *
   * @param label the label without {@code &}
   */
  record Labelled(String label) implements NodeReference {
    @Override
    public String text() {
      return "&" + label;
    }
  }
}
