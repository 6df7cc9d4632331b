// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.compile.Batch;
import org.dtbind.diag.ChangedFile;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.diag.Severity;
import org.dtbind.dts.scan.Scanner;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.overlay.compare.Comparison;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.TreeComparison;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.source.SourceFiles;
import org.dtbind.tree.DeviceTree;

/**
 * Proves that changed files mean the same: each board and overlay that includes one of them is
 * compiled with the former and the new text, and the trees are compared regardless of the order of
 * nodes and properties, and of the values of phandles. One object examines one set of files.
 */
final class TreeProof {

  private static final String PLUGIN = "/dts-v1/; /plugin/;\n#line 1\n";

  private final Session session;
  private final SourceOptions source;
  private final int threads;
  private final Map<Path, ChangedFile> changed;
  private final Path here = IncludeGraph.real(Path.of(""));
  private final Map<Path, Set<Path>> boardsOf = new TreeMap<>();
  private final Map<Path, Set<Path>> filesOf = new TreeMap<>();

  /**
   * Creates an object that has not compiled anything.
   *
   * @param changed the changed files by their real paths
   */
  TreeProof(Session session, SourceOptions source, int threads, Map<Path, ChangedFile> changed) {
    this.session = session;
    this.source = source;
    this.threads = threads;
    this.changed = changed;
  }

  /** Returns the files that must stay as they are, with the reasons. */
  Map<Path, String> objections() throws IOException, InterruptedException {
    findBoards();
    Set<Path> applied = new TreeSet<>(changed.keySet());
    Map<Path, String> objections = new TreeMap<>();
    Set<Path> pending = filesOf.keySet();
    while (!pending.isEmpty()) {
      Map<Path, String> problems = problems(pending, applied);
      Set<Path> guilty = new TreeSet<>();
      for (Map.Entry<Path, String> problem : problems.entrySet()) {
        List<Path> suspects = new ArrayList<>(files(problem.getKey()));
        suspects.retainAll(applied);
        // Which of them is guilty is not known if the board does not compile as it is.
        boolean known = problems(List.of(problem.getKey()), Set.of()).isEmpty();
        for (Path one : known ? guilty(problem.getKey(), suspects) : suspects) {
          objections.putIfAbsent(one, problem.getValue());
          guilty.add(one);
        }
      }
      applied.removeAll(guilty);
      pending = new TreeSet<>();
      for (Path one : guilty) {
        pending.addAll(boardsOf.getOrDefault(one, Set.of()));
      }
      pending.removeIf(board -> files(board).stream().noneMatch(applied::contains));
    }
    return objections;
  }

  private Set<Path> files(Path board) {
    return filesOf.getOrDefault(board, Set.of());
  }

  private void findBoards() throws IOException {
    SourceFiles files = source.files(session);
    Map<Path, List<String>> searched = new HashMap<>();
    IncludeGraph graph =
        new IncludeGraph(
            files,
            file ->
                searched.computeIfAbsent(
                    file.resolveSibling(""),
                    one -> source.compile(session, file, true, CheckLevels.ERRORS).includePath()));
    Set<Path> projects = new TreeSet<>();
    for (Path file : changed.keySet()) {
      projects.add(source.headers(session).project(FileName.text(file)));
    }
    for (Path project : projects) {
      graph.addProject(project);
    }
    for (Path file : changed.keySet()) {
      Set<Path> boards = graph.boards(file);
      boardsOf.put(file, boards.isEmpty() ? Set.of(file) : boards);
      for (Path board : boardsOf.getOrDefault(file, Set.of())) {
        filesOf.computeIfAbsent(board, one -> new TreeSet<>()).add(file);
      }
    }
  }

  /** Returns the boards whose trees differ, or that do not compile, with what is to be said. */
  private Map<Path, String> problems(Collection<Path> boards, Collection<Path> applied)
      throws InterruptedException {
    Batch before = batch(Set.of());
    Batch after = batch(applied);
    Map<Path, String> problems = new TreeMap<>();
    before.run(
        boards.stream().map(this::name).toList(),
        (name, tree) -> problem(name, tree, after.compile(name)),
        (name, problem) ->
            problem.ifPresent(text -> problems.put(here.resolve(FileName.path(name)), text)));
    return problems;
  }

  /** Returns what compiles boards with the changes of some files. */
  private Batch batch(Collection<Path> applied) {
    SourceFiles disk = source.files(session);
    return source.batch(
        session, true, CheckLevels.ERRORS, threads, path -> text(path, disk, applied));
  }

  private Optional<Bytes> text(String path, SourceFiles disk, Collection<Path> applied)
      throws IOException {
    Path file;
    try {
      file = IncludeGraph.real(FileName.path(path));
    } catch (InvalidPathException e) {
      return disk.read(path); // It has an answer for it.
    }
    Optional<Bytes> text =
        Optional.ofNullable(changed.get(file))
            .map(change -> applied.contains(file) ? change.content() : change.file().content());
    text = text.isPresent() ? text : disk.read(path);
    // A part of boards that is compiled on its own is a plugin, in which labels need not be
    // defined.
    return filesOf.containsKey(file) && !InputFiles.isBoard(file)
        ? text.map(part -> plugin(new SourceFile(path, part)))
        : text;
  }

  private static Bytes plugin(SourceFile part) {
    return Scanner.scan(part, true, new Symbols()).hasHeader()
        ? part.content()
        : Bytes.utf8(PLUGIN + part.content().utf8());
  }

  private String name(Path file) {
    return FileName.text(file.startsWith(here) ? here.relativize(file) : file);
  }

  /** Returns the files whose changes make the tree of a board another one, by halves. */
  private List<Path> guilty(Path board, List<Path> suspects) throws InterruptedException {
    if (suspects.size() < 2) {
      return suspects;
    }
    int half = suspects.size() / 2;
    List<Path> found = new ArrayList<>();
    for (List<Path> part :
        List.of(suspects.subList(0, half), suspects.subList(half, suspects.size()))) {
      if (!problems(List.of(board), part).isEmpty()) {
        found.addAll(guilty(board, part));
      }
    }
    return found.isEmpty() ? suspects : found;
  }

  private Optional<String> problem(
      String board, Diagnosed<DeviceTree> before, Diagnosed<DeviceTree> after) {
    if (before.value().isEmpty()) {
      return Optional.of(
          "whether it would mean the same cannot be proven: %s does not compile: %s"
              .formatted(board, error(before)));
    }
    if (after.value().isEmpty()) {
      return Optional.of(
          "in another order, %s would not compile: %s".formatted(board, error(after)));
    }
    Comparison comparison = TreeComparison.ofSources(before.value().get(), after.value().get());
    return comparison.differences().stream()
        .findFirst()
        .map(TreeProof::text)
        .map(what -> "in another order, %s of %s would be different".formatted(what, board));
  }

  private static String error(Diagnosed<DeviceTree> failed) {
    return failed.diagnostics().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .findFirst()
        .map(DiagnosticText::line)
        .orElse("");
  }

  private static String text(Difference difference) {
    if (difference instanceof Difference.PropertyDiffers one) {
      return "property '" + one.name() + "' of node " + one.path();
    }
    return difference instanceof Difference.BootCpuDiffers
        ? "the boot processor, which is the first child of /cpus,"
        : "the tree";
  }
}
