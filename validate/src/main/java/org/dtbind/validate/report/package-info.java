// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Converts findings to diagnostics in plain words, with their places in source. */
@NullMarked
package org.dtbind.validate.report;

import org.jspecify.annotations.NullMarked;
