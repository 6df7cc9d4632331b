// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests that follow a page of the guide, or the README of a sample, from beginning to end. */
@NullMarked
package org.dtbind.acceptance.walkthrough;

import org.jspecify.annotations.NullMarked;
