// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Container Device Interface (CDI): the files by which container runtimes find a declared device.
 */
@NullMarked
package org.dtbind.container;

import org.jspecify.annotations.NullMarked;
