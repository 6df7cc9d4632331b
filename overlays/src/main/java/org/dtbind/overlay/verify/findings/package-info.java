// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Decides which findings are reported, so that a problem is reported once.
 *
 * <p>{@code NodeChecks} and {@code BindingCheck} check a whole tree, and leave out what they find
 * in the base: a finding is known there if its {@code FindingKey} is equal, whatever its place.
 * {@code AllFindings} compares findings of one tree: {@code Consequences} leaves out a finding if
 * another one about the same node or property (code and subject) causes it or says more, and all
 * but one of those with the same cause; {@code ParentCells} then replaces findings about all
 * children of a node by one about the node.
 */
@NullMarked
package org.dtbind.overlay.verify.findings;

import org.jspecify.annotations.NullMarked;
