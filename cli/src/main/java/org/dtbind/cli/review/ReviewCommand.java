// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.git.Git;
import org.dtbind.cli.git.GitContents;
import org.dtbind.cli.option.FormatOption;
import org.dtbind.cli.option.JobsOption;
import org.dtbind.cli.option.LevelArguments;
import org.dtbind.cli.option.PageOption;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Rejected;
import org.dtbind.cli.session.Session;
import org.dtbind.overlay.review.ProjectState;
import org.dtbind.overlay.verify.findings.AllFindings;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;
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
            "Do not use the binding documents of the two states, which are in "
                + ReviewRun.BINDINGS
                + ".")
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
      ReviewRun run =
          new ReviewRun(
              session,
              contents,
              paths,
              new ReviewRun.Settings(
                  build(git), levels.of(AllFindings.LEVELS), !withoutBindings, jobs.threads()));
      int exit = each ? eachCommit(git, run, revisions) : whole(run, revisions);
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

  private int whole(ReviewRun run, Revisions revisions) throws IOException, InterruptedException {
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

  private int eachCommit(Git git, ReviewRun run, Revisions revisions)
      throws IOException, InterruptedException {
    List<ReviewReport> reports = new ArrayList<>();
    List<CommitRow> rows = new ArrayList<>();
    String before = revisions.before();
    List<Revisions.Commit> commits = revisions.commits(git);
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
}
