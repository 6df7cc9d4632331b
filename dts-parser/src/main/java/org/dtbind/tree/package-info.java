// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What a devicetree means: immutable nodes and properties that know where they came from.
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
