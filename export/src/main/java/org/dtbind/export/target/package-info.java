// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Exports files for a target system without Java: udev rules (udev(7)), and the script, units and
 * settings that complement them.
 */
@NullMarked
package org.dtbind.export.target;

import org.jspecify.annotations.NullMarked;
