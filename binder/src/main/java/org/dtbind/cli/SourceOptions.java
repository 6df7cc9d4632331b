// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.compile.CompileOptions;
import picocli.CommandLine.Option;

/** The options of every command that reads source. Filled in by picocli. */
final class SourceOptions {

  @Option(
      names = "-I",
      paramLabel = "DIR",
      description = "Look for included files in DIR too; repeatable.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "-D",
      paramLabel = "NAME[=VALUE]",
      description = "Define a macro, as 1 where no VALUE is given; repeatable.")
  private List<String> defines = new ArrayList<>();

  @Option(names = "--no-cpp", description = "Source is plain: '#' begins no directive.")
  private boolean plain;

  /**
   * {@return how source is compiled}
   *
   * @param symbols whether labels are kept in {@code /__symbols__}
   */
  CompileOptions compile(boolean symbols) {
    return new CompileOptions(include, defines, !plain, symbols);
  }
}
