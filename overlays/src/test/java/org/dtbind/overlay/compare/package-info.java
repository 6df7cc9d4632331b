// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.dtbind.overlay.compare;

import org.jspecify.annotations.NullMarked;
