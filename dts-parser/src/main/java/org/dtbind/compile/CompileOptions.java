// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.util.List;
import org.dtbind.check.CheckLevels;
import org.dtbind.tree.BuildOptions;

/**
 * How a source is compiled.
 *
 * @param includePath folders that are searched for included files, in order
 * @param defines macros, {@code NAME} or {@code NAME=VALUE}
 * @param preprocess whether to interpret {@code #} directives and macros
 * @param build what is added to the tree
 * @param checks which checks run
 */
public record CompileOptions(
    List<String> includePath,
    List<String> defines,
    boolean preprocess,
    BuildOptions build,
    CheckLevels checks) {

  /** Preprocessing, and nothing else. */
  public static final CompileOptions DEFAULT =
      new CompileOptions(List.of(), List.of(), true, BuildOptions.NONE, CheckLevels.DEFAULT);

  /** Copies the lists. */
  public CompileOptions {
    includePath = List.copyOf(includePath);
    defines = List.copyOf(defines);
  }

  /**
   * Options with the default checks.
   *
   * @param includePath folders that are searched for included files, in order
   * @param defines macros, {@code NAME} or {@code NAME=VALUE}
   * @param preprocess whether to interpret {@code #} directives and macros
   * @param symbols whether to add {@code __symbols__}
   */
  public CompileOptions(
      List<String> includePath, List<String> defines, boolean preprocess, boolean symbols) {
    this(
        includePath,
        defines,
        preprocess,
        symbols ? BuildOptions.SYMBOLS : BuildOptions.NONE,
        CheckLevels.DEFAULT);
  }
}
