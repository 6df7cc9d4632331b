// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dtbind.check.Levels;
import org.dtbind.cli.git.GitContents;
import org.dtbind.cli.git.GitFiles;
import org.dtbind.cli.option.InOrder;
import org.dtbind.cli.option.SchemaOptions;
import org.dtbind.cli.option.TreesInParallel.Progress;
import org.dtbind.cli.overlay.DifferenceItem;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.SourceNames;
import org.dtbind.diag.Severity;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.review.IncludeNames;
import org.dtbind.overlay.review.ProjectFiles;
import org.dtbind.overlay.review.ProjectFiles.Entry;
import org.dtbind.overlay.review.ProjectState;
import org.dtbind.overlay.review.Review;
import org.dtbind.overlay.review.Review.Affected;
import org.dtbind.overlay.review.Review.Sameness;
import org.dtbind.overlay.verify.VerifyOptions;
import org.dtbind.overlay.verify.findings.BindingCheck;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.validate.SchemaSet;

/**
 * Reviews pairs of states of one repository, which share files, compiled sources and binding
 * documents. Confined to one thread, but compiles in several.
 */
final class ReviewRun {

  /** The directory of the binding documents in a state. */
  static final String BINDINGS = "Documentation/devicetree/bindings";

  /** What files include is kept under this name, which changes with the format. */
  private static final String CACHE = "includes-1";

  /** The limit for the size of the cache, after which a new one begins. */
  private static final long MOST_CACHED = 32L << 20;

  /**
   * How boards are compiled and checked.
   *
   * @param bindings whether the binding documents of each state are used
   * @param threads the number of boards to compile at the same time
   */
  record Settings(ProjectState.Build build, Levels levels, boolean bindings, int threads) {}

  private final Session session;
  private final GitContents contents;
  private final List<String> paths;
  private final Settings settings;
  private final IncludeNames names;

  /** The states of the last pair, by commit; the work tree has none. */
  private final Map<Optional<String>, ProjectFiles> files = new HashMap<>();

  private final Map<Optional<String>, ProjectState> states = new HashMap<>();
  private final Map<SortedMap<String, Entry>, BindingCheck> bindings = new HashMap<>();
  private final Map<DifferenceItem, DifferenceItem> items = new HashMap<>();

  /**
   * Creates an object that has read nothing but the cache.
   *
   * @param paths selects boards by their paths and those of what they include; empty for all
   */
  ReviewRun(Session session, GitContents contents, List<String> paths, Settings settings) {
    this.session = session;
    this.contents = contents;
    this.paths = List.copyOf(paths);
    this.settings = settings;
    this.names = new IncludeNames(known());
  }

  /** Returns what files include, as an earlier run found out. */
  private String known() {
    try {
      Optional<Path> file = cache().filter(Files::isRegularFile);
      return file.isPresent() && Files.size(file.get()) < MOST_CACHED
          ? Bytes.wrap(Files.readAllBytes(file.get())).latin1()
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Keeps what files include; a failure only makes the next run slower. */
  void remember() {
    Optional<Path> file = cache();
    Optional<String> text = names.text();
    if (file.isPresent() && text.isPresent()) {
      try {
        OutputFile.write(file.get(), Bytes.latin1(text.get()));
      } catch (IOException e) {
        session.messages().decision(String.valueOf(e.getMessage()));
      }
    }
  }

  private Optional<Path> cache() {
    return SchemaOptions.cache(session).map(directory -> directory.resolve(CACHE));
  }

  /** Returns what differs between two states. */
  ReviewReport report(Revisions revisions) throws IOException, InterruptedException {
    Optional<String> former = Optional.of(revisions.before());
    Optional<String> present = revisions.after();
    files.keySet().retainAll(List.of(former, present));
    states.keySet().retainAll(List.of(former, present));
    List<Affected> affected =
        new Review(state(files(former), Optional.empty()), state(files(present), Optional.empty()))
            .affected(ReviewRun::isBoard, names).stream().filter(this::isWanted).toList();
    Set<String> changed = new TreeSet<>();
    affected.forEach(one -> changed.addAll(one.files()));
    List<BoardChanges> boards = new ArrayList<>();
    List<Review.Unmerged> unmerged = List.of();
    if (!affected.isEmpty()) {
      Review review = new Review(checked(former), checked(present));
      compare(review, affected, boards);
      unmerged = review.unmerged(differing(boards), ReviewRun::isBoard);
    }
    return new ReviewReport(shown(former), shown(present), List.copyOf(changed), boards, unmerged);
  }

  private void compare(Review review, List<Affected> affected, List<BoardChanges> boards)
      throws IOException, InterruptedException {
    Progress<BoardChanges> progress =
        new Progress<>(session.messages(), (name, board) -> boards.add(board), affected.size());
    try (InOrder<BoardChanges> results =
        new InOrder<>(
            settings.threads(),
            board -> progress.accept(board.board().name(), board.sharing(items)))) {
      for (Affected one : affected) {
        results.add(() -> BoardChanges.of(review.of(one.board())));
      }
      results.finish();
    }
  }

  /** Returns the sources of boards whose trees or labels differ. */
  private static Set<String> differing(List<BoardChanges> boards) {
    Set<String> differing = new TreeSet<>();
    for (BoardChanges board : boards) {
      if (board.sameness() != Sameness.SAME_BLOB || !board.items().isEmpty()) {
        differing.add(board.board().name());
      }
    }
    return differing;
  }

  private boolean isWanted(Affected one) {
    return paths.isEmpty()
        || one.board().before().filter(this::isBelow).isPresent()
        || one.board().after().filter(this::isBelow).isPresent()
        || one.files().stream().anyMatch(this::isBelow);
  }

  private boolean isBelow(String file) {
    return paths.stream()
        .anyMatch(path -> path.isEmpty() || file.equals(path) || file.startsWith(path + "/"));
  }

  private ProjectFiles files(Optional<String> commit) throws IOException {
    ProjectFiles known = files.get(commit);
    if (known == null) {
      known = GitFiles.of(commit, contents);
      files.put(commit, known);
    }
    return known;
  }

  private ProjectState state(ProjectFiles of, Optional<BindingCheck> check) {
    return new ProjectState(
        of, settings.build(), settings.levels(), new VerifyOptions(TargetKernel.ANY, check));
  }

  private ProjectState checked(Optional<String> commit) throws IOException {
    ProjectState known = states.get(commit);
    if (known == null) {
      known = state(files(commit), bindings(files(commit)));
      states.put(commit, known);
    }
    return known;
  }

  /** Returns the binding documents of a state, which are often the same in both. */
  private Optional<BindingCheck> bindings(ProjectFiles of) throws IOException {
    SortedMap<String, Entry> documents = new TreeMap<>(of.below(BINDINGS));
    documents.keySet().removeIf(path -> !path.endsWith(".yaml"));
    if (!settings.bindings() || documents.isEmpty()) {
      return Optional.empty();
    }
    BindingCheck known = bindings.get(documents);
    if (known == null) {
      SortedMap<String, Bytes> texts = of.read(documents.keySet());
      SchemaSet schemas = SchemaSet.of(texts, SchemaOptions.cache(session));
      known = new BindingCheck(schemas, Severity.WARNING, List.of(), false);
      if (bindings.size() > 1) {
        bindings.clear(); // A long series may have many; the states keep those that they need.
      }
      bindings.put(documents, known);
    }
    return Optional.of(known);
  }

  private static boolean isBoard(String path) {
    return SourceNames.isBoard(FileName.path(path));
  }

  private static String shown(Optional<String> commit) {
    return commit.map(Revisions::abbreviated).orElse("the work tree");
  }
}
