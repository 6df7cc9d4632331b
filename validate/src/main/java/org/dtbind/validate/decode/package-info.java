// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Decodes a tree into values for validation, as {@code dtb.py} of dt-schema does. */
@NullMarked
package org.dtbind.validate.decode;

import org.jspecify.annotations.NullMarked;
