// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.FormatOption;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.OutputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.compare.Comparison;
import org.dtbind.overlay.compare.TreeComparison;
import org.dtbind.overlay.generate.ChangeOverlay;
import org.dtbind.overlay.generate.DifferenceCode;
import org.dtbind.overlay.generate.OverlayDifference;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;

/** The command {@code dtbind diff}, which compares two trees. */
public final class DiffCommand implements Command {

  /** The output formats. */
  enum Form {
    /** A comparison as text. */
    text,
    /** Source of an overlay. */
    dtso,
    /** Blob of an overlay. */
    dtbo
  }

  private final Session session;
  private Optional<Form> form = Optional.empty();
  private Optional<Path> out = Optional.empty();
  private boolean check;
  private final FormatOption format =
      new FormatOption("Output format of the comparison. Default: table, which is plain text.");
  private final DiffInput input = new DiffInput();

  public DiffCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Compare two devicetrees, or create an overlay that turns the first tree into the second "
            + "tree. This replaces dtdiff; with --check, the exit code says whether the trees "
            + "differ.",
        "dtbind matches nodes by label and path. The order of nodes and properties does not matter, "
            + "and neither do the values of phandles.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("-O")
        .label("text|dtso|dtbo")
        .description(
            "Output format: text for a comparison, or dtso or dtbo for an overlay that turns BASE "
                + "into the second tree. Default: the format that the extension of OUT (.dtso "
                + "or .dtbo) indicates, otherwise text.")
        .value(Form.class, value -> form = Optional.of(value));
    arguments
        .option("-o")
        .label("OUT")
        .description(
            "Output file, written completely or not at all. Default with -O text or -O dtso: "
                + "standard output.")
        .value(Path.class, value -> out = Optional.of(value));
    arguments
        .option("--check")
        .description(
            "Exit with code 5 if the trees differ. If the output is an overlay, exit with code 5 only "
                + "if it cannot express every difference.")
        .flag(value -> check = value);
    arguments.add(format);
    arguments.add(input);
  }

  @Override
  public Optional<String> problem() {
    if (wanted() != Form.text && !format.isTable()) {
      return Optional.of("--format requires -O text");
    }
    return wanted() == Form.dtbo ? session.output().blobProblem(out) : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    Optional<DiffInput.Pair> read = input.read(session);
    if (read.isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    DiffInput.Pair pair = read.get();
    return wanted() == Form.text
        ? compare(pair.before(), pair.after())
        : overlay(pair.before(), pair.after(), wanted());
  }

  private Form wanted() {
    return form.orElse(OutputFiles.form(out, List.of(Form.dtbo, Form.dtso), Form.text));
  }

  private int compare(DeviceTree before, DeviceTree after) throws IOException {
    Comparison comparison = TreeComparison.of(before, after);
    ComparisonReport report =
        new ComparisonReport(
            new DifferenceItems(
                ComparedTree.of(InputFiles.name(input.base()), before),
                ComparedTree.of(input.changed(), after)),
            comparison);
    Bytes content = format.isTable() ? Bytes.utf8(report.text()) : report.document(format.value());
    write(content);
    return check && !comparison.isSame() ? ExitStatus.DRIFT.code() : ExitStatus.DONE.code();
  }

  private int overlay(DeviceTree before, DeviceTree after, Form wanted) throws IOException {
    if (Overlay.isOverlay(before) || Overlay.isOverlay(after)) {
      String message = "%s is an overlay, but dtbind can only create an overlay from two bases";
      return session.fail(
          ExitStatus.INPUT,
          message.formatted(
              Overlay.isOverlay(before) ? InputFiles.name(input.base()) : input.changed()));
    }
    Diagnosed<ChangeOverlay> made = OverlayDifference.generate(before, after);
    if (session.diagnostics().show(made) || made.value().isEmpty()) {
      return made.diagnostics().stream()
              .anyMatch(problem -> problem.code() == DifferenceCode.NAME_NOT_WRITTEN)
          ? ExitStatus.INPUT.code()
          : ExitStatus.FAILED.code();
    }
    ChangeOverlay overlay = made.value().get();
    Diagnosed<Bytes> content =
        OverlayCreateCommand.content(
            overlay.source(),
            wanted == Form.dtso ? OverlayCreateCommand.Form.dtso : OverlayCreateCommand.Form.dtbo);
    if (session.diagnostics().show(content) || content.value().isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    write(content.value().get());
    return check && !overlay.inexpressible().isEmpty()
        ? ExitStatus.DRIFT.code()
        : ExitStatus.DONE.code();
  }

  private void write(Bytes content) throws IOException {
    session.output().write(out.orElse(Path.of("-")), content);
  }
}
