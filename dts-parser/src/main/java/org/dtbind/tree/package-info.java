// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Devicetrees: immutable nodes and properties, with the places in files that wrote them.
 *
 * <pre>{@code
 * tree.forEach((path, node) -> System.out.println(path + " " + node.compatible()));
 * Optional<Integer> lines =
 *     tree.node(new NodePath("/gpio")).flatMap(n -> n.cell("ngpios"));
 * }</pre>
 */
@NullMarked
package org.dtbind.tree;

import org.jspecify.annotations.NullMarked;
