// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Binding documents, as dt-schema reads them: what trees may say of declared devices. */
@NullMarked
package org.dtbind.export.schema;

import org.jspecify.annotations.NullMarked;
