// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.Optional;
import org.dtbind.tree.NodePath;

/**
 * Identifies a line of a GPIO controller.
 *
 * @param offset offset of the line in the controller, from 0; empty if only the driver knows it
 */
public record LineRef(NodePath controller, Optional<Integer> offset) {}
