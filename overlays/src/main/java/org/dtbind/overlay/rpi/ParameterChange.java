// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/**
 * A property that a parameter set or removed.
 *
 * @param value the new value; empty if the property was removed
 * @param added whether the node had no property of that name
 */
public record ParameterChange(
    NodePath node, String property, Optional<Bytes> value, boolean added) {}
