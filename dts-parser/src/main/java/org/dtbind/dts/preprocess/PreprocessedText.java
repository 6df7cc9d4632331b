// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import org.dtbind.source.Bytes;
import org.dtbind.source.Origins;

/**
 * One text without directives, macros and comments.
 *
 * @param text what dtc's lexer would read
 * @param origins where each of its positions, offsets in {@code text}, came from
 */
public record PreprocessedText(Bytes text, Origins origins) {}
