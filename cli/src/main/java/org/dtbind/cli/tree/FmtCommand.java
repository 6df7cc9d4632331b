// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.InOrder;
import org.dtbind.cli.option.JobsOption;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Rejected;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.ChangedFile;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Nearest;
import org.dtbind.format.Formatter;
import org.dtbind.format.Formatter.Formatted;
import org.dtbind.format.Rule;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;
import org.dtbind.source.SourceFile;

/** The command {@code dtbind fmt}, which formats sources in the kernel's style. */
public final class FmtCommand implements Command {

  /**
   * What became of a file.
   *
   * @param failure why the file could not be read
   */
  private record Result(Path file, Diagnosed<Formatted> formatted, Optional<IOException> failure) {}

  private final Session session;
  private final SourceOptions source = new SourceOptions();
  private boolean check;
  private boolean diff;
  private boolean order;
  private List<String> named = List.of();
  private Optional<String> commit = Optional.empty();
  private Optional<ChangedLines> lines = Optional.empty();
  private final JobsOption jobs = new JobsOption("Format N files");
  private List<Path> files = List.of();
  private final Set<Rule> rules = EnumSet.noneOf(Rule.class);
  private int changed;
  private int outside;
  private int exit = ExitStatus.DONE.code();

  public FmtCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Format devicetree sources in the style of the kernel, by the rules of its "
            + "scripts/dtc/dt-check-style. Only white space and the case of hexadecimal numbers "
            + "change, which dtbind proves for each file before writing it. With --order, "
            + "properties and child nodes are sorted, too; dtbind then compiles all boards that "
            + "include a file, and changes the file only if their trees stay the same. The parts of #if, the "
            + "bodies of macros, and what is between the comments 'dts-format off' and "
            + "'dts-format on' stay as they are. So do files whose braces, comments or strings do "
            + "not match.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--check")
        .description(
            "Print the names of the files that would change, and exit with 5 if there are any. No "
                + "file is changed.")
        .flag(value -> check = value);
    arguments
        .option("--diff")
        .description(
            "Print the changes as a unified diff for 'patch -p1' or 'git apply'. No file is "
                + "changed.")
        .flag(value -> diff = value);
    declareRules(arguments);
    arguments.add(source);
    arguments.add(jobs);
    arguments
        .parameter("FILE")
        .index("0..*")
        .arity("1..*")
        .description(
            "A source (.dts, .dtsi, .dtso, .overlay or .keymap), a directory, in which dtbind "
                + "formats all sources, or '-' or a pipe, which dtbind formats to standard output.")
        .list(Path.class, value -> files = value);
  }

  private void declareRules(Arguments arguments) {
    arguments
        .option("--order")
        .description(
            "Also sort properties and child nodes, by the rules "
                + String.join(", ", Rule.ORDER.stream().map(Rule::id).toList())
                + ". For each file, dtbind compiles all boards and overlays of its repository that "
                + "include it, before and after. If one of them does not compile, or if its tree "
                + "would be different, the file stays as it is, and dtbind says why.")
        .flag(value -> order = value);
    arguments
        .option("--rule")
        .label("RULE")
        .split(",")
        .description(
            "Apply only this rule, such as hex-case. May be repeated. Default: all of "
                + String.join(", ", Rule.LAYOUT.stream().map(Rule::id).toList())
                + ".")
        .list(String.class, value -> named = value);
    arguments
        .option("--lines")
        .label("COMMIT")
        .description(
            "Change only lines that differ from COMMIT, such as HEAD, according to git. Files that "
                + "git does not track stay as they are.")
        .value(String.class, value -> commit = Optional.of(value));
  }

  @Override
  public Optional<String> problem() {
    if (check && diff) {
      return Optional.of("specify either --check or --diff, not both");
    }
    boolean stream = files.stream().anyMatch(FmtCommand::isStream);
    if (stream && files.size() > 1) {
      return Optional.of("'-' or a pipe cannot be combined with other files");
    }
    return stream && commit.isPresent()
        ? Optional.of("--lines needs files, because git knows neither standard input nor pipes")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<String> problem = takeRules();
    if (problem.isPresent()) {
      return session.fail(ExitStatus.USAGE, problem.get());
    }
    Map<Path, Path> sources = new LinkedHashMap<>();
    for (Path file : files) {
      find(file, sources);
    }
    sources.values().stream().filter(file -> !isStream(file)).forEach(session.inputs()::use);
    session.checkOutputs();
    if (commit.isPresent()) {
      lines = Optional.of(ChangedLines.since(commit.get(), files));
    }
    int threads = jobs.threads();
    List<Result> results = new ArrayList<>();
    boolean sorts = !Collections.disjoint(rules, Rule.ORDER);
    InOrder.Take<Result> take = sorts ? results::add : this::take;
    try (InOrder<Result> work = new InOrder<>(threads, take)) {
      for (Path file : sources.values()) {
        work.add(() -> format(file));
      }
      work.finish();
    }
    takeProven(results, threads);
    report(sources.size());
    return exit;
  }

  /** Takes results after proving that what was sorted means the same as before. */
  private void takeProven(List<Result> results, int threads)
      throws IOException, InterruptedException {
    Map<Path, ChangedFile> sorted = new TreeMap<>();
    for (Result result : results) {
      result
          .formatted()
          .value()
          .filter(Formatted::sorted)
          .ifPresent(formatted -> sorted.put(real(result.file()), formatted.file()));
    }
    Map<Path, String> objections = new TreeProof(session, source, threads, sorted).objections();
    session.checkOutputs();
    for (Result result : results) {
      Optional<String> objection = Optional.ofNullable(objections.get(real(result.file())));
      if (objection.isPresent()) {
        exit = ExitStatus.INPUT.code();
        session
            .messages()
            .error(
                "%s: was left as it is: %s"
                    .formatted(InputFiles.name(result.file()), objection.get()),
                Optional.of("format it without order rules, or sort it by hand"));
      } else {
        take(result);
      }
    }
  }

  /** Returns the path by which a file is known; standard input has a name, but is no file. */
  private static Path real(Path file) {
    return IncludeGraph.real(isStream(file) ? FileName.path("<stdin>.dts") : file);
  }

  private Optional<String> takeRules() {
    for (String name : named) {
      Optional<Rule> rule = Rule.named(name);
      if (rule.isEmpty()) {
        List<String> near = Nearest.to(name, Arrays.stream(Rule.values()).map(Rule::id).toList());
        return Optional.of(Messages.unknown("rule", name, near));
      }
      rules.add(rule.get());
    }
    rules.addAll(named.isEmpty() ? Rule.LAYOUT : Set.of());
    rules.addAll(order ? Rule.ORDER : Set.of());
    return Optional.empty();
  }

  /** Adds sources by their real paths, because two names may lead to the same file. */
  private void find(Path file, Map<Path, Path> sources) throws IOException {
    if (Files.isDirectory(file)) {
      Set<Path> found = new TreeSet<>();
      // A walk does not follow a link at its beginning.
      Files.walkFileTree(
          Files.isSymbolicLink(file) ? file.toRealPath() : file,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path one, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && InputFiles.isSource(one)) {
                found.add(one);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path one, IOException failure) {
              fail(failure);
              return FileVisitResult.CONTINUE;
            }
          });
      found.forEach(one -> add(one, sources));
    } else if (isStream(file) || InputFiles.isSource(file) || !Files.exists(file)) {
      add(file, sources);
    } else {
      session
          .messages()
          .error(
              InputFiles.name(file) + ": is not a devicetree source",
              Optional.of(
                  "dtbind formats files whose names end with "
                      + String.join(", ", InputFiles.SOURCES)
                      + "; for others, use '-' and standard input"));
      exit = ExitStatus.INPUT.code();
    }
  }

  private static void add(Path file, Map<Path, Path> sources) {
    try {
      sources.putIfAbsent(isStream(file) ? file : file.toRealPath(), file);
    } catch (IOException e) {
      sources.put(file, file); // Reading the file fails, too.
    }
  }

  /** Returns whether the formatted source goes to standard output. */
  private static boolean isStream(Path file) {
    return InputFiles.isStandard(file)
        || Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  private Result format(Path file) {
    try {
      Bytes content = isStream(file) ? session.inputs().read(file) : InputFiles.found(file);
      SourceFile text = new SourceFile(InputFiles.name(file), content);
      IntPredicate changeable =
          lines.isPresent() ? lines.get().of(file.toRealPath())::get : line -> true;
      return new Result(file, Formatter.format(text, rules, changeable), Optional.empty());
    } catch (IOException e) {
      return new Result(file, Diagnosed.failed(List.of()), Optional.of(e));
    }
  }

  private void take(Result result) throws IOException {
    Optional<Formatted> formatted = result.formatted().value();
    if (result.failure().isPresent()) {
      fail(result.failure().get());
    } else if (session.show(result.formatted()) || formatted.isEmpty()) {
      exit = ExitStatus.INPUT.code();
    } else {
      take(result.file(), formatted.get().file());
    }
  }

  /** Reports that a file cannot be read or written; the others are formatted. */
  private void fail(IOException failure) {
    int code = session.fail(failure);
    exit = exit == ExitStatus.DONE.code() ? code : exit;
  }

  private void take(Path file, ChangedFile result) throws IOException {
    boolean same = result.fixes().isEmpty();
    changed += !same && (check || diff) ? 1 : 0;
    if (check) {
      if (!same) {
        session.out().println(Shown.escaped(InputFiles.name(file)));
      }
    } else if (diff) {
      session.write(Path.of("-"), result.patch(patchName(file)));
      outside += same || isStream(file) || InputFiles.isHere(file.toRealPath()) ? 0 : 1;
    } else if (isStream(file)) {
      session.write(Path.of("-"), result.content());
    } else if (!same) {
      try {
        write(file, result);
        changed++;
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  private void write(Path file, ChangedFile result) throws IOException {
    if (!Files.isWritable(file)) {
      throw new AccessDeniedException(FileName.text(file));
    }
    if (!InputFiles.found(file).equals(result.file().content())) {
      throw new Rejected(
          ExitStatus.FAILED,
          InputFiles.name(file) + ": was changed by another program meanwhile; format it again");
    }
    session.write(file, result.content());
  }

  private static String patchName(Path file) throws IOException {
    return isStream(file) ? "stdin.dts" : InputFiles.patchName(file.toRealPath());
  }

  private void report(int count) {
    if (check && changed > 0 && exit == ExitStatus.DONE.code()) {
      exit = ExitStatus.DRIFT.code();
    }
    if (outside > 0) {
      session
          .messages()
          .progress(
              "%s %s not in the current directory: apply the changes with 'patch -p1 -d /'"
                  .formatted(Messages.count(outside, "file"), outside == 1 ? "is" : "are"));
    }
    if (changed > 0) {
      session
          .messages()
          .progress(
              "%s %d of %s"
                  .formatted(
                      check || diff ? "would change" : "formatted",
                      changed,
                      Messages.count(count, "file")));
    }
  }
}
