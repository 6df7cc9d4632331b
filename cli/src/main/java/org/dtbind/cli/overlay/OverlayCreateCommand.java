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
import org.dtbind.cli.option.BaseOption;
import org.dtbind.cli.option.BindingOptions;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.session.OutputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.overlay.generate.GeneratedTree;
import org.dtbind.overlay.generate.OverlayGeneration;
import org.dtbind.overlay.generate.OverlayPrinter;
import org.dtbind.overlay.generate.OverlaySource;
import org.dtbind.overlay.verify.findings.BindingCheck;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;

/**
 * The command {@code dtbind overlay create}, which creates an overlay for declared devices that a
 * base lacks.
 */
final class OverlayCreateCommand implements Command {

  /** The output formats. */
  enum Form {
    /** Source, for users and builds that compile it. */
    dtso,
    /** A blob. */
    dtbo
  }

  private final Session session;
  private final BaseOption base = new BaseOption();
  private final SpecOption spec = new SpecOption();
  private Optional<Form> form = Optional.empty();
  private Optional<Path> out = Optional.empty();
  private final BindingOptions bindings = new BindingOptions();
  private final SourceOptions source = new SourceOptions();

  OverlayCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Create an overlay that adds the declared devices that are missing from a base devicetree.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(base);
    arguments.add(spec);
    arguments
        .option("-O")
        .label("dtso|dtbo")
        .description("Output format. Default: dtbo if OUT ends in .dtbo, otherwise dtso.")
        .value(Form.class, value -> form = Optional.of(value));
    arguments
        .option("-o")
        .label("OUT")
        .description(
            "Output file, written completely or not at all. Default with -O dtso: standard output.")
        .value(Path.class, value -> out = Optional.of(value));
    arguments.add(bindings);
    arguments.add(source);
  }

  @Override
  public Optional<String> problem() {
    return wanted() == Form.dtbo ? session.output().blobProblem(out) : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    Diagnosed<DeviceTree> tree = base.read(session.inputs(), source);
    boolean failed = session.diagnostics().show(tree);
    Diagnosed<Specification> specification = spec.read(session.inputs());
    failed |= session.diagnostics().show(specification);
    if (failed || tree.value().isEmpty() || specification.value().isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    Specification declared = specification.value().get();
    Optional<BindingCheck> check = bindings.read(session);
    Diagnosed<Bytes> overlay =
        OverlayGeneration.generate(declared, tree.value().get(), false)
            .then(
                made ->
                    Diagnosed.of(
                        made,
                        check
                            .map(
                                bindingCheck ->
                                    bindingCheck.problems(declared, tree.value().get(), made))
                            .orElse(List.of())))
            .then(made -> content(made, wanted()));
    if (session.diagnostics().show(overlay) || overlay.value().isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    session.output().write(out.orElse(Path.of("-")), overlay.value().get());
    return ExitStatus.DONE.code();
  }

  private Form wanted() {
    return form.orElse(OutputFiles.form(out, List.of(Form.dtbo), Form.dtso));
  }

  /** {@return the overlay in an output format} */
  static Diagnosed<Bytes> content(OverlaySource overlay, Form form) {
    return form == Form.dtso
        ? Diagnosed.of(Bytes.utf8(OverlayPrinter.print(overlay)), List.of())
        : GeneratedTree.of(overlay).then(tree -> Diagnosed.of(DtbWriter.write(tree), List.of()));
  }
}
