// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import org.dtbind.source.Limit;

/**
 * Limits for the resources that a source may use, because sources are untrusted.
 *
 * @param includeDepth number of files that are open at once
 * @param readings number of included files, counted at each inclusion, even if they are empty
 * @param sourceBytes total size of all included files, counted at each inclusion
 * @param textBytes size of the preprocessed text
 * @param expansionTokens number of tokens that all macro expansions together may produce, including
 *     intermediate ones; 16 bytes that {@code #}, {@code ##} or {@code __FILE__} produces count as
 *     one token
 */
public record Limits(
    int includeDepth, int readings, long sourceBytes, int textBytes, int expansionTokens) {

  /** The limits in {@link Limit}. */
  public static final Limits DEFAULT =
      new Limits(
          Limit.INCLUDE_DEPTH.most(),
          Limit.INCLUDES.most(),
          Limit.INCLUDED_BYTES.most(),
          Limit.TEXT_BYTES.most(),
          Limit.EXPANSION_TOKENS.most());
}
