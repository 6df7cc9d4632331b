// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.dtbind.export.target;

import org.jspecify.annotations.NullMarked;
