// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Diagnostics: problems in input, with their places and advice, and the text formats for them.
 *
 * <pre>{@code
 * Diagnosed<DeviceTree> compiled = new Compiler(options).compile("board.dts");
 * compiled.diagnostics().forEach(d -> System.err.println(DiagnosticText.snippet(d)));
 * }</pre>
 */
@NullMarked
package org.dtbind.diag;

import org.jspecify.annotations.NullMarked;
