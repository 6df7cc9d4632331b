// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Output of results for people and scripts: tables with aligned columns, and JSON. No other package
 * depends on Jackson.
 */
@NullMarked
package org.dtbind.view;

import org.jspecify.annotations.NullMarked;
