// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.util.List;

/**
 * How a source is compiled.
 *
 * @param includePath folders that are searched for included files, in order
 * @param defines macros, {@code NAME} or {@code NAME=VALUE}
 * @param preprocess whether {@code #} directives and macros mean anything
 * @param symbols whether to add {@code __symbols__}, so that overlays can refer to labels
 */
public record CompileOptions(
    List<String> includePath, List<String> defines, boolean preprocess, boolean symbols) {

  /** Preprocessing, and nothing else. */
  public static final CompileOptions DEFAULT =
      new CompileOptions(List.of(), List.of(), true, false);

  /** Copies the lists. */
  public CompileOptions {
    includePath = List.copyOf(includePath);
    defines = List.copyOf(defines);
  }
}
