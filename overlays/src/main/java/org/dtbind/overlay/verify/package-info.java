// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Finds problems in a base and its overlays before they are used: unresolved references,
 * conflicting claims, nodes that do not become devices, and trees that are too large. {@code
 * OverlayVerification} calls the rules, most of which are in packages below this one.
 */
@NullMarked
package org.dtbind.overlay.verify;

import org.jspecify.annotations.NullMarked;
