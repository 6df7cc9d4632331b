// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * A value that an overlay replaces.
 *
 * @param former the property before the overlay is merged
 * @param stacked whether an earlier overlay set the former value, not the base
 */
public record Replacement(NodePath node, DtProperty former, DtProperty now, boolean stacked) {}
