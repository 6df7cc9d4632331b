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
import org.dtbind.change.result.ExitStatus;
import org.dtbind.check.Levels;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.git.Git;
import org.dtbind.cli.git.GitContents;
import org.dtbind.cli.git.GitFiles;
import org.dtbind.cli.option.FormatOption;
import org.dtbind.cli.option.InOrder;
import org.dtbind.cli.option.JobsOption;
import org.dtbind.cli.option.LevelArguments;
import org.dtbind.cli.option.PageOption;
import org.dtbind.cli.option.SchemaOptions;
import org.dtbind.cli.option.TreesInParallel.Progress;
import org.dtbind.cli.overlay.DifferenceItem;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.cli.session.Rejected;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.SourceNames;
import org.dtbind.diag.Severity;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.review.IncludeNames;
import org.dtbind.overlay.review.ProjectFiles;
import org.dtbind.overlay.review.ProjectState;
import org.dtbind.overlay.review.Review;
import org.dtbind.overlay.review.Review.Affected;
import org.dtbind.overlay.review.Review.Sameness;
import org.dtbind.overlay.verify.VerifyOptions;
import org.dtbind.overlay.verify.findings.AllFindings;
import org.dtbind.overlay.verify.findings.BindingCheck;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;
import org.dtbind.validate.SchemaSet;
import org.dtbind.view.View;

/** The command {@code dtbind review}, which says what a change does to all boards. */
public final class ReviewCommand implements Command {

  /** When boards are the same. */
  enum Same {
    /** Their blobs are, byte for byte. */
    blob,
    /** Their trees are, except for the order of nodes and the values of phandles. */
    tree
  }

  public static final View<?> VIEW = ReviewReport.VIEW;
  public static final View<?> EACH = CommitRow.VIEW;

  private static final String BINDINGS = "Documentation/devicetree/bindings";
  private static final int HASH_SHOWN = 12;

  /** The limit for the size of the cache, after which a new one begins. */
  private static final long MOST_CACHED = 32L << 20;

  private final Session session;
  private Optional<String> revision = Optional.empty();
  private List<String> files = new ArrayList<>();
  private Path directory = Path.of("");
  private List<String> include = new ArrayList<>();
  private List<String> defines = new ArrayList<>();
  private boolean each;
  private boolean markdown;
  private boolean withoutBindings;
  private Optional<Same> same = Optional.empty();
  private final LevelArguments levels =
      new LevelArguments(
          "CHECK",
          "Report findings of CHECK, the code in a message, as warnings; no-CHECK turns them off. "
              + "May be repeated.",
          "Report findings of CHECK as errors; no-CHECK turns these errors off. May be repeated.");
  private final JobsOption jobs = new JobsOption("Compile N boards");
  private final FormatOption format =
      new FormatOption("Output format. Default: table, which here is text.");
  private final PageOption page = new PageOption();

  public ReviewCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Compare all boards of a git repository before and after a change: which ones are made of "
            + "changed files, which of them stay the same, and what differs in the others, each "
            + "difference once. New findings of 'dtbind check' are reported as diagnostics.",
        "dtbind reads commits from git's objects; it does not check them out, and writes nothing.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("-C")
        .label("DIR")
        .description(
            "Review the repository of DIR, to which -I and PATH are relative then. Default: the "
                + "current directory.")
        .value(String.class, value -> directory = FileName.path(value));
    arguments
        .option("--each")
        .description("Review each commit, and print one row for it.")
        .flag(value -> each = value);
    arguments
        .option("--same")
        .label("blob|tree")
        .withoutValue("blob")
        .description(
            "Exit with code 5 if a board differs: its blob, which is the default, or its tree, in "
                + "which the order of nodes and properties and the values of phandles do not matter.")
        .value(Same.class, value -> same = Optional.of(value));
    declareBuild(arguments);
    arguments.add(levels);
    arguments.add(jobs);
    arguments.add(format);
    arguments
        .option("--markdown")
        .description("Print Markdown, for a mail or a comment.")
        .flag(value -> markdown = value);
    arguments.add(page);
    arguments
        .parameter("REV")
        .index("0")
        .arity("0..1")
        .description(
            "What to compare: REV and the work tree; or REV..REV, two commits; or REV...REV, the "
                + "second commit and where it diverged from the first. Default: HEAD.")
        .value(String.class, value -> revision = Optional.of(value));
    arguments
        .parameter("PATH")
        .index("1..*")
        .arity("0..*")
        .description(
            "Only boards at PATH or below it, and boards that include a changed file there.")
        .list(String.class, value -> files = value);
  }

  /** Declares how boards are compiled, and checked. */
  private void declareBuild(Arguments arguments) {
    arguments
        .option("-I")
        .label("DIR")
        .description(
            "Search DIR, a directory of the repository, for included files. May be repeated. "
                + "dtbind also searches the header directories of each board's project, as "
                + "'dtbind check' does.")
        .list(String.class, value -> include = value);
    arguments
        .option("-D")
        .label("NAME[=VALUE]")
        .description("Define the macro NAME. Default VALUE: 1. May be repeated.")
        .list(String.class, value -> defines = value);
    arguments
        .option("--no-bindings")
        .description(
            "Do not use the binding documents of the two states, which are in " + BINDINGS + ".")
        .flag(value -> withoutBindings = value);
  }

  @Override
  public Optional<String> problem() {
    if (markdown && !format.isTable()) {
      return Optional.of("--markdown and --format json are different formats: use only one");
    }
    if (page.isStandard()) {
      return Optional.of("--html - would be mixed with the result: specify a file");
    }
    return each && (markdown || page.isPresent())
        ? Optional.of("--each prints rows: omit --markdown and --html")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.isDirectory(directory.resolve(""))) {
      return session.fail(InputFiles.missing(directory));
    }
    Git git = Git.of(directory, "dtbind review");
    Optional<String> range = revision.filter(word -> !isPath(word));
    Revisions revisions = Revisions.of(git, range.orElse("HEAD"));
    List<String> paths = new ArrayList<>();
    if (range.isEmpty() && revision.isPresent()) {
      paths.add(inRepository(git, revision.get()));
    }
    for (String file : files) {
      paths.add(inRepository(git, file));
    }
    try (GitContents contents = new GitContents(git)) {
      Run run = new Run(git, contents, paths, levels.of(AllFindings.LEVELS), build(git));
      int exit = each ? eachCommit(run, revisions) : whole(run, revisions);
      run.remember();
      return exit;
    }
  }

  /** A word that is the name of an existing file, and no revision with dots, is a path. */
  private boolean isPath(String word) {
    return !word.contains("..")
        && word.contains("/")
        && Files.exists(directory.resolve(FileName.path(word)));
  }

  private String inRepository(Git git, String name) throws IOException {
    Path path = FileName.path(name);
    Path absolute = directory.resolve(path).toAbsolutePath().normalize();
    Path real = Files.exists(absolute) ? absolute.toRealPath() : absolute;
    if (!real.startsWith(git.top())) {
      throw new Rejected(
          ExitStatus.NOT_FOUND,
          "%s is not in the work tree %s"
              .formatted(
                  Shown.escaped(FileName.text(path)), Shown.escaped(FileName.text(git.top()))));
    }
    return FileName.text(git.top().relativize(real));
  }

  private ProjectState.Build build(Git git) throws IOException {
    List<String> directories = new ArrayList<>();
    for (String name : include) {
      directories.add(inRepository(git, name));
    }
    return new ProjectState.Build(directories, defines);
  }

  private int whole(Run run, Revisions revisions) throws IOException, InterruptedException {
    ReviewReport report = run.report(revisions);
    for (ReviewReport.Finding finding : report.added()) {
      session.diagnostics().show(List.of(finding.first()));
    }
    report.unmerged().forEach(one -> session.diagnostics().show(one.problems()));
    ReviewText text = new ReviewText(report, session.options().verbosity() > 0);
    session.output().checkFiles();
    if (!format.isTable()) {
      session.output().write(ReviewReport.VIEW, report, format.value());
    } else {
      session.output().write(Path.of("-"), Bytes.utf8(markdown ? text.markdown() : text.text()));
    }
    page.write(session.output(), new ReviewText(report, true).page(session.output().made()));
    return exit(List.of(report));
  }

  private int eachCommit(Run run, Revisions revisions) throws IOException, InterruptedException {
    List<ReviewReport> reports = new ArrayList<>();
    List<CommitRow> rows = new ArrayList<>();
    String before = revisions.before();
    List<Revisions.Commit> commits = revisions.commits(run.git());
    for (Revisions.Commit commit : commits) {
      ReviewReport report = run.report(new Revisions(before, Optional.of(commit.hash())));
      reports.add(report);
      rows.add(CommitRow.of(commit, report));
      before = commit.hash();
    }
    if (revisions.after().isEmpty()) {
      ReviewReport report = run.report(new Revisions(before, Optional.empty()));
      if (!report.boards().isEmpty()) {
        reports.add(report);
        rows.add(CommitRow.of(new Revisions.Commit("", "the work tree"), report));
      }
    }
    session.output().write(CommitRow.VIEW, new CommitRow.Rows(rows), format.value());
    return exit(reports);
  }

  private int exit(List<ReviewReport> reports) {
    if (reports.stream().anyMatch(ReviewReport::isWorse)) {
      return ExitStatus.INPUT.code();
    }
    boolean differs =
        same.isPresent()
            && reports.stream().anyMatch(report -> !report.isSame(same.get() == Same.blob));
    return (differs ? ExitStatus.DRIFT : ExitStatus.DONE).code();
  }

  /** Reviews pairs of states of one repository, which share files. Confined to one thread. */
  private final class Run {

    private final Git git;
    private final GitContents contents;
    private final List<String> paths;
    private final Levels levels;
    private final ProjectState.Build build;
    private final Map<Optional<String>, ProjectState> states = new HashMap<>();
    private final Map<SortedMap<String, ProjectFiles.Entry>, Optional<BindingCheck>> bindings =
        new HashMap<>();
    private final Map<DifferenceItem, DifferenceItem> items = new HashMap<>();
    private final IncludeNames names;

    Run(
        Git git,
        GitContents contents,
        List<String> paths,
        Levels levels,
        ProjectState.Build build) {
      this.git = git;
      this.contents = contents;
      this.paths = paths;
      this.levels = levels;
      this.build = build;
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
      return SchemaOptions.cache(session).map(directory -> directory.resolve("includes"));
    }

    Git git() {
      return git;
    }

    ReviewReport report(Revisions revisions) throws IOException, InterruptedException {
      ProjectState before = state(Optional.of(revisions.before()));
      ProjectState after = state(revisions.after());
      states.keySet().retainAll(List.of(Optional.of(revisions.before()), revisions.after()));
      Review review = new Review(before, after);
      List<Affected> affected =
          review.affected(ReviewCommand::isBoard, names).stream().filter(this::isWanted).toList();
      List<BoardChanges> boards = new ArrayList<>();
      Set<String> files = new TreeSet<>();
      affected.forEach(one -> files.addAll(one.files()));
      Progress<BoardChanges> progress =
          new Progress<>(session.messages(), (name, board) -> boards.add(board), affected.size());
      try (InOrder<BoardChanges> results =
          new InOrder<>(
              jobs.threads(), board -> progress.accept(board.board().name(), shared(board)))) {
        for (Affected one : affected) {
          results.add(() -> BoardChanges.of(review.of(one.board())));
        }
        results.finish();
      }
      Set<String> differing = new TreeSet<>();
      for (BoardChanges board : boards) {
        if (board.sameness() != Sameness.SAME_BLOB || !board.items().isEmpty()) {
          differing.add(board.board().name());
        }
      }
      return new ReviewReport(
          shown(Optional.of(revisions.before())),
          shown(revisions.after()),
          List.copyOf(files),
          boards,
          review.unmerged(differing, ReviewCommand::isBoard));
    }

    /** Most boards have the differences of others. */
    private BoardChanges shared(BoardChanges board) {
      List<DifferenceItem> own =
          board.items().stream()
              .map(item -> Optional.ofNullable(items.putIfAbsent(item, item)).orElse(item))
              .toList();
      return new BoardChanges(
          board.board(), board.sameness(), own, board.enabled(), board.added(), board.removed());
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

    private ProjectState state(Optional<String> commit) throws IOException {
      ProjectState known = states.get(commit);
      if (known == null) {
        ProjectFiles files =
            commit.isPresent()
                ? GitFiles.of(git, commit.get(), contents)
                : GitFiles.ofWorkTree(git, contents);
        known =
            new ProjectState(
                files, build, levels, new VerifyOptions(TargetKernel.ANY, bindings(files)));
        states.put(commit, known);
      }
      return known;
    }

    /** Returns the binding documents of a state, which are often the same in both. */
    private Optional<BindingCheck> bindings(ProjectFiles files) throws IOException {
      SortedMap<String, ProjectFiles.Entry> documents = new TreeMap<>(files.below(BINDINGS));
      documents.keySet().removeIf(path -> !path.endsWith(".yaml"));
      if (withoutBindings || documents.isEmpty()) {
        return Optional.empty();
      }
      Optional<BindingCheck> known = bindings.getOrDefault(documents, Optional.empty());
      if (known.isEmpty()) {
        List<ProjectFiles.Entry.Content> all = new ArrayList<>();
        for (ProjectFiles.Entry entry : documents.values()) {
          if (entry instanceof ProjectFiles.Entry.Content content) {
            all.add(content);
          }
        }
        contents.prepare(all);
        SortedMap<String, Bytes> texts = new TreeMap<>();
        for (String path : documents.keySet()) {
          files.read(path).ifPresent(text -> texts.put(path, text));
        }
        known =
            Optional.of(
                new BindingCheck(
                    SchemaSet.of(texts, SchemaOptions.cache(session)),
                    Severity.WARNING,
                    List.of(),
                    false));
        bindings.put(documents, known);
      }
      return known;
    }
  }

  private static boolean isBoard(String path) {
    return SourceNames.isBoard(FileName.path(path));
  }

  private static String shown(Optional<String> commit) {
    return commit
        .map(hash -> hash.substring(0, Math.min(hash.length(), HASH_SHOWN)))
        .orElse("the work tree");
  }
}
