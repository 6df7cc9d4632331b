// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.compare;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dtbind.compile.Batch;
import org.dtbind.compile.CompileOptions;
import org.dtbind.diag.ChangedFile;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFiles;
import org.dtbind.tree.DeviceTree;

/**
 * Proves that changed files mean the same: each board and overlay that includes one of them is
 * compiled with the former and the new text, and the trees are compared regardless of the order of
 * nodes and properties, and of the values of phandles. One object examines one set of files.
 */
public final class TreeProof {

  private final SourceFiles files;
  private final Function<String, CompileOptions> options;
  private final int threads;
  private final Map<Path, ChangedFile> changed;
  private final Path here = real(Path.of(""));
  private final Map<Path, Set<Path>> boardsOf = new TreeMap<>();
  private final Map<Path, Set<Path>> filesOf = new TreeMap<>();

  /**
   * Creates an object that has not compiled anything.
   *
   * @param files reads the sources
   * @param options the options for a source, by its path
   * @param threads the number of sources to compile at the same time
   */
  public TreeProof(
      SourceFiles files,
      Function<String, CompileOptions> options,
      int threads,
      Map<Path, ChangedFile> changed) {
    this.files = files;
    this.options = options;
    this.threads = threads;
    this.changed = changed;
  }

  /** Why a changed file must stay as it is. */
  public sealed interface Objection {

    /**
     * A source that includes the file does not compile.
     *
     * @param board the name of the source
     * @param compiledBefore whether it compiles without the change
     * @param problems why it does not compile
     */
    record NotCompiled(String board, boolean compiledBefore, List<Diagnostic> problems)
        implements Objection {
      public NotCompiled {
        problems = List.copyOf(problems);
      }
    }

    /**
     * A source that includes the file would become another tree.
     *
     * @param board the name of the source
     * @param difference the first difference between the trees
     */
    record Differs(String board, Difference difference) implements Objection {}
  }

  /**
   * {@return the files that must stay as they are, with the reasons}
   *
   * @param sources the real paths of the sources that may include the changed files
   * @param isBoard whether a file is compiled on its own, and is not only a part of others
   */
  public Map<Path, Objection> objections(Collection<Path> sources, Predicate<Path> isBoard)
      throws InterruptedException {
    findBoards(sources, isBoard);
    Set<Path> applied = new TreeSet<>(changed.keySet());
    Map<Path, Objection> objections = new TreeMap<>();
    Set<Path> pending = filesOf.keySet();
    while (!pending.isEmpty()) {
      Map<Path, Objection> problems = problems(pending, applied);
      Set<Path> guilty = new TreeSet<>();
      for (Map.Entry<Path, Objection> problem : problems.entrySet()) {
        List<Path> suspects = new ArrayList<>(files(problem.getKey()));
        suspects.retainAll(applied);
        // Which of them is guilty is not known if the board does not compile as it is.
        boolean known = problems(List.of(problem.getKey()), Set.of()).isEmpty();
        for (Path path : known ? guilty(problem.getKey(), suspects) : suspects) {
          objections.putIfAbsent(path, problem.getValue());
          guilty.add(path);
        }
      }
      applied.removeAll(guilty);
      pending = new TreeSet<>();
      for (Path path : guilty) {
        pending.addAll(boardsOf.getOrDefault(path, Set.of()));
      }
      pending.removeIf(board -> files(board).stream().noneMatch(applied::contains));
    }
    return objections;
  }

  private Set<Path> files(Path board) {
    return filesOf.getOrDefault(board, Set.of());
  }

  private void findBoards(Collection<Path> sources, Predicate<Path> isBoard) {
    IncludeGraph graph =
        new IncludeGraph(files, file -> options.apply(FileName.text(file)).includePath());
    graph.add(sources);
    for (Path file : changed.keySet()) {
      Set<Path> boards = new TreeSet<>(graph.users(file));
      boards.removeIf(isBoard.negate());
      boardsOf.put(file, boards.isEmpty() ? Set.of(file) : boards);
      for (Path board : boardsOf.getOrDefault(file, Set.of())) {
        filesOf.computeIfAbsent(board, path -> new TreeSet<>()).add(file);
      }
    }
  }

  /** Returns the boards whose trees differ, or that do not compile. */
  private Map<Path, Objection> problems(Collection<Path> boards, Collection<Path> applied)
      throws InterruptedException {
    Batch before = batch(Set.of());
    Batch after = batch(applied);
    Map<Path, Objection> problems = new TreeMap<>();
    before.run(
        boards.stream().map(this::name).toList(),
        (name, tree) -> objection(name, tree, after.compile(name)),
        (name, problem) ->
            problem.ifPresent(
                objection -> problems.put(here.resolve(FileName.path(name)), objection)));
    return problems;
  }

  /** Returns what compiles boards, or parts without a board, with the changes of some files. */
  private Batch batch(Collection<Path> applied) {
    return new Batch(options.andThen(CompileOptions::ofPart), path -> text(path, applied), threads);
  }

  private Optional<Bytes> text(String path, Collection<Path> applied) throws IOException {
    Path file;
    try {
      file = real(FileName.path(path));
    } catch (InvalidPathException e) {
      return files.read(path); // It has an answer for it.
    }
    Optional<ChangedFile> change = Optional.ofNullable(changed.get(file));
    return change.isPresent()
        ? change.map(
            changedFile ->
                applied.contains(file) ? changedFile.content() : changedFile.file().content())
        : files.read(path);
  }

  /** Returns the real path of a file; of one that does not exist, its absolute path. */
  private static Path real(Path file) {
    return IncludeGraph.real(file).orElseGet(() -> file.toAbsolutePath().normalize());
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

  private static Optional<Objection> objection(
      String board, Diagnosed<DeviceTree> before, Diagnosed<DeviceTree> after) {
    if (before.value().isEmpty() || after.value().isEmpty()) {
      boolean compiledBefore = before.value().isPresent();
      List<Diagnostic> problems = (compiledBefore ? after : before).diagnostics();
      return Optional.of(new Objection.NotCompiled(board, compiledBefore, problems));
    }
    Comparison comparison = TreeComparison.ofSources(before.value().get(), after.value().get());
    return comparison.differences().stream()
        .findFirst()
        .map(difference -> new Objection.Differs(board, difference));
  }
}
