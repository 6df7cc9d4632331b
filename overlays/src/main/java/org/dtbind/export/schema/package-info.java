// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Exports binding documents for dt-schema, which describe the nodes of declared devices. */
@NullMarked
package org.dtbind.export.schema;

import org.jspecify.annotations.NullMarked;
