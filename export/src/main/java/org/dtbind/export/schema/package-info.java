// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Exports binding documents that describe the nodes of declared devices, for dt-schema. */
@NullMarked
package org.dtbind.export.schema;

import org.jspecify.annotations.NullMarked;
