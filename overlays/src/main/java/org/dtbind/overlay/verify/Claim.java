// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import org.dtbind.source.Span;
import org.dtbind.tree.NodePath;

/**
 * That a node wants something for itself.
 *
 * @param owner the node
 * @param property in which it says so
 * @param place where that is written: the reference, where source tells, else the property
 */
public record Claim(NodePath owner, String property, Span place) {}
