// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Rules about nodes that should become devices, because overlays add them or a declaration names
 * them.
 */
@NullMarked
package org.dtbind.overlay.verify.devices;

import org.jspecify.annotations.NullMarked;
