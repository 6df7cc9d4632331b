// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.DiskFiles;
import org.dtbind.compile.ProjectHeaders;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.FileName;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.Option;

/** The options of every command that reads source. Filled in by picocli. */
public final class SourceOptions {

  @Option(
      names = "-I",
      paramLabel = "DIR",
      description =
          "Search DIR for included files. May be repeated. dtbind also searches the source's own "
              + "project: the nearest folder named include, in the source's folder or above it, "
              + "that contains dt-bindings. It skips that folder if anyone except you and root "
              + "can write to it.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "-D",
      paramLabel = "NAME[=VALUE]",
      description = "Define the macro NAME. Default VALUE: 1. May be repeated.")
  private List<String> defines = new ArrayList<>();

  @Option(
      names = "--no-cpp",
      description = "Do not preprocess the source: '#' does not begin a directive.")
  private boolean plain;

  /** Where headers of sources' own projects are; one for a command, which says each folder once. */
  private Optional<ProjectHeaders> headers = Optional.empty();

  /**
   * {@return a tree, from source or whatever else holds one; with those checks alone that a source
   * must pass: only who compiles it wants to hear what is odd in it. Labels are there to be
   * referred to}
   *
   * @param session tells who the user is
   * @param path of a file or folder
   * @throws IOException if it is not there, or cannot be read
   */
  public Diagnosed<DeviceTree> read(Session session, Path path) throws IOException {
    return read(session, path, true);
  }

  /** {@return a tree, as {@link #read(Session, Path)} reads it} */
  public Diagnosed<DeviceTree> read(Session session, Path path, boolean symbols)
      throws IOException {
    return read(session, path, symbols, CheckLevels.ERRORS, used -> {});
  }

  /** {@return a tree, from source or whatever else holds one} */
  public Diagnosed<DeviceTree> read(
      Session session, Path path, boolean symbols, CheckLevels checks, Consumer<String> used)
      throws IOException {
    CompileOptions options = compile(session, path, symbols, checks);
    Diagnosed<DeviceTree> read =
        TreeInput.read(
            session.inputs(),
            path,
            options,
            new DiskFiles(FileName.path(InputFiles.name(path)), used, headers(session)));
    List<Diagnostic> notes = headers(session).notes();
    if (notes.isEmpty()) {
      return read;
    }
    notes.addAll(read.diagnostics());
    return new Diagnosed<>(read.value(), notes);
  }

  /** {@return how a source is compiled} */
  public CompileOptions compile(Session session, Path source, boolean symbols, CheckLevels checks) {
    List<String> folders = new ArrayList<>(include);
    folders.addAll(headers(session).above(InputFiles.name(source), include));
    return new CompileOptions(
        folders, defines, !plain, symbols ? BuildOptions.SYMBOLS : BuildOptions.NONE, checks);
  }

  /** {@return where headers of sources' own projects are, for all sources of this command} */
  public ProjectHeaders headers(Session session) {
    ProjectHeaders known = headers.orElseGet(() -> new ProjectHeaders(session.trustedUsers()));
    headers = Optional.of(known);
    return known;
  }
}
