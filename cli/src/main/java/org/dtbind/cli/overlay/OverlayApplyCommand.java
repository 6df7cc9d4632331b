// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.BaseOption;
import org.dtbind.cli.option.BootOption;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.OutputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.tree.CompileCommand.Form;
import org.dtbind.diag.Severity;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.FdtFailure;
import org.dtbind.overlay.apply.MergeRules;
import org.dtbind.overlay.apply.MergedBlob;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.verify.BaseWithOverlays;
import org.dtbind.source.Bytes;

/** The command {@code dtbind overlay apply}, which merges overlays into a base. */
final class OverlayApplyCommand implements Command {

  private final Session session;
  private final BootOption boot = BootOption.merging();
  private final BaseOption base = new BaseOption();
  private final ConfigInput config = new ConfigInput();
  private final SourceOptions source = new SourceOptions();
  private List<Path> overlays = new ArrayList<>();
  private final StackInput input = new StackInput(boot, base::path, config, source, () -> overlays);
  private Path out = Path.of("");
  private Optional<Form> form = Optional.empty();

  OverlayApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Merge overlays into a base, in the order given. If an overlay cannot be merged, write "
            + "nothing. With --config-txt, omit only that overlay, as the firmware does.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(base);
    arguments.add(config);
    arguments.add(source);
    arguments
        .parameter("OVERLAY")
        .index("0..*")
        .arity("0..*")
        .description(
            "Overlays, as source files or blobs. Later overlays can refer to labels in earlier "
                + "overlays.")
        .list(Path.class, value -> overlays = value);
    arguments.add(input);
    arguments.add(boot);
    arguments
        .option("-o")
        .label("OUT")
        .required()
        .description("Output file, written completely or not at all.")
        .value(Path.class, value -> out = value);
    arguments
        .option("-O")
        .label("dtb|dts")
        .description("Output format. Default: dts if OUT ends in .dts, otherwise dtb.")
        .value(Form.class, value -> form = Optional.of(value));
  }

  @Override
  public Optional<String> problem() {
    return isSource() ? Optional.empty() : session.output().blobProblem(out);
  }

  @Override
  public Integer call() throws IOException {
    Optional<StackInput.Stack> stack = input.read(session);
    if (stack.isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    List<Overlay> read = stack.get().input().overlays();
    // Show these problems only as warnings, because the board boots with this tree: the firmware
    // ignores the lines with problems.
    session
        .diagnostics()
        .show(stack.get().problems().stream().map(p -> p.as(Severity.WARNING)).toList());
    Optional<MergedTree> merged = session.diagnostics().shown(stack.get().merged());
    if (merged.isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    Bytes content = content(stack.get().input(), merged.get());
    session
        .messages()
        .decision("merged " + InputFiles.name(input.path()) + " and " + read.size() + " overlays");
    session.output().write(out, content);
    return ExitStatus.DONE.code();
  }

  private boolean isSource() {
    Form named = OutputFiles.form(Optional.of(out), List.of(Form.dts), Form.dtb);
    return form.orElse(named) == Form.dts;
  }

  private Bytes content(BaseWithOverlays stack, MergedTree merged) throws IOException {
    if (isSource()) {
      String text = DtsPrinter.print(merged.tree());
      return Bytes.latin1(text);
    }
    Optional<Bytes> blob = input.blob(session);
    if (blob.isPresent() && stack.plan().rules() == MergeRules.FIRMWARE) {
      try {
        // Write the same blob as dtmerge, including unused bytes after values that became shorter.
        return MergedBlob.write(blob.get(), stack.base(), merged.edits());
      } catch (FdtFailure e) {
        session
            .messages()
            .decision("the base is not in the form that libfdt expects: rewriting it");
      }
    }
    return DtbWriter.write(
        merged.tree(), DtbWriter.names(input.names(stack.base(), blob), merged.names()));
  }
}
