// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

/**
 * What a source may ask for before it is refused: sources are not to be trusted.
 *
 * @param includeDepth files open at once
 * @param textBytes size of the preprocessed text
 * @param expansionTokens tokens that one use of a macro may produce on the way
 */
public record Limits(int includeDepth, int textBytes, int expansionTokens) {

  /** Far above what any known source needs: cpp's 200 includes, 256 MiB, 4 million tokens. */
  public static final Limits DEFAULT = new Limits(200, 256 << 20, 4_000_000);
}
