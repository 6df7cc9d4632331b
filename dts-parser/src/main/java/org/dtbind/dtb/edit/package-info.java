// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Flattened devicetrees as they stand: values are looked up, set and removed in the bytes of a
 * blob, and what is not touched stays where it is. What comes out is, byte by byte, what libfdt
 * (1.8.1) makes, and what is wrong has its names.
 *
 * <pre>{@code
 * FlatTree blob = new FlatTree(file);
 * FlatEditor editor = new FlatEditor(blob);
 * editor.setProperty(blob.node(Bytes.latin1("/chosen")), Bytes.latin1("bootargs"), value);
 * editor.pack();
 * }</pre>
 */
@NullMarked
package org.dtbind.dtb.edit;

import org.jspecify.annotations.NullMarked;
