// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Results in the forms people and scripts read: tables with aligned columns, JSON, YAML. The only
 * package that knows Jackson.
 */
@NullMarked
package org.dtbind.view;

import org.jspecify.annotations.NullMarked;
