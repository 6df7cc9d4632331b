// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.util.List;
import org.dtbind.check.CheckLevels;
import org.dtbind.tree.BuildOptions;

/**
 * The options for the compilation of a source.
 *
 * @param includePath the directories that are searched for included files, in order
 * @param defines macros, {@code NAME} or {@code NAME=VALUE}
 * @param preprocess whether to execute {@code #} directives and expand macros; if not, help names
 *     the options of dtc, which does not do so either
 * @param build the content that is added to the tree
 * @param checks the checks to run
 * @param part whether a source without a header is a part of boards, and is compiled as an overlay:
 *     nodes and labels to which it refers need not be defined. Otherwise it is an error
 */
public record CompileOptions(
    List<String> includePath,
    List<String> defines,
    boolean preprocess,
    BuildOptions build,
    CheckLevels checks,
    boolean part) {

  /** Options with the preprocessor and the default checks, and without additional content. */
  public static final CompileOptions DEFAULT =
      new CompileOptions(List.of(), List.of(), true, BuildOptions.NONE, CheckLevels.DEFAULT);

  /** Copies the lists. */
  public CompileOptions {
    includePath = List.copyOf(includePath);
    defines = List.copyOf(defines);
  }

  /**
   * Creates options for sources that need a header.
   *
   * @param includePath the directories that are searched for included files, in order
   * @param defines macros, {@code NAME} or {@code NAME=VALUE}
   * @param preprocess whether to execute {@code #} directives and expand macros
   * @param build the content that is added to the tree
   * @param checks the checks to run
   */
  public CompileOptions(
      List<String> includePath,
      List<String> defines,
      boolean preprocess,
      BuildOptions build,
      CheckLevels checks) {
    this(includePath, defines, preprocess, build, checks, false);
  }

  /** {@return these options for a source that may be a part of boards} */
  public CompileOptions ofPart() {
    return new CompileOptions(includePath, defines, preprocess, build, checks, true);
  }

  /**
   * Creates options with the default checks.
   *
   * @param includePath the directories that are searched for included files, in order
   * @param defines macros, {@code NAME} or {@code NAME=VALUE}
   * @param preprocess whether to execute {@code #} directives and expand macros; if not, help names
   *     the options of dtc, which does not do so either
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
