// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.BindingOptions;
import org.dtbind.cli.option.BootOption;
import org.dtbind.cli.option.FormatOption;
import org.dtbind.cli.option.KernelOptions;
import org.dtbind.cli.option.LevelArguments;
import org.dtbind.cli.option.PageOption;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.verify.BaseWithOverlays;
import org.dtbind.overlay.verify.OverlayVerification;
import org.dtbind.overlay.verify.Verification;
import org.dtbind.overlay.verify.VerifyOptions;
import org.dtbind.overlay.verify.VerifyRequest;
import org.dtbind.overlay.verify.findings.AllFindings;
import org.dtbind.spec.Specification;

/**
 * The command {@code dtbind overlay check}, which finds problems in overlays before a board boots
 * with them.
 */
final class OverlayCheckCommand implements Command {

  private final Session session;
  private Optional<Path> spec = Optional.empty();
  private Optional<Long> maxSize = Optional.empty();
  private final BootOption boot =
      BootOption.checking(
          "Also check the overlays against the rules of the program that will merge them: U-Boot, "
              + "the Raspberry Pi's firmware, or the running kernel.");
  private final StackInput input = new StackInput(boot);
  private final LevelArguments levels =
      new LevelArguments(
          "CHECK",
          "Report findings of CHECK, the code in a message, as warnings; no-CHECK turns them off. "
              + "May be repeated.",
          "Report findings of CHECK as errors; no-CHECK turns these errors off. May be repeated.");
  private final BindingOptions bindings = new BindingOptions();
  private final KernelOptions kernel = new KernelOptions();
  private final FormatOption format =
      new FormatOption(
          "Output format of the list of overlays, devices and GPIO lines that were checked. "
              + "Default: table.");
  private final PageOption page = new PageOption();

  OverlayCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Check overlays against their base, in the order given. The checks cover labels and "
            + "targets, conflicts over GPIO lines and other resources, nodes that do not become "
            + "devices, and the size of the merged blob.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(input);
    arguments
        .option("--spec")
        .label("F")
        .description(
            "Also check that the merged tree contains the devices declared in F, and that these "
                + "devices can be bound.")
        .value(Path.class, value -> spec = Optional.of(value));
    arguments
        .option("--max-size")
        .label("BYTES")
        .description("Maximum size of the merged blob.")
        .value(Long.class, value -> maxSize = Optional.of(value));
    arguments.add(boot);
    arguments.add(levels);
    arguments.add(bindings);
    arguments.add(kernel);
    arguments.add(format);
    arguments.add(page);
  }

  @Override
  public Optional<String> problem() {
    if (maxSize.filter(bytes -> bytes <= 0).isPresent()) {
      return Optional.of("--max-size requires a number of bytes, at least 1");
    }
    return page.isStandard() && !format.isTable()
        ? Optional.of(
            "--html - and --format both write to standard output: specify a file for --html")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    session.diagnostics().setLevels(levels.of(AllFindings.LEVELS));
    if (page.isPresent()) {
      session.diagnostics().remember();
    }
    Optional<StackInput.Stack> stack = input.read(session);
    Optional<Diagnosed<Specification>> declared = declared();
    boolean failed = declared.isPresent() && session.diagnostics().show(declared.get());
    if (stack.isEmpty()) {
      if (page.isPresent()) {
        page.write(session.output(), CheckPage.unread(session, input.path()));
      }
      return ExitStatus.INPUT.code();
    }
    BaseWithOverlays all = stack.get().input();
    VerifyRequest request =
        new VerifyRequest(
            all,
            declared.flatMap(Diagnosed::value),
            new VerifyOptions(kernel.read(session.inputs()), bindings.read(session)),
            input.names(all.base(), input.blob(session)),
            maxSize.map(OptionalLong::of).orElseGet(OptionalLong::empty));
    Diagnosed<Verification> checked =
        session.diagnostics().leveled(verify(request, stack.get().problems()));
    failed |= session.diagnostics().show(checked);
    if (checked.value().isPresent() && !page.isStandard()) {
      session
          .output()
          .write(
              CheckReport.VIEW,
              new CheckReport(checked.value().get(), !failed, checked.diagnostics()),
              format.value());
    }
    if (page.isPresent()) {
      page.write(
          session.output(), CheckPage.of(session, input.path(), all.boot(), checked.value()));
    }
    return (failed ? ExitStatus.INPUT : ExitStatus.DONE).code();
  }

  private Optional<Diagnosed<Specification>> declared() throws IOException {
    return spec.isPresent()
        ? Optional.of(SpecOption.read(session.inputs(), spec.get()))
        : Optional.empty();
  }

  private static Diagnosed<Verification> verify(VerifyRequest request, List<Diagnostic> known) {
    return Diagnosed.of(request, known).then(OverlayVerification::verify);
  }
}
