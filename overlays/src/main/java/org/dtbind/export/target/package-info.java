// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Files for a target system that has no Java: rules for udev (udev(7)) and what goes with them. */
@NullMarked
package org.dtbind.export.target;

import org.jspecify.annotations.NullMarked;
