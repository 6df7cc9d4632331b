// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.compile.Batch;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.DiskFiles;
import org.dtbind.compile.ProjectHeaders;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFiles;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;

/** The options of commands that read source. Picocli fills them in. */
public final class SourceOptions implements ArgumentGroup {

  private List<String> include = new ArrayList<>();
  private List<String> defines = new ArrayList<>();
  private boolean plain;

  /**
   * The headers of the projects to which sources belong. One instance per command, so that it
   * reports each directory only once.
   */
  private Optional<ProjectHeaders> headers = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("-I")
        .label("DIR")
        .description(
            "Search DIR for included files. May be repeated. dtbind also searches the header "
                + "directories of the source's project: include and scripts/dtc/include-prefixes, "
                + "if they contain dt-bindings. It looks for them in the source's directory and then "
                + "in each parent directory, up to the root of the source's repository, and stops at "
                + "the first directory that contains header directories. It ignores a directory that "
                + "it finds in this way if anyone other than you and root can write to it.")
        .list(String.class, value -> include = value);
    arguments
        .option("-D")
        .label("NAME[=VALUE]")
        .description("Define the macro NAME. Default VALUE: 1. May be repeated.")
        .list(String.class, value -> defines = value);
    arguments
        .option("--no-cpp")
        .description(
            "Do not preprocess the source; lines that begin with '#' are not treated as directives.")
        .flag(value -> plain = value);
  }

  /** {@return the given options as words of a command} */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    include.forEach(directory -> words.addAll(List.of("-I", directory)));
    defines.forEach(macro -> words.addAll(List.of("-D", macro)));
    if (plain) {
      words.add("--no-cpp");
    }
    return words;
  }

  /**
   * Reads a tree from source, a blob or a directory. Only checks that report errors run, since
   * warnings about a source concern only those who compile it. Labels become {@code /__symbols__},
   * so that overlays can refer to them.
   *
   * @param path the file or directory
   * @throws IOException if the file does not exist or cannot be read
   */
  public Diagnosed<DeviceTree> read(InputFiles inputs, Path path) throws IOException {
    return read(inputs, path, true);
  }

  /**
   * Reads a tree as {@link #read(InputFiles, Path)} does.
   *
   * @param symbols whether labels become {@code /__symbols__}
   */
  public Diagnosed<DeviceTree> read(InputFiles inputs, Path path, boolean symbols)
      throws IOException {
    return read(inputs, path, symbols, CheckLevels.ERRORS, used -> {});
  }

  /**
   * Reads a tree.
   *
   * @param used receives the name of each file that is read
   */
  public Diagnosed<DeviceTree> read(
      InputFiles inputs, Path path, boolean symbols, CheckLevels checks, Consumer<String> used)
      throws IOException {
    Diagnosed<DeviceTree> read = tree(inputs, path, symbols, checks, used);
    List<Diagnostic> notes = headers(inputs).notes();
    if (notes.isEmpty()) {
      return read;
    }
    notes.addAll(read.diagnostics());
    return new Diagnosed<>(read.value(), notes);
  }

  /** Reads a tree without notes on headers, for which the caller asks after the last tree. */
  Diagnosed<DeviceTree> tree(
      InputFiles inputs, Path path, boolean symbols, CheckLevels checks, Consumer<String> used)
      throws IOException {
    return TreeInput.read(
        inputs,
        path,
        compile(inputs, path, symbols, checks),
        new DiskFiles(
            FileName.path(inputs.nameOf(path)),
            name -> {
              inputs.use(FileName.path(name));
              used.accept(name);
            },
            headers(inputs)));
  }

  private CompileOptions compile(
      InputFiles inputs, Path source, boolean symbols, CheckLevels checks) {
    List<String> directories = new ArrayList<>(include);
    directories.addAll(headers(inputs).above(inputs.nameOf(source), include));
    return new CompileOptions(
        directories, defines, !plain, symbols ? BuildOptions.SYMBOLS : BuildOptions.NONE, checks);
  }

  /**
   * {@return a batch that compiles sources, which share included files}
   *
   * @param threads the number of sources to compile at the same time
   */
  public Batch batch(InputFiles inputs, boolean symbols, CheckLevels checks, int threads) {
    return new Batch(options(inputs, symbols, checks), files(inputs), threads);
  }

  /** {@return what reads sources and their project's headers} */
  public SourceFiles files(InputFiles inputs) {
    return new DiskFiles(name -> inputs.use(FileName.path(name)), headers(inputs));
  }

  /** {@return the options for compiling many sources, by their names} */
  public Function<String, CompileOptions> options(
      InputFiles inputs, boolean symbols, CheckLevels checks) {
    // The search for headers goes up from the directory of a source, so do it once per directory.
    Map<String, CompileOptions> ofDirectory = new ConcurrentHashMap<>();
    return name ->
        ofDirectory.computeIfAbsent(
            name.substring(0, name.lastIndexOf('/') + 1),
            directory -> compile(inputs, FileName.path(name), symbols, checks));
  }

  /**
   * {@return the headers of the projects to which sources belong, for all sources of this command}
   */
  public ProjectHeaders headers(InputFiles inputs) {
    if (headers.isEmpty()) {
      headers = Optional.of(new ProjectHeaders(inputs.trustedUsers()));
    }
    return headers.orElseThrow();
  }
}
