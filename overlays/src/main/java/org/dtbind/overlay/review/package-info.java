// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Finds what differs between two states of a project with devicetree sources: which boards are made
 * of other files, and whether their trees differ.
 */
@NullMarked
package org.dtbind.overlay.review;

import org.jspecify.annotations.NullMarked;
