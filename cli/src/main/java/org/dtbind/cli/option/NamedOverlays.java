// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.ShownDiagnostics;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergeRules;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.config.ConfigCauses;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.overlay.verify.BaseWithOverlays;
import org.dtbind.overlay.verify.BootChain;
import org.dtbind.source.FileName;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.MissingParameterException;

/** Overlays on the command line, and the parameters that follow them. */
public final class NamedOverlays implements ArgumentGroup {

  private final String baseName;
  private final IntSupplier overlays;
  private final BootOption boot;

  /** The parameters. The key is the number of overlays before them on the command line. */
  private final Map<Integer, List<ParameterSetting>> settings = new TreeMap<>();

  /**
   * Creates the option for parameters. Each parameter is stored as soon as it is parsed, when the
   * overlays after it are not known yet.
   *
   * @param baseName what the help calls the tree to which the overlays are applied
   * @param overlays the number of overlays so far on the command line
   */
  public NamedOverlays(String baseName, IntSupplier overlays, BootOption boot) {
    this.baseName = baseName;
    this.overlays = overlays;
    this.boot = boot;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--param")
        .label("NAME[=VALUE]")
        .description(
            "Set a parameter of the preceding overlay or, if no overlay precedes this option, of "
                + baseName
                + ". May be repeated; the order matters. Implies --boot rpi.")
        .consumed(
            (rest, option, command) -> {
              if (rest.isEmpty()) {
                throw new MissingParameterException(
                    command.commandLine(), option, "Missing required parameter for '--param'");
              }
              set(overlays.getAsInt(), rest.pop());
            });
  }

  private void set(int before, String text) {
    settings
        .computeIfAbsent(before, number -> new ArrayList<>())
        .add(ParameterSetting.of(FileName.bytes(text).latin1()));
  }

  public boolean areSet() {
    return !settings.isEmpty();
  }

  @Override
  public Optional<String> problem() {
    return areSet() && boot.chain().filter(chain -> chain != BootChain.RPI).isPresent()
        ? Optional.of("--param is only for the Raspberry Pi's firmware: omit --boot")
        : Optional.empty();
  }

  /**
   * A base and overlays whose findings are still to be shown.
   *
   * @param read the trees of the overlays, with the findings of dtc's checks
   * @param problems the problems with them as overlays
   */
  public record Unchecked(
      BaseWithOverlays input, List<Diagnosed<DeviceTree>> read, List<Diagnostic> problems) {

    public Unchecked {
      read = List.copyOf(read);
      problems = List.copyOf(problems);
    }
  }

  /** Reads a base and overlays; returns empty if one has errors, after showing them. */
  public Optional<BaseWithOverlays> read(
      Session session, SourceOptions source, Path base, List<Path> files) throws IOException {
    return read(session, source, base, files, rules(), settings);
  }

  static Optional<BaseWithOverlays> read(
      Session session,
      SourceOptions source,
      Path base,
      List<Path> files,
      Optional<BootChain> chain,
      Map<Integer, List<ParameterSetting>> settings)
      throws IOException {
    Optional<Unchecked> all =
        unchecked(session, source, base, files, chain, settings, CheckLevels.ERRORS);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<Diagnostic> findings = new ArrayList<>();
    all.get().read().forEach(one -> findings.addAll(one.diagnostics()));
    findings.addAll(all.get().problems());
    return session.diagnostics().show(findings) ? Optional.empty() : Optional.of(all.get().input());
  }

  /**
   * Reads a base and overlays as {@link #read} does, but shows no findings about overlays that can
   * be read.
   *
   * @param checks the checks that run on overlays
   */
  public Optional<Unchecked> unchecked(
      Session session, SourceOptions source, Path base, List<Path> files, CheckLevels checks)
      throws IOException {
    return unchecked(session, source, base, files, rules(), settings, checks);
  }

  private static Optional<Unchecked> unchecked(
      Session session,
      SourceOptions source,
      Path base,
      List<Path> files,
      Optional<BootChain> chain,
      Map<Integer, List<ParameterSetting>> settings,
      CheckLevels checks)
      throws IOException {
    Diagnosed<DeviceTree> tree = source.read(session.inputs(), base);
    boolean failed = session.diagnostics().show(tree);
    MergePlan plan = new MergePlan(BootChain.rules(chain), settings);
    List<Diagnosed<DeviceTree>> read = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    List<Overlay> overlays = new ArrayList<>();
    for (Path file : files) {
      Diagnosed<DeviceTree> own = source.read(session.inputs(), file, true, checks, used -> {});
      Diagnosed<Overlay> overlay =
          new Diagnosed<>(own.value(), List.of())
              .then(deviceTree -> OverlayReader.read(InputFiles.name(file), deviceTree));
      boolean isSet = settings.containsKey(overlays.size() + 1);
      if (isSet) {
        overlay = withoutAllOff(overlay);
      }
      overlay = withErrors(overlay, plan.rules());
      if (own.value().isEmpty() || overlay.hasErrors()) {
        session.diagnostics().show(own);
        session.diagnostics().show(overlay);
        failed = true;
      } else {
        read.add(own);
        problems.addAll(overlay.diagnostics());
      }
      overlay.value().ifPresent(overlays::add);
    }
    return failed
        ? Optional.empty()
        : tree.value()
            .map(
                deviceTree ->
                    new Unchecked(
                        new BaseWithOverlays(deviceTree, overlays, chain, plan, ConfigCauses.NONE),
                        read,
                        problems));
  }

  /** Returns who merges: only the firmware knows parameters. */
  private Optional<BootChain> rules() {
    return areSet() ? Optional.of(BootChain.RPI) : boot.chain();
  }

  /** Merges overlays into their base; returns empty if that fails, after showing why. */
  public static Optional<DeviceTree> merge(ShownDiagnostics diagnostics, BaseWithOverlays input) {
    if (input.overlays().isEmpty() && input.plan().settings().isEmpty()) {
      return Optional.of(input.base());
    }
    return diagnostics.shown(input.merged()).map(MergedTree::tree);
  }

  /** Removes the diagnostic that all fragments are off, since a parameter may turn them on. */
  private static Diagnosed<Overlay> withoutAllOff(Diagnosed<Overlay> overlay) {
    return new Diagnosed<>(
        overlay.value(),
        overlay.diagnostics().stream().filter(p -> p.code() != OverlayCode.ALL_OFF).toList());
  }

  /**
   * Turns the warning about an overlay without effect into an error if it is a mistake: the file is
   * not an overlay, or all of its fragments are off. Exceptions: an overlay without any nodes is
   * what {@code overlay create} writes if nothing is missing, and on the Raspberry Pi, all
   * fragments may be off until a parameter turns them on.
   */
  public static Diagnosed<Overlay> withErrors(Diagnosed<Overlay> overlay, MergeRules rules) {
    boolean empty = overlay.value().filter(one -> Overlay.isEmpty(one.tree())).isPresent();
    List<Diagnostic> problems = new ArrayList<>();
    for (Diagnostic problem : overlay.diagnostics()) {
      boolean mistake =
          problem.code() == OverlayCode.NO_FRAGMENTS && !empty
              || problem.code() == OverlayCode.ALL_OFF && rules == MergeRules.LIBFDT;
      problems.add(mistake ? problem.as(Severity.ERROR) : problem);
    }
    return new Diagnosed<>(overlay.value(), problems);
  }
}
