// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** A tree that is being changed, with the order that libfdt gives to what it adds. */
@NullMarked
package org.dtbind.overlay.edit;

import org.jspecify.annotations.NullMarked;
