// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Decodes a tree for schemas, as dt-schema's dtb.py does. */
@NullMarked
package org.dtbind.validate.decode;

import org.jspecify.annotations.NullMarked;
