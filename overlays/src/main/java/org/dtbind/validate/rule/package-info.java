// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** JSON Schema, compiled: what holds a value against a schema. */
@NullMarked
package org.dtbind.validate.rule;

import org.jspecify.annotations.NullMarked;
