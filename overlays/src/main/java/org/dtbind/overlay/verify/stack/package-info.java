// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What the rules ask: a base before and after overlays are merged into it, and the codes of
 * findings.
 */
@NullMarked
package org.dtbind.overlay.verify.stack;

import org.jspecify.annotations.NullMarked;
