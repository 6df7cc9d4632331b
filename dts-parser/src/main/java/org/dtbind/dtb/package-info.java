// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads and writes flattened devicetrees (Devicetree Specification v0.4, chapter 5).
 *
 * <pre>{@code
 * Bytes blob = DtbWriter.write(tree);
 * Diagnosed<DeviceTree> again = DtbReader.read(new SourceFile("door.dtb", blob));
 * }</pre>
 */
@NullMarked
package org.dtbind.dtb;

import org.jspecify.annotations.NullMarked;
