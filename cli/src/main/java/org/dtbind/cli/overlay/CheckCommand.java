// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.check.Levels;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.BaselineOptions;
import org.dtbind.cli.option.BindingOptions;
import org.dtbind.cli.option.BootOption;
import org.dtbind.cli.option.FindingRun;
import org.dtbind.cli.option.KernelOptions;
import org.dtbind.cli.option.LevelArguments;
import org.dtbind.cli.option.RunOptions;
import org.dtbind.cli.option.SchemaOptions;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.StdinNameOption;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.format.Rule;
import org.dtbind.overlay.config.ConfiguredTree;
import org.dtbind.overlay.verify.BootChain;
import org.dtbind.overlay.verify.OverlayVerification;
import org.dtbind.overlay.verify.VerifyOptions;
import org.dtbind.overlay.verify.findings.AllFindings;
import org.dtbind.overlay.verify.stack.CheckedBase;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.report.BindingCode;
import org.dtbind.validate.report.FindingKey;

/** The command {@code dtbind check}, which finds what goes wrong before a board boots. */
public final class CheckCommand implements Command {

  private final Session session;
  private Optional<Path> base = Optional.empty();
  private final ConfigInput config = new ConfigInput();
  private final BootOption boot =
      BootOption.checking(
          "Also check overlays against the rules of the program that merges them: U-Boot, the "
              + "Raspberry Pi's firmware, or the running kernel.");
  private final LevelArguments levels =
      new LevelArguments(
          "CHECK",
          "Report findings of CHECK, the code in a message, as warnings; no-CHECK turns them off. "
              + "May be repeated. For the checks of dtc, works as in dtc, but "
              + "unique_unit_address_if_enabled replaces unique_unit_address by default.",
          "Report findings of CHECK as errors; no-CHECK turns these errors off. May be repeated.");
  private boolean style;
  private final FixOptions fixes = new FixOptions();
  private final BaselineOptions baseline = new BaselineOptions();
  private final BindingOptions bindings = new BindingOptions(SchemaOptions.searching());
  private final KernelOptions kernel = new KernelOptions();
  private final SourceOptions source = new SourceOptions();
  private final StdinNameOption stdin;
  private final RunOptions options = new RunOptions("Check", baseline, fixes::diff);
  private List<Path> files = new ArrayList<>();
  private final TogetherCheck together =
      new TogetherCheck(
          new StackInput(boot, () -> base.orElseThrow(), config, source, () -> files));

  public CheckCommand(Session session) {
    this.session = session;
    this.stdin = new StdinNameOption(session.inputs());
  }

  @Override
  public List<String> description() {
    return List.of(
        "Check boards, overlays and declarations for everything that dtbind can know before a board "
            + "boots: dtc's checks, conflicts over GPIO lines, pins and other resources, and nodes "
            + "that do not become devices. Findings in your files and their directories come first; "
            + "of other files, only errors and the number of warnings are shown (-v shows all).");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--base")
        .label("B")
        .description(
            "The base of overlays and declarations: a source file, a blob, or a directory such as "
                + "/proc/device-tree. Only problems that an overlay adds to the base are reported.")
        .value(Path.class, value -> base = Optional.of(value));
    arguments.add(together);
    arguments.add(config);
    arguments.add(boot);
    arguments.add(levels);
    arguments
        .option("--style")
        .description(
            "Also report violations of the kernel's style. Only for the sources that you named, by "
                + "the rules of 'dtbind fmt'.")
        .flag(value -> style = value);
    arguments.add(fixes);
    arguments.add(baseline);
    arguments.add(bindings);
    arguments.add(kernel);
    arguments.add(source);
    arguments.add(stdin);
    arguments.add(options);
    arguments
        .parameter("FILE")
        .index("0..*")
        .arity("0..*")
        .description(
            "A board or, with --base, an overlay or a declaration: a source file, a blob, or a "
                + "directory such as /proc/device-tree. Each file is checked on its own, unless you use "
                + "--together.")
        .list(Path.class, value -> files = value);
  }

  @Override
  public Optional<String> problem() {
    if (files.isEmpty() && !config.isGiven()) {
      return Optional.of("FILE is missing: specify a board or, with --base, an overlay");
    }
    if (together.isGiven() && (style || fixes.fix() || fixes.diff() || baseline.areGiven())) {
      return Optional.of(
          "overlays that are checked together have no files of their own: omit --style, --fix, "
              + "--diff, --baseline and --write-baseline");
    }
    if (together.isGiven() && base.isEmpty()) {
      return Optional.of("--together requires the base of the overlays: add --base B");
    }
    if (config.isGiven() && base.isEmpty()) {
      return Optional.of("--config-txt requires the board's devicetree: add --base B");
    }
    if (stdin.problem(files).isPresent()) {
      return stdin.problem(files);
    }
    if (fixes.fix() && files.stream().anyMatch(InputFiles::isStandard)) {
      return Optional.of("--fix changes files: name a file instead of '-'");
    }
    return files.isEmpty() && boot.chain().filter(chain -> chain != BootChain.RPI).isPresent()
        ? Optional.of("--config-txt uses the rules of the Raspberry Pi's firmware: omit --boot")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Levels wanted = levels.of(AllFindings.LEVELS);
    session.diagnostics().setLevels(wanted);
    List<Path> named = new ArrayList<>(files);
    config.file().ifPresent(named::add);
    if (stdin.isGiven()) {
      named.replaceAll(file -> FileName.path(session.inputs().nameOf(file)));
    }
    VerifyOptions checks =
        new VerifyOptions(
            kernel.read(session.inputs()),
            bindings.read(
                session, source, named, wanted.isNamed(BindingCode.COMPATIBLE_UNKNOWN.id())));
    if (together.isGiven()) {
      return together.run(session, checks, wanted, options.page(), options.format());
    }
    FindingRun findings = new FindingRun(session, options, named);
    Optional<DeviceTree> baseTree = Optional.empty();
    if (base.isPresent()) {
      baseTree = session.diagnostics().shown(source.read(session.inputs(), base.get()));
      if (baseTree.isEmpty()) {
        return ExitStatus.INPUT.code();
      }
    }
    Optional<Fixing> fixing =
        fixes.fix() ? Optional.of(new Fixing(session, named)) : Optional.empty();
    ParallelChecks run = new ParallelChecks(session, findings, fixing);
    FileCheck check = check(baseTree, checks, wanted);
    if (config.isGiven()) {
      Diagnosed<ConfiguredTree> configured =
          config.read(session.inputs(), source, baseTree.orElseThrow());
      run.take(check.configured(config.file().map(InputFiles::name).orElse(""), configured));
    }
    run.run(files, check, source, options.threads());
    run.finish();
    findings.compare(
        entry -> isChecked(entry, wanted, checks.bindings().isPresent() && !bindings.isLimited()));
    if (fixes.diff()) {
      new Fixing(session, named).print(run.shown());
    }
    int exit =
        findings.end("Check", FilesReport.VIEW, run.report(), run.summary(), List.of(run.boards()));
    return fixing.flatMap(Fixing::fail).orElse(exit);
  }

  private FileCheck check(Optional<DeviceTree> baseTree, VerifyOptions checks, Levels wanted)
      throws IOException {
    Optional<CheckedBase> checked =
        baseTree.map(tree -> OverlayVerification.base(tree, checks.bindings()));
    Path standard = Path.of("-");
    Optional<SourceFile> typed =
        files.contains(standard)
            ? session.inputs().stream(standard)
                .map(content -> new SourceFile(session.inputs().nameOf(standard), content))
            : Optional.empty();
    return new FileCheck(checked, boot.chain(), wanted, checks, style, typed);
  }

  private boolean isChecked(String id, Levels wanted, boolean withBindings) {
    return FindingKey.isCode(id)
        && (withBindings && (!id.equals(BindingCode.COMPATIBLE_UNKNOWN.id()) || wanted.isNamed(id))
            || !isOf(List.of(BindingCode.values()), id))
        && (style && isOf(FileCheck.styleRules(wanted), id) || !isOf(List.of(Rule.values()), id))
        && !wanted.isOff(id);
  }

  private static boolean isOf(Collection<? extends Code> codes, String id) {
    return codes.stream().anyMatch(code -> code.id().equals(id));
  }
}
