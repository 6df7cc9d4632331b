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
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergeRules;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.overlay.verify.BootChain;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.MissingParameterException;

/** Overlays on the command line, and the parameters that follow them. */
public final class NamedOverlays {

  /** A base and the overlays on it. */
  public record Stack(DeviceTree base, List<Overlay> overlays, MergePlan plan) {

    public Stack {
      overlays = List.copyOf(overlays);
    }

    /** Merges all overlays into the base; returns empty if that fails, after showing why. */
    public Optional<DeviceTree> merge(Session session) {
      if (overlays.isEmpty() && plan.settings().isEmpty()) {
        return Optional.of(base);
      }
      Diagnosed<MergedTree> merged = OverlayStack.apply(base, overlays, plan);
      return session.show(merged) ? Optional.empty() : merged.value().map(MergedTree::tree);
    }
  }

  /** The parameters. The key is the number of overlays before them on the command line. */
  private final Map<Integer, List<ParameterSetting>> settings = new TreeMap<>();

  /**
   * Declares the option for parameters. Each parameter is stored as soon as it is parsed, when the
   * overlays after it are not known yet.
   *
   * @param base what the help calls the tree to which the overlays are applied
   * @param overlays the number of overlays so far on the command line
   */
  public void declare(Arguments arguments, String base, IntSupplier overlays) {
    arguments
        .option("--param")
        .label("NAME[=VALUE]")
        .description(
            "Set a parameter of the preceding overlay or, if no overlay precedes this option, of "
                + base
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

  private void set(int overlays, String text) {
    settings
        .computeIfAbsent(overlays, number -> new ArrayList<>())
        .add(ParameterSetting.of(Bytes.utf8(text).latin1()));
  }

  public boolean areSet() {
    return !settings.isEmpty();
  }

  /**
   * Returns the reason why the arguments are invalid; empty if they are valid.
   *
   * @param chain the boot chain on the command line, if there is one
   */
  public Optional<String> problem(Optional<BootChain> chain) {
    return areSet() && chain.filter(one -> one != BootChain.RPI).isPresent()
        ? Optional.of("--param is only for the Raspberry Pi's firmware: omit --boot")
        : Optional.empty();
  }

  /**
   * Returns the boot chain: the Raspberry Pi's if there are parameters, else that on the command
   * line.
   *
   * @param chain the boot chain on the command line, if there is one
   */
  public Optional<BootChain> boot(Optional<BootChain> chain) {
    return areSet() ? Optional.of(BootChain.RPI) : chain;
  }

  /** {@return the rules for merging, and the parameters} */
  public MergePlan plan(Optional<BootChain> chain) {
    return new MergePlan(BootChain.rules(boot(chain)), settings);
  }

  /**
   * Reads a base and overlays; returns empty if one has errors, after showing them.
   *
   * @param chain the boot chain on the command line, if there is one
   */
  public Optional<Stack> read(
      Session session, SourceOptions source, Path base, List<Path> files, Optional<BootChain> chain)
      throws IOException {
    Diagnosed<DeviceTree> tree = source.read(session, base);
    boolean failed = session.show(tree);
    MergePlan plan = plan(chain);
    List<Overlay> overlays = new ArrayList<>();
    for (Path file : files) {
      Diagnosed<Overlay> overlay =
          source.read(session, file).then(read -> OverlayReader.read(InputFiles.name(file), read));
      boolean isSet = settings.containsKey(overlays.size() + 1);
      if (isSet) {
        overlay = withoutAllOff(overlay);
      }
      failed |= session.show(withErrors(overlay, plan.rules()));
      overlay.value().ifPresent(overlays::add);
    }
    return failed ? Optional.empty() : tree.value().map(read -> new Stack(read, overlays, plan));
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
