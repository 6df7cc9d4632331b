// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Says before anything boots what is wrong with a base and the overlays on it: what does not
 * resolve, what two nodes want for themselves, what becomes no device, what is too large.
 */
@NullMarked
package org.dtbind.overlay.verify;

import org.jspecify.annotations.NullMarked;
