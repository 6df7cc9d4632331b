// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads binding documents, prepares them as dt-schema does, and collects the types of properties.
 */
@NullMarked
package org.dtbind.validate.schema;

import org.jspecify.annotations.NullMarked;
