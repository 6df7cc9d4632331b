// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/**
 * A property that a parameter has set or removed.
 *
 * @param node that has it
 * @param value empty if it was removed
 * @param added whether the node had none of that name
 */
public record ParameterChange(
    NodePath node, String property, Optional<Bytes> value, boolean added) {}
