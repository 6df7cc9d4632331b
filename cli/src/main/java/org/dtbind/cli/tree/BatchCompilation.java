// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.option.TreesInParallel.Progress;
import org.dtbind.cli.session.FailureText;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.cli.session.OutputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.compile.Batch;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Severity;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.tree.DeviceTree;
import org.dtbind.view.Format;
import org.dtbind.view.View;

/**
 * Compiles several sources into one directory: determines output files, and shows progress and a
 * summary.
 */
public final class BatchCompilation {

  /** The result for one source, with its diagnostics. */
  private record Result(Path target, Diagnosed<DeviceTree> problems, Optional<String> notWritten) {
    long count(Severity severity) {
      return problems.diagnostics().stream().filter(d -> d.severity() == severity).count();
    }
  }

  /** The result for one source in a summary. */
  private record Compiled(
      String source, Path target, long errors, long warnings, Optional<String> notWritten) {

    static Compiled of(String source, Result result) {
      return new Compiled(
          source,
          result.target,
          result.count(Severity.ERROR),
          result.count(Severity.WARNING),
          result.notWritten);
    }

    boolean failed() {
      return errors > 0 || notWritten.isPresent();
    }
  }

  private record Summary(List<Compiled> sources, long nanoseconds) {
    long compiled() {
      return sources.size() - failed();
    }

    long failed() {
      return sources.stream().filter(Compiled::failed).count();
    }

    long warnings() {
      return sources.stream().mapToLong(Compiled::warnings).sum();
    }
  }

  public static final View<Summary> VIEW =
      View.<Summary>document("compile-batch", "`compile --out-dir`: the result for each source")
          .number(
              "compiled", "number of sources that were compiled successfully", Summary::compiled)
          .number(
              "failed",
              "number of sources that have errors, or whose output could not be written",
              Summary::failed)
          .number("warnings", "total number of warnings", Summary::warnings)
          .number(
              "milliseconds",
              "duration of the run, in milliseconds",
              summary -> summary.nanoseconds / 1_000_000)
          .list(
              "sources",
              "sources, in the order in which you specified them",
              View.<Compiled>part()
                  .text("source", "name of the source file", Compiled::source)
                  .textOrNull(
                      "output",
                      "name of the output file; null if no output was written",
                      one -> Optional.of(FileName.text(one.target)).filter(t -> !one.failed()))
                  .number("errors", "number of errors in the source", Compiled::errors)
                  .number("warnings", "number of warnings about the source", Compiled::warnings)
                  .textOrNull(
                      "notWritten",
                      "why the output could not be written; null if it was written, or if the"
                          + " source has errors",
                      Compiled::notWritten),
              Summary::sources);

  private final Session session;
  private final Path directory;
  private final Optional<Path> root;
  private final Function<DeviceTree, Bytes> printer;
  private final CompileCommand.Form form;
  private final Format format;
  private final List<Compiled> compiled = new ArrayList<>();

  /** The directories that this run created for outputs. */
  private final Set<Path> created = ConcurrentHashMap.newKeySet();

  private final long begin = System.nanoTime();

  BatchCompilation(
      Session session,
      Path directory,
      Optional<Path> root,
      Function<DeviceTree, Bytes> printer,
      CompileCommand.Form form,
      Format format) {
    this.session = session;
    this.directory = directory.normalize();
    this.root = root;
    this.printer = printer;
    this.form = form;
    this.format = format;
  }

  int run(Batch batch, List<Path> sources) throws IOException, InterruptedException {
    Map<String, Path> targets = new LinkedHashMap<>();
    Map<Path, Path> sourceOf = new LinkedHashMap<>();
    for (Path source : sources) {
      Optional<Path> target = target(source);
      if (target.isEmpty()) {
        return session.fail(
            ExitStatus.USAGE,
            "%s is not below --source-root %s"
                .formatted(FileName.text(source), FileName.text(root.orElse(directory))));
      }
      Path other = sourceOf.putIfAbsent(target.get(), source);
      if (other != null && !other.equals(source)) {
        return session.fail(
            ExitStatus.USAGE,
            "%s and %s would both be written to %s: use --source-root DIR to keep their directories"
                .formatted(
                    FileName.text(other), FileName.text(source), FileName.text(target.get())));
      }
      targets.put(FileName.text(source), target.get());
    }
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      return session.fail(
          ExitStatus.FAILED,
          FileName.text(directory) + ": is not a directory; specify a directory with --out-dir");
    }
    Optional<Integer> refused = refused(sources, targets.values());
    if (refused.isPresent()) {
      return refused.get();
    }
    create(directory);
    batch.run(
        List.copyOf(targets.keySet()),
        (source, tree) -> finish(Objects.requireNonNull(targets.get(source)), tree),
        new Progress<Result>(session.messages(), this::take, targets.size()));
    Summary summary = new Summary(compiled, System.nanoTime() - begin);
    show(summary);
    return summary.failed() > 0 ? ExitStatus.INPUT.code() : ExitStatus.DONE.code();
  }

  /** Returns the exit code if a source is not a file, or if an output would replace a source. */
  private Optional<Integer> refused(List<Path> sources, Collection<Path> targets) {
    Optional<Integer> missing = Optional.empty();
    for (Path source : sources) {
      if (!Files.exists(source)) {
        missing = Optional.of(session.fail(InputFiles.missing(source)));
      } else if (Files.isDirectory(source)) {
        missing =
            Optional.of(
                session.fail(ExitStatus.INPUT, InputFiles.name(source) + ": is a directory"));
      } else if (!Files.isReadable(source)) {
        missing = Optional.of(session.fail(new AccessDeniedException(InputFiles.name(source))));
      }
    }
    if (missing.isPresent()) {
      return missing;
    }
    Map<Object, Path> read = Files.exists(directory) ? OutputFiles.identities(sources) : Map.of();
    for (Path target : targets) {
      OutputFiles.Output output = new OutputFiles.Output("--out-dir", target, false);
      Optional<String> problem =
          OutputFiles.same(target, read)
              .map(output::isInput)
              .or(() -> session.output().files().same(target).map(other -> other.isOutput(output)));
      if (problem.isPresent()) {
        session.options().discardFile();
        return Optional.of(session.fail(ExitStatus.USAGE, problem.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<Path> target(Path source) {
    Path below = source.getFileName();
    if (root.isPresent()) {
      Path from = root.get().toAbsolutePath().normalize();
      Path all = source.toAbsolutePath().normalize();
      if (!all.startsWith(from)) {
        return Optional.empty();
      }
      below = from.relativize(all);
    }
    String name = below == null ? "" : FileName.text(below);
    String lower = name.toLowerCase(Locale.ROOT);
    boolean overlay = lower.endsWith(".dtso");
    String base =
        overlay || lower.endsWith(".dts") ? name.substring(0, name.lastIndexOf('.')) : name;
    Path file = FileName.path(base + "." + form + (overlay ? "o" : ""));
    return Optional.of(directory.resolve(file).normalize());
  }

  /** Writes the output. The threads that compile call this method. */
  private Result finish(Path target, Diagnosed<DeviceTree> tree) {
    // Keep only the diagnostics, since all trees together would take too much memory.
    Diagnosed<DeviceTree> problems =
        Diagnosed.failed(
            session.diagnostics().leveled(CompileCommand.withStatuses(tree)).diagnostics());
    if (problems.hasErrors() || tree.value().isEmpty()) {
      return new Result(target, problems, Optional.empty());
    }
    try {
      Path parent = target.getParent();
      if (parent != null) {
        create(parent);
      }
      Bytes content = printer.apply(tree.value().get());
      if (parent != null && created.contains(parent)) {
        OutputFile.writeNew(target, content);
      } else {
        OutputFile.write(target, content);
      }
      return new Result(target, problems, Optional.empty());
    } catch (IOException e) {
      return new Result(
          target, problems, Optional.of(FailureText.text(OutputFile.notWritten(target, e))));
    }
  }

  private void create(Path missing) throws IOException {
    if (!Files.isDirectory(missing)) {
      Files.createDirectories(missing);
      created.add(missing);
    }
  }

  private void take(String source, Result result) {
    session.diagnostics().show(result.problems());
    result.notWritten().ifPresent(why -> session.messages().error(why));
    compiled.add(Compiled.of(source, result));
  }

  private void show(Summary summary) throws IOException {
    if (format != Format.TABLE) {
      session.output().write(VIEW, summary, format);
      return;
    }
    session.output().stream()
        .println(
            String.format(
                Locale.ROOT,
                "%d compiled, %d failed, %d warnings, %.1f s",
                summary.compiled(),
                summary.failed(),
                summary.warnings(),
                summary.nanoseconds / 1e9));
  }
}
