// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Findings as diagnostics: at the place in source that wrote what is wrong, in plain words. */
@NullMarked
package org.dtbind.validate.report;

import org.jspecify.annotations.NullMarked;
