// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Session;
import org.dtbind.compile.Batch;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.DiskFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Severity;
import org.dtbind.source.FileName;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.report.Baseline;

/** Validates files in parallel, and shows their findings in the order of the files. */
final class ValidateRun {

  private static final long PROGRESS_NANOS = 2_000_000_000L;
  private static final int AHEAD = 4;
  private final Session session;
  private final FileValidation validation;
  private final SourceOptions source;
  private final int threads;
  private final boolean keeps;
  private final List<FileValidation.Result> results = new ArrayList<>();
  private final Baseline found = Baseline.empty();
  private long said = System.nanoTime();
  private int done;
  private int unread;
  private long findings;
  private long errors;
  private long known;

  ValidateRun(
      Session session,
      FileValidation validation,
      SourceOptions source,
      int threads,
      boolean keeps) {
    this.session = session;
    this.validation = validation;
    this.source = source;
    this.threads = threads;
    this.keeps = keeps;
  }

  /** Validates files; returns the results if {@code keeps} is true, else an empty list. */
  List<FileValidation.Result> run(List<Path> files) throws IOException, InterruptedException {
    if (!validation.takesOverlays() && files.stream().allMatch(ValidateRun::isSource)) {
      sources(files);
    } else {
      mixed(files);
    }
    return List.copyOf(results);
  }

  private static boolean isSource(Path file) {
    return FileName.text(file).toLowerCase(Locale.ROOT).endsWith(".dts")
        && Files.isRegularFile(file);
  }

  /** Validates sources as one batch, because they share included files. */
  private void sources(List<Path> files) throws InterruptedException {
    Map<String, CompileOptions> ofDirectory = new ConcurrentHashMap<>();
    Batch batch =
        new Batch(
            name ->
                ofDirectory.computeIfAbsent(
                    name.substring(0, name.lastIndexOf('/') + 1),
                    directory ->
                        source.compile(session, FileName.path(name), false, CheckLevels.ERRORS)),
            new DiskFiles(source.headers(session)),
            threads);
    batch.run(
        files.stream().map(FileName::text).toList(),
        validation::validate,
        (file, result) -> take(result, files.size()));
    session.show(Diagnosed.failed(source.headers(session).notes()));
  }

  private void mixed(List<Path> files) throws IOException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      Queue<Future<FileValidation.Result>> pending = new ArrayDeque<>();
      for (Path file : files) {
        Diagnosed<DeviceTree> read = source.read(session, file, validation.takesOverlays());
        pending.add(workers.submit(() -> validation.validate(InputFiles.name(file), read)));
        if (pending.size() > AHEAD * threads) {
          take(pending.remove().get(), files.size());
        }
      }
      while (!pending.isEmpty()) {
        take(pending.remove().get(), files.size());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a file could not be validated", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private void take(FileValidation.Result result, int all) {
    session.show(result.problems());
    ValidateReport.Validated validated = result.validated();
    done++;
    unread += validated.read() ? 0 : 1;
    findings += validated.findings().size();
    errors +=
        result.problems().diagnostics().stream()
            .filter(problem -> problem.severity() == Severity.ERROR)
            .count();
    known += validated.known();
    if (keeps) {
      results.add(result);
      result.keys().forEach(key -> found.add(validated.file(), key));
    }
    long now = System.nanoTime();
    if (done < all && now - said >= PROGRESS_NANOS) {
      said = now;
      session.messages().progress("%d of %d: %s".formatted(done, all, validated.file()));
    }
  }

  /** Returns all findings; empty if {@code keeps} is false. */
  Baseline found() {
    return found;
  }

  /** Returns whether a file could not be read, or a finding is an error. */
  boolean failed() {
    return unread > 0 || errors > 0;
  }

  /** {@return a summary in one line} */
  String summary(int schemas) {
    return "%s validated against %d binding documents: %s, %d known, %d not read"
        .formatted(
            Messages.count(done - unread, "file"),
            schemas,
            Messages.count(findings, "finding"),
            known,
            unread);
  }
}
