// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The devices of a running Linux, their devicetree nodes, and which of them a user means. */
@NullMarked
package org.dtbind.device;

import org.jspecify.annotations.NullMarked;
