// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.Levels;
import org.dtbind.compile.Batch;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.ProjectHeaders;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.linux.Population;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.verify.BaseWithOverlays;
import org.dtbind.overlay.verify.CheckedBoard;
import org.dtbind.overlay.verify.VerifyOptions;
import org.dtbind.source.Bytes;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * A state of a project, with what compiles and checks its boards. Safe for use by several threads.
 */
public final class ProjectState {

  /**
   * How the boards of a project are compiled.
   *
   * @param include the directories that are searched for included files first
   * @param defines macros, {@code NAME} or {@code NAME=VALUE}
   */
  public record Build(List<String> include, List<String> defines) {
    /** Copies the lists. */
    public Build {
      include = List.copyOf(include);
      defines = List.copyOf(defines);
    }
  }

  private final ProjectFiles files;
  private final Build build;
  private final Batch batch;
  private final Levels levels;
  private final VerifyOptions checks;
  private final Map<String, List<String>> searchPaths = new ConcurrentHashMap<>();

  /**
   * Creates a state.
   *
   * @param levels the levels of findings
   * @param checks what the checks of boards know
   */
  public ProjectState(ProjectFiles files, Build build, Levels levels, VerifyOptions checks) {
    this.files = files;
    this.build = build;
    this.batch = new Batch(this::options, files, 1);
    this.levels = levels;
    this.checks = checks;
  }

  /** {@return the files} */
  public ProjectFiles files() {
    return files;
  }

  /** {@return the paths of all boards and overlays, sorted} */
  SortedSet<String> boards(Predicate<String> isBoard) {
    SortedSet<String> boards = new TreeSet<>();
    for (String path : files.paths()) {
      if (isBoard.test(path) && files.locate(path).isPresent()) {
        boards.add(path);
      }
    }
    return boards;
  }

  /** {@return what finds the files that the sources are made of} */
  SourceClosures closures(IncludeNames names) {
    return new SourceClosures(files, this::searchPath, names);
  }

  private CompileOptions options(String source) {
    return new CompileOptions(
        searchPath(source), build.defines(), true, BuildOptions.NONE, CheckLevels.ERRORS);
  }

  private List<String> searchPath(String source) {
    return searchPaths.computeIfAbsent(
        ProjectFiles.parent(source),
        directory -> {
          List<String> all = new ArrayList<>(build.include());
          ProjectHeaders.above(source, files::isDirectory).stream()
              .filter(found -> !all.contains(found))
              .forEach(all::add);
          return List.copyOf(all);
        });
  }

  /** {@return the text of a board after the preprocessor; empty if there are errors} */
  Optional<Bytes> text(String source) {
    return batch.text(source);
  }

  /** {@return the tree of a board as make builds it; absent if there are errors} */
  Diagnosed<DeviceTree> tree(String source) {
    return batch.compile(source);
  }

  /** {@return the tree of a board with its labels, and the findings of the checks for sources} */
  Diagnosed<DeviceTree> labelled(String source) {
    return batch.compile(source, BuildOptions.SYMBOLS, levels.checks());
  }

  /**
   * The result of checking a board.
   *
   * @param devices what Linux makes of its nodes
   */
  record Checked(List<Diagnostic> findings, Map<NodePath, Population> devices) {

    static final Checked NOTHING = new Checked(List.of(), Map.of());
  }

  /**
   * {@return the findings about a board, or why it does not compile; an overlay cannot be checked
   * without its base}
   */
  Checked checked(Diagnosed<DeviceTree> read) {
    Optional<DeviceTree> tree = read.value();
    if (tree.isEmpty()) {
      return new Checked(levels.of(read).diagnostics(), Map.of());
    }
    if (Overlay.isOverlay(tree.get())) {
      return Checked.NOTHING;
    }
    CheckedBoard board = CheckedBoard.of(read, checks, levels);
    Map<NodePath, Population> populations = new LinkedHashMap<>();
    board
        .verification()
        .devices()
        .forEach(device -> populations.put(device.node(), device.population()));
    return new Checked(board.findings(), populations);
  }

  /** {@return why overlays cannot be merged into their base; empty if they can} */
  List<Diagnostic> problems(OverlayMerge merge) {
    List<Diagnostic> problems = new ArrayList<>();
    List<Overlay> overlays = new ArrayList<>();
    for (String source : merge.overlays()) {
      Diagnosed<Overlay> overlay = labelled(source).then(tree -> OverlayReader.read(source, tree));
      problems.addAll(overlay.diagnostics());
      overlay.value().ifPresent(overlays::add);
    }
    Diagnosed<DeviceTree> base = labelled(merge.base());
    problems.addAll(base.diagnostics());
    if (base.value().isPresent()) {
      problems.addAll(
          BaseWithOverlays.of(base.value().get(), overlays, Optional.empty())
              .merged()
              .diagnostics());
    }
    return problems.stream().filter(problem -> problem.severity() == Severity.ERROR).toList();
  }
}
