// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Rules about properties that name other nodes: supplies, aliases and ID maps. */
@NullMarked
package org.dtbind.overlay.verify.references;

import org.jspecify.annotations.NullMarked;
