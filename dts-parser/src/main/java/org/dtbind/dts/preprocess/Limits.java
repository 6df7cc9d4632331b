// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import org.dtbind.source.Limit;

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

  /** Those of {@link Limit}. */
  public static final Limits DEFAULT =
      new Limits(
          Limit.INCLUDE_DEPTH.most(),
          Limit.INCLUDES.most(),
          Limit.INCLUDED_BYTES.most(),
          Limit.TEXT_BYTES.most(),
          Limit.EXPANSION_TOKENS.most());
}
