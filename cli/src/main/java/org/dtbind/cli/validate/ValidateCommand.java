// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dtbind.cli.option.SchemaOptions;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.SchemaSet;
import org.dtbind.validate.Validator;
import org.dtbind.validate.report.Baseline;
import org.dtbind.view.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command {@code dtbind validate}, which validates trees against the kernel's binding
 * documents.
 */
@Command(
    name = "validate",
    description =
        "Validate boards and overlays against dt-schema binding documents, and show the source "
            + "line to which each finding refers.",
    sortOptions = false)
public final class ValidateCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private SchemaOptions schemas = new SchemaOptions();

  @Option(
      names = {"-i", "--base"},
      paramLabel = "B",
      description =
          "Treat each FILE as an overlay for the base devicetree B, and report only findings about "
              + "what the overlay adds or changes.")
  private Optional<Path> base = Optional.empty();

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      split = ":",
      description =
          "Use only documents whose $id contains PATTERN. Separate multiple patterns with colons.")
  private List<String> limit = new ArrayList<>();

  @Option(
      names = {"-m", "--unmatched"},
      description = "Also report compatible strings that no document describes.")
  private boolean unmatched;

  @Mixin private LevelOptions levels = new LevelOptions();

  @Mixin private BaselineOptions baseline = new BaselineOptions();

  @Mixin private SourceOptions source = new SourceOptions();

  @Option(
      names = "-j",
      paramLabel = "N",
      description = "Validate N files in parallel. Default: the number of processors.")
  private Optional<Integer> jobs = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "table|json|yaml",
      description = "Output format of the summary. Default: table, which is one line of text.")
  private Format format = Format.TABLE;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Also write the result to FILE, as an HTML page that you can attach to a ticket.")
  private Optional<Path> html = Optional.empty();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "The devicetree of a board or, with --base, an overlay: a source file or a blob.")
  private List<Path> files = new ArrayList<>();

  public ValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<String> problem = problem();
    if (problem.isPresent()) {
      return session.fail(Exit.USAGE, problem.get());
    }
    Optional<Baseline> known = baseline.read(session);
    if (known.isEmpty()) {
      return session.fail(Exit.INPUT, baseline.unread());
    }
    long begin = System.nanoTime();
    if (html.isPresent()) {
      session.remember();
    }
    SchemaSet read = schemas.read(session);
    Validator validator = new Validator(read, limit);
    Optional<DeviceTree> on = Optional.empty();
    if (base.isPresent()) {
      Diagnosed<DeviceTree> tree = source.read(session, base.get());
      if (session.show(tree) || tree.value().isEmpty()) {
        return Exit.INPUT.code();
      }
      on = tree.value();
    }
    FileValidation of = new FileValidation(read, validator, on, unmatched, levels, known.get());
    boolean keeps = format != Format.TABLE || html.isPresent();
    ValidateRun run = new ValidateRun(session, of, source, threads(), keeps || baseline.writes());
    List<FileValidation.Result> results = run.run(files);
    baseline.write(session, run.found());
    long milliseconds = (System.nanoTime() - begin) / 1_000_000;
    if (format == Format.TABLE) {
      if (html.filter(InputFiles::isStandard).isEmpty() && !baseline.isStandard()) {
        session
            .out()
            .println(
                String.format(
                    Locale.ROOT, "%s, %.1f s", run.summary(read.size()), milliseconds / 1e3));
      }
    } else {
      session.write(
          ValidateReport.VIEW,
          new ValidateReport(
              read.size(), results.stream().map(FileValidation.Result::validated).toList()),
          format);
    }
    if (html.isPresent()) {
      String page = ValidatePage.of(run.summary(read.size()), session.seen()).html();
      session.write(html.get(), Bytes.utf8(page));
    }
    return (run.failed() ? Exit.INPUT : Exit.OK).code();
  }

  private int threads() {
    return jobs.orElse(Runtime.getRuntime().availableProcessors());
  }

  private Optional<String> problem() {
    if (!schemas.areGiven()) {
      return Optional.of(
          "--schemas is missing: give a Linux source tree, or a directory of binding documents");
    }
    if (threads() < 1 || threads() > 1024) {
      return Optional.of("-j takes 1 to 1024");
    }
    boolean page = html.filter(InputFiles::isStandard).isPresent();
    int written =
        (page ? 1 : 0) + (baseline.isStandard() ? 1 : 0) + (format == Format.TABLE ? 0 : 1);
    return written > 1
        ? Optional.of(
            "--html -, --write-baseline - and --format all write to standard output: use only one")
        : Optional.empty();
  }
}
