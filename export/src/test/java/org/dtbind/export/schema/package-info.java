// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of exporting binding documents. */
@NullMarked
package org.dtbind.export.schema;

import org.jspecify.annotations.NullMarked;
