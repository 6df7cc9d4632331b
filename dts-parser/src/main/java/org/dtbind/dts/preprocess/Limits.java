// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

/**
 * What a source may ask for before it is refused: sources are not to be trusted.
 *
 * @param includeDepth files open at once
 * @param readings how often files are read, however short they are
 * @param sourceBytes size of all files that are read, each as often as it is
 * @param textBytes size of the preprocessed text
 * @param expansionTokens tokens that all uses of macros together may produce on the way; sixteen
 *     bytes that {@code #} or {@code ##} makes count as one
 */
public record Limits(
    int includeDepth, int readings, long sourceBytes, int textBytes, int expansionTokens) {

  /**
   * Far above what any known source needs: the largest of the kernel reads some hundred files and
   * becomes a text of 1 MB. The depth is that of cpp.
   */
  public static final Limits DEFAULT = new Limits(200, 200_000, 256L << 20, 64 << 20, 8_000_000);
}
