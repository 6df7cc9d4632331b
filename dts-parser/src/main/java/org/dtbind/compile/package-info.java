// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Compiles sources to trees: runs all passes.
 *
 * <pre>{@code
 * CompileOptions options = new CompileOptions(List.of("include"), List.of("BOARD=2"), true, true);
 * Diagnosed<DeviceTree> compiled = new Compiler(options).compile("board.dts");
 * }</pre>
 */
@NullMarked
package org.dtbind.compile;

import org.jspecify.annotations.NullMarked;
