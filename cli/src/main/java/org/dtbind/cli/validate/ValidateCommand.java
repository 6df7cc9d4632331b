// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.BaselineOptions;
import org.dtbind.cli.option.FindingRun;
import org.dtbind.cli.option.RunOptions;
import org.dtbind.cli.option.SchemaOptions;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.SchemaSet;
import org.dtbind.validate.Validator;
import org.dtbind.validate.report.FindingKey;

/**
 * The command {@code dtbind validate}, which validates trees against the kernel's binding
 * documents.
 */
public final class ValidateCommand implements Command {

  private final Session session;
  private final SchemaOptions schemas = SchemaOptions.searching();
  private Optional<Path> base = Optional.empty();
  private List<String> limit = new ArrayList<>();
  private boolean unmatched;
  private final LevelOptions levels = new LevelOptions();
  private final BaselineOptions baseline = new BaselineOptions();
  private final SourceOptions source = new SourceOptions();
  private final RunOptions options = new RunOptions("Validate", baseline, () -> false);
  private List<Path> files = new ArrayList<>();

  public ValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Validate boards and overlays against dt-schema binding documents, and show the source "
            + "line to which each finding refers.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(schemas);
    arguments
        .option("-i", "--base")
        .label("B")
        .description(
            "Treat each FILE as an overlay for the base devicetree B, and report only findings about "
                + "what the overlay adds or changes.")
        .value(Path.class, value -> base = Optional.of(value));
    arguments
        .option("-l", "--limit")
        .label("PATTERN")
        .split(":")
        .description(
            "Use only documents whose $id contains PATTERN. Separate multiple patterns with colons.")
        .list(String.class, value -> limit = value);
    arguments
        .option("-m", "--unmatched")
        .description("Also report compatible strings that no document describes.")
        .flag(value -> unmatched = value);
    arguments.add(levels);
    arguments.add(baseline);
    arguments.add(source);
    arguments.add(options);
    arguments
        .parameter("FILE")
        .index("0..*")
        .arity("1..*")
        .description(
            "The devicetree of a board or, with --base, an overlay: a source file or a blob.")
        .list(Path.class, value -> files = value);
  }

  @Override
  public Optional<String> problem() {
    return schemas.areGiven()
        ? Optional.empty()
        : Optional.of(
            "--schemas is missing: specify a Linux source tree or a directory of binding"
                + " documents");
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    session.diagnostics().setLevels(levels.ofCodes());
    FindingRun findings = new FindingRun(session, options, files);
    SchemaSet read = schemas.read(session, source, files);
    Validator validator = new Validator(read, limit);
    if (!validator.unmatched(limit).isEmpty()) {
      return unused(validator.unmatched(limit));
    }
    noteUnmatchedLevels(validator);
    Optional<DeviceTree> baseTree = Optional.empty();
    if (base.isPresent()) {
      baseTree = session.diagnostics().shown(source.read(session.inputs(), base.get()));
      if (baseTree.isEmpty()) {
        return ExitStatus.INPUT.code();
      }
    }
    FileValidation of =
        new FileValidation(read, validator, baseTree, unmatched, levels, findings.known());
    boolean keeps = !options.isText() || options.hasPage();
    ValidateRun run = new ValidateRun(session, findings, of, source, options.threads(), keeps);
    ValidateReport report = new ValidateReport(read.size(), run.run(files));
    findings.compare(key -> limit.isEmpty() && isChecked(key));
    return findings.end(
        "Validation", ValidateReport.VIEW, report, run.summary(read.size()), List.of());
  }

  private boolean isChecked(String schema) {
    return !FindingKey.isCode(schema) && (unmatched || !schema.equals(Validator.UNDOCUMENTED));
  }

  private int unused(List<String> limits) {
    return session.fail(
        ExitStatus.NOT_FOUND,
        unmatched("--limit", limits),
        Optional.of("check the spelling, and whether --schemas contains the document"));
  }

  private void noteUnmatchedLevels(Validator validator) {
    levels
        .unmatched(validator)
        .forEach((option, texts) -> session.messages().note(unmatched(option, texts)));
  }

  private static String unmatched(String option, List<String> texts) {
    return option + ": no binding document has '" + String.join("' or '", texts) + "' in its $id";
  }
}
