// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.check.CheckLevels;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.DiskFiles;
import org.dtbind.source.FileName;
import org.dtbind.tree.BuildOptions;
import picocli.CommandLine.Option;

/** The options of every command that reads source. Filled in by picocli. */
final class SourceOptions {

  @Option(
      names = "-I",
      paramLabel = "DIR",
      description =
          "Look for included files in DIR too; repeatable. Behind these, in the include folder of"
              + " the source's own project: the nearest above it with dt-bindings in it.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "-D",
      paramLabel = "NAME[=VALUE]",
      description = "Define a macro, as 1 where no VALUE is given; repeatable.")
  private List<String> defines = new ArrayList<>();

  @Option(names = "--no-cpp", description = "Source is plain: '#' begins no directive.")
  private boolean plain;

  /**
   * {@return how a source is compiled, with those checks alone that it must pass: only who compiles
   * a source wants to hear what is odd in it}
   *
   * @param source its path
   * @param symbols whether labels are kept in {@code /__symbols__}
   */
  CompileOptions compile(Path source, boolean symbols) {
    return compile(source, symbols, CheckLevels.ERRORS);
  }

  /**
   * {@return how a source is compiled}
   *
   * @param source its path
   * @param symbols whether labels are kept in {@code /__symbols__}
   * @param checks which checks run
   */
  CompileOptions compile(Path source, boolean symbols, CheckLevels checks) {
    List<String> folders = new ArrayList<>(include);
    folders.addAll(DiskFiles.headersAbove(FileName.text(source)));
    return new CompileOptions(
        folders, defines, !plain, symbols ? BuildOptions.SYMBOLS : BuildOptions.NONE, checks);
  }
}
