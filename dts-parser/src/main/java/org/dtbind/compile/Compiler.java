// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.util.List;
import java.util.Optional;
import org.dtbind.check.TreeCheck;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.ForeignFile;
import org.dtbind.dts.DtsReader;
import org.dtbind.dts.preprocess.Limits;
import org.dtbind.dts.preprocess.PreprocessedText;
import org.dtbind.dts.preprocess.Preprocessor;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.dts.scan.SourceCache;
import org.dtbind.dts.syntax.DtsFile;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFiles;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.build.TreeBuilder;

/**
 * Compiles sources. Several threads may use one object for many sources; included files are read
 * and scanned once.
 */
public final class Compiler {

  private final CompileOptions options;
  private final FileSearch search;
  private final Preprocessor preprocessor;

  /**
   * Creates a compiler for files on disk.
   *
   * @param options the options for the sources
   */
  public Compiler(CompileOptions options) {
    this(options, new DiskFiles());
  }

  /**
   * Creates a compiler.
   *
   * @param options the options for the sources
   * @param files reads the sources
   */
  public Compiler(CompileOptions options, SourceFiles files) {
    this(options, new SourceCache(files));
  }

  /** Creates a compiler with a cache that is shared with other compilers. */
  Compiler(CompileOptions options, SourceCache cache) {
    this.options = options;
    this.search = new FileSearch(cache, options.includePath(), options.preprocess());
    this.preprocessor = new Preprocessor(search, Limits.DEFAULT);
  }

  /**
   * {@return the tree of a source; absent if there are errors}
   *
   * @param path the path of the source
   */
  public Diagnosed<DeviceTree> compile(String path) {
    Diagnosed<DeviceTree> built = build(path);
    Diagnosed<DeviceTree> tree = TreeCheck.run(built, options.checks());
    return tree.hasErrors() ? Diagnosed.failed(tree.diagnostics()) : tree;
  }

  /**
   * {@return the tree of a source without checks; it may be present even if there are errors}
   *
   * @param path the path of the source
   */
  public Diagnosed<DeviceTree> build(String path) {
    Diagnosed<DeviceTree> built = read(path);
    return built.hasErrors() ? foreign(path, built).map(Compiler::failed).orElse(built) : built;
  }

  private static Diagnosed<DeviceTree> failed(Diagnostic problem) {
    return Diagnosed.failed(List.of(problem));
  }

  /** Returns what a file is instead of a source, in place of the errors in its text. */
  private static Optional<Diagnostic> foreign(String path, Diagnosed<DeviceTree> built) {
    for (Diagnostic problem : built.diagnostics()) {
      if (problem.origin() instanceof Origin.Source source && source.file().name().equals(path)) {
        return ForeignFile.explained(path, source.file().content());
      }
    }
    return Optional.empty();
  }

  private Diagnosed<DeviceTree> read(String path) {
    Diagnosed<PreprocessedText> text = text(path);
    if (text.hasErrors()) {
      // Do not parse incomplete text: each use of a missing definition would cause a further error.
      return Diagnosed.failed(text.diagnostics());
    }
    return text.then(this::read).then(file -> TreeBuilder.build(file, options.build()));
  }

  private Diagnosed<DtsFile> read(PreprocessedText source) {
    return DtsReader.read(source, search, options.part());
  }

  /** Returns the text of a source after the preprocessor. */
  Diagnosed<PreprocessedText> text(String path) {
    return options.preprocess()
        ? preprocessor.preprocess(path, options.defines())
        : preprocessor.read(path);
  }
}
