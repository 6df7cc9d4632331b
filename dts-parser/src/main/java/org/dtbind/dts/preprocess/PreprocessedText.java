// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import org.dtbind.source.Bytes;
import org.dtbind.source.Origins;

/**
 * The text of a source without directives, macros and comments.
 *
 * @param text the input of dtc's lexer
 * @param origins maps offsets in {@code text} to places in the files
 */
public record PreprocessedText(Bytes text, Origins origins) {}
