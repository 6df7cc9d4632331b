// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
@org.jspecify.annotations.NullMarked
package org.dtbind.dts;
