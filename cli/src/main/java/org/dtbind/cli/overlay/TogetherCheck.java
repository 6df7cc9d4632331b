// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.check.Levels;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.PageOption;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.verify.BaseWithOverlays;
import org.dtbind.overlay.verify.OverlayVerification;
import org.dtbind.overlay.verify.Verification;
import org.dtbind.overlay.verify.VerifyOptions;
import org.dtbind.overlay.verify.VerifyRequest;
import org.dtbind.overlay.verify.devices.CheckedDevice;
import org.dtbind.overlay.verify.findings.AllFindings;
import org.dtbind.spec.Specification;
import org.dtbind.view.Format;

/** The part of {@code dtbind check} that checks overlays together, on top of each other. */
final class TogetherCheck implements ArgumentGroup {

  private final StackInput input;
  private boolean together;
  private Optional<Path> spec = Optional.empty();

  TogetherCheck(StackInput input) {
    this.input = input;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--together")
        .description(
            "Check the overlays together, in the order given. Print the overlays, devices and GPIO "
                + "lines that were checked. Otherwise, each overlay is checked on "
                + "its own. --param implies --together.")
        .flag(value -> together = value);
    arguments.add(input.parameters());
    arguments
        .option("--spec")
        .label("F")
        .description(
            "Also check the devices that F declares. The merged tree must contain them, and it must "
                + "be possible to bind them. Implies --together.")
        .value(Path.class, value -> spec = Optional.of(value));
  }

  /** Returns whether to check overlays together. */
  boolean isGiven() {
    return together || spec.isPresent() || input.hasParameters();
  }

  @Override
  public Optional<String> problem() {
    return isGiven() ? input.problem() : Optional.empty();
  }

  /** Checks the overlays; returns the exit code. */
  int run(Session session, VerifyOptions options, Levels levels, PageOption page, Format format)
      throws IOException {
    Optional<Path> declaration = input.declaration(session.inputs());
    if (declaration.isPresent()) {
      return session.fail(
          ExitStatus.USAGE,
          "%s is a declaration, not an overlay".formatted(InputFiles.name(declaration.get())),
          Optional.of("to check it with the overlays, use --spec"));
    }
    if (page.isPresent()) {
      session.diagnostics().remember();
    }
    Optional<StackInput.Stack> stack = input.unchecked(session, levels.checks());
    Optional<Diagnosed<Specification>> declared = declared(session);
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
            options,
            input.names(all.base(), input.blob(session)));
    Diagnosed<Verification> found = verify(request, stack.get().problems());
    List<CheckedDevice> devices = found.value().map(Verification::devices).orElse(List.of());
    List<Diagnostic> findings =
        new AllFindings(levels).of(stack.get().read(), found.diagnostics(), devices);
    Diagnosed<Verification> checked =
        session.diagnostics().leveled(new Diagnosed<>(found.value(), findings));
    failed |= session.diagnostics().show(checked);
    if (checked.value().isPresent() && !page.isStandard()) {
      session
          .output()
          .write(
              CheckReport.VIEW,
              new CheckReport(checked.value().get(), !failed, checked.diagnostics()),
              format);
    }
    if (page.isPresent()) {
      page.write(
          session.output(), CheckPage.of(session, input.path(), all.boot(), checked.value()));
    }
    return (failed ? ExitStatus.INPUT : ExitStatus.DONE).code();
  }

  private Optional<Diagnosed<Specification>> declared(Session session) throws IOException {
    return spec.isPresent()
        ? Optional.of(SpecOption.read(session.inputs(), spec.get()))
        : Optional.empty();
  }

  private static Diagnosed<Verification> verify(VerifyRequest request, List<Diagnostic> known) {
    return Diagnosed.of(request, known).then(OverlayVerification::verify);
  }
}
