// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Binding documents: read, prepared as dt-schema prepares them, and searched for types of
 * properties.
 */
@NullMarked
package org.dtbind.validate.schema;

import org.jspecify.annotations.NullMarked;
