// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * That a node wants something for itself.
 *
 * @param place where that is written: the reference, where source tells, else the property
 */
public record Claim(NodePath owner, String property, Span place) {

  /**
   * {@return the claim that a whole property makes: where it is written, or its node where it is
   * not}
   */
  static Claim of(NodePath owner, DtNode node, String property) {
    Span place = node.property(property).map(DtProperty::span).orElse(node.named());
    return new Claim(owner, property, place);
  }
}
