// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.claims.Conflict;
import org.dtbind.overlay.claims.Conflicts;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.claims.PinClaims;
import org.dtbind.overlay.claims.TreeIndex;
import org.dtbind.overlay.rpi.Mistakes;
import org.dtbind.overlay.rpi.ParameterPass;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.overlay.rpi.Parameters;
import org.dtbind.overlay.verify.addresses.RegionPlaces;
import org.dtbind.overlay.verify.addresses.ReservedMemory;
import org.dtbind.overlay.verify.addresses.UnitAddresses;
import org.dtbind.overlay.verify.conflicts.LostNames;
import org.dtbind.overlay.verify.conflicts.NewConflicts;
import org.dtbind.overlay.verify.conflicts.Replacements;
import org.dtbind.overlay.verify.devices.CheckedDevice;
import org.dtbind.overlay.verify.devices.DeclaredDevices;
import org.dtbind.overlay.verify.devices.DeclaredPlaces;
import org.dtbind.overlay.verify.devices.Devices;
import org.dtbind.overlay.verify.devices.DriverNames;
import org.dtbind.overlay.verify.devices.LostDevices;
import org.dtbind.overlay.verify.devices.Statuses;
import org.dtbind.overlay.verify.findings.BindingCheck;
import org.dtbind.overlay.verify.findings.NodeChecks;
import org.dtbind.overlay.verify.lines.CheckedLine;
import org.dtbind.overlay.verify.lines.Hogs;
import org.dtbind.overlay.verify.lines.InterruptLines;
import org.dtbind.overlay.verify.lines.LineCounts;
import org.dtbind.overlay.verify.lines.LineLevels;
import org.dtbind.overlay.verify.lines.LineLists;
import org.dtbind.overlay.verify.lines.LineNames;
import org.dtbind.overlay.verify.lines.LineOffsets;
import org.dtbind.overlay.verify.lines.LineRepeats;
import org.dtbind.overlay.verify.pins.BusPins;
import org.dtbind.overlay.verify.pins.MuxedLines;
import org.dtbind.overlay.verify.pins.PinGroupUse;
import org.dtbind.overlay.verify.pins.PinNumbers;
import org.dtbind.overlay.verify.pins.PinStates;
import org.dtbind.overlay.verify.references.Aliases;
import org.dtbind.overlay.verify.references.IdMaps;
import org.dtbind.overlay.verify.references.Supplies;
import org.dtbind.overlay.verify.stack.CheckedBase;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.values.Backlights;
import org.dtbind.overlay.verify.values.Children;
import org.dtbind.overlay.verify.values.CompatibleStrings;
import org.dtbind.overlay.verify.values.EntryNames;
import org.dtbind.overlay.verify.values.OperatingPoints;
import org.dtbind.overlay.verify.values.Partitions;
import org.dtbind.overlay.verify.values.Registers;
import org.dtbind.overlay.verify.values.Regulators;
import org.dtbind.overlay.verify.values.ThermalZones;
import org.dtbind.overlay.verify.values.Translations;
import org.dtbind.overlay.verify.values.TriggerTypes;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/** Checks a board, or a base and the overlays on it, in the order in which they are applied. */
public final class OverlayVerification {

  private OverlayVerification() {}

  /**
   * {@return the checked nodes and lines, and diagnostics; absent if the overlays cannot be merged}
   *
   * <p>Problems of the base itself are not reported, because boards boot with it: for these, see
   * {@link #board}.
   */
  public static Diagnosed<Verification> verify(VerifyRequest request) {
    return verify(base(request.input().base(), request.options().bindings()), request);
  }

  /**
   * {@return a base with its own problems}
   *
   * @param bindings the binding documents to check overlays against, if any
   */
  public static CheckedBase base(DeviceTree base, Optional<BindingCheck> bindings) {
    TreeIndex index = new TreeIndex(base);
    return new CheckedBase(
        index,
        Conflicts.of(index).stream().map(Conflict::key).collect(Collectors.toUnmodifiableSet()),
        LineClaims.repeats(index).keySet(),
        LineNames.named(index),
        NodeChecks.keys(base),
        bindings.map(check -> check.keys(base)).orElse(Set.of()));
  }

  /**
   * {@return the result for one of several requests with the same base and binding documents}
   *
   * @throws IllegalArgumentException if the request has another base
   */
  public static Diagnosed<Verification> verify(CheckedBase base, VerifyRequest request) {
    BaseWithOverlays input = request.input();
    if (!base.tree().equals(input.base())) {
      throw new IllegalArgumentException("the request has another base");
    }
    TargetKernel kernel = request.options().kernel();
    boolean running = input.boot().filter(BootChain.KERNEL_RUNTIME::equals).isPresent();
    return input
        .merged()
        .then(tree -> check(request, new Stack(base, tree, kernel, input.causes(), running)));
  }

  /**
   * {@return the checked nodes and lines of a board, and diagnostics about all of them}
   *
   * @param request a request without overlays, whose base is the board
   */
  public static Diagnosed<Verification> board(VerifyRequest request) {
    return check(request, Stack.ofBoard(request.input().base(), request.options().kernel()));
  }

  /** {@return the diagnostics about a board for any kernel} */
  public static List<Diagnostic> problems(DeviceTree board) {
    return board(VerifyRequest.ofBoard(board, VerifyOptions.DEFAULT)).diagnostics();
  }

  /**
   * {@return warnings about values of {@code status} that Linux does not know, which disable a
   * node}
   *
   * @param tree a board, or an overlay that is not merged
   */
  public static List<Diagnostic> unknownStatuses(DeviceTree tree) {
    return Statuses.warnings(tree);
  }

  /**
   * Runs the rules for boards and overlays alike. A rule reports only what the stack says is new,
   * which is everything on a board.
   */
  private static Diagnosed<Verification> check(VerifyRequest request, Stack stack) {
    LineCounts counts = new LineCounts();
    Diagnosed<List<CheckedLine>> lines = new LineOffsets(stack, counts).check();
    Diagnosed<Set<NodePath>> misread = new ReservedMemory(stack).check();
    Diagnosed<Map<NodePath, CheckedDevice>> found = new Devices(stack).check();
    Diagnosed<Map<NodePath, CheckedDevice>> declared =
        request
            .specification()
            .map(specification -> new DeclaredDevices(stack, specification).check(found))
            .orElse(Diagnosed.of(found.value().orElseThrow(), List.of()));
    Map<NodePath, CheckedDevice> devices = declared.value().orElseThrow();
    long size = stack.isWhole() ? 0 : size(request, stack.tree());
    List<Diagnostic> problems =
        all(
            ofLines(stack, counts, lines.diagnostics()),
            ofResources(stack, counts, misread, request.input().boot()),
            found.diagnostics(),
            new NodeChecks(stack).problems(found.diagnostics()),
            new UnitAddresses(stack, misread.value().orElseThrow()).problems(),
            new Replacements(stack).problems(),
            ofValues(stack, misread.value().orElseThrow()),
            ofOverlays(request, stack),
            declared.diagnostics(),
            new DriverNames(stack).problems(devices.values()),
            ofBoot(request),
            request.options().bindings().map(check -> check.problems(stack)).orElse(List.of()));
    Verification verification =
        new Verification(
            parts(request.input()),
            List.copyOf(devices.values()),
            lines.value().orElseThrow(),
            List.copyOf(new PinClaims(stack.merged()).unread(devices.keySet())),
            size,
            stack.tree().tree());
    return Diagnosed.of(
        verification,
        request
            .specification()
            .map(specification -> DeclaredPlaces.of(stack, specification).placed(problems))
            .orElse(problems));
  }

  @SafeVarargs
  private static List<Diagnostic> all(List<Diagnostic>... parts) {
    List<Diagnostic> all = new ArrayList<>();
    for (List<Diagnostic> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  private static List<Diagnostic> ofLines(
      Stack stack, LineCounts counts, List<Diagnostic> ofOffsets) {
    return all(
        new LineLists(stack).problems(),
        ofOffsets,
        new InterruptLines(stack, counts).problems(),
        new Hogs(stack).problems(),
        new LineRepeats(stack).problems(),
        new LineLevels(stack).problems());
  }

  private static List<Diagnostic> ofResources(
      Stack stack, LineCounts counts, Diagnosed<Set<NodePath>> misread, Optional<BootChain> boot) {
    boolean running = boot.filter(BootChain.KERNEL_RUNTIME::equals).isPresent();
    return all(
        misread.diagnostics(),
        new NewConflicts(stack, running, misread.value().orElseThrow()).problems(),
        new MuxedLines(stack).problems(),
        new LineNames(stack, counts).problems(),
        new PinGroupUse(stack).problems(),
        new PinStates(stack).problems(),
        new BusPins(stack).problems(),
        new Supplies(stack).problems(),
        new IdMaps(stack).problems(),
        new Aliases(stack).problems());
  }

  private static List<Diagnostic> ofValues(Stack stack, Set<NodePath> misread) {
    return all(
        new RegionPlaces(stack, misread).problems(),
        new PinNumbers(stack).problems(),
        new Backlights(stack).problems(),
        new TriggerTypes(stack).problems(),
        new Translations(stack).problems(),
        new OperatingPoints(stack).problems(),
        new Partitions(stack).problems(),
        new Registers(stack).problems(),
        new Regulators(stack).problems(),
        new ThermalZones(stack).problems(),
        new CompatibleStrings(stack).problems(),
        new EntryNames(stack).problems(),
        new Children(stack).problems());
  }

  private static List<Diagnostic> ofOverlays(VerifyRequest request, Stack stack) {
    return all(
        new LostNames(stack).problems(),
        new LostDevices(stack).problems(),
        BoardRules.problems(request, stack));
  }

  /** Returns what programs that merge overlays make of them: all programs, if none is specified. */
  private static List<Diagnostic> ofBoot(VerifyRequest request) {
    Optional<BootChain> boot = request.input().boot();
    List<Diagnostic> problems = new ArrayList<>();
    if (boot.orElse(BootChain.RPI) == BootChain.RPI) {
      request.input().overlays().forEach(one -> problems.addAll(Mistakes.of(one.tree())));
    }
    if (boot.filter(BootChain.RPI::equals).isEmpty()) {
      request.input().overlays().stream()
          .flatMap(overlay -> BootRules.twoTargets(overlay).stream())
          .forEach(problem -> problems.add(problem.as(Severity.WARNING)));
    }
    boot.ifPresent(chain -> problems.addAll(BootRules.problems(request, chain)));
    return problems;
  }

  private static List<Verification.OverlayPart> parts(BaseWithOverlays input) {
    List<Verification.OverlayPart> parts = new ArrayList<>();
    for (Overlay overlay : input.overlays()) {
      List<ParameterSetting> settings =
          input.plan().settings().getOrDefault(parts.size() + 1, List.of());
      parts.add(
          new Verification.OverlayPart(
              overlay.name(),
              set(overlay, settings).fragments().size(),
              overlay.fixups().stream().map(Overlay.Fixup::label).toList()));
    }
    return parts;
  }

  /** Returns an overlay with its parameters, which may turn fragments on and off. */
  private static Overlay set(Overlay overlay, List<ParameterSetting> settings) {
    List<ParameterSetting> own =
        settings.stream()
            .filter(one -> Parameters.property(overlay.tree(), one.name()).isPresent())
            .toList();
    return own.isEmpty()
        ? overlay
        : ParameterPass.apply(overlay.tree(), own)
            .value()
            .flatMap(set -> OverlayReader.read(overlay.name(), set.tree()).value())
            .orElse(overlay);
  }

  private static long size(VerifyRequest request, MergedTree merged) {
    Bytes names =
        request.names().isEmpty() ? DtbWriter.names(request.input().base()) : request.names();
    return DtbWriter.write(merged.tree(), DtbWriter.names(names, merged.names())).length();
  }
}
