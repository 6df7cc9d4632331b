// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What changes of a system have in common, whatever is changed: the journal of what is about to be
 * done, files, modules, and how to say the result.
 */
@NullMarked
package org.dtbind.change;

import org.jspecify.annotations.NullMarked;
