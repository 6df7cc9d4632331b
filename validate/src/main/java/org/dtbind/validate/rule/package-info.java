// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Compiles JSON Schemas and validates values against them. */
@NullMarked
package org.dtbind.validate.rule;

import org.jspecify.annotations.NullMarked;
