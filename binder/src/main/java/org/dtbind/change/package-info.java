// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Carries out changes of all kinds: their order, execution, rollback and recovery, and the changes
 * of files, device nodes and modules.
 */
@NullMarked
package org.dtbind.change;

import org.jspecify.annotations.NullMarked;
