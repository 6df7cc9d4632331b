// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads and changes blobs in place. The results equal those of libfdt 1.8.1 byte for byte, and the
 * errors have the names in libfdt.h.
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
