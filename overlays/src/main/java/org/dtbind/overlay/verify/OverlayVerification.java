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
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.claims.Conflict;
import org.dtbind.overlay.claims.Conflicts;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.claims.PinClaims;
import org.dtbind.overlay.claims.TreeIndex;
import org.dtbind.overlay.rpi.Mistakes;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/** Checks a board, or a base and the overlays on it, in the order in which they are applied. */
public final class OverlayVerification {

  private OverlayVerification() {}

  /** The results of the rules that are the same for boards and overlays. */
  private record Checked(Map<NodePath, CheckedDevice> devices, List<CheckedLine> lines) {}

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
   * @param base the base of the request
   */
  public static Diagnosed<Verification> verify(CheckedBase base, VerifyRequest request) {
    BaseWithOverlays input = request.input();
    TargetKernel kernel = request.options().kernel();
    return input
        .merged()
        .then(tree -> check(request, new Stack(base, tree, kernel, input.causes())));
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
  public static List<Diagnostic> asBrought(DeviceTree tree) {
    return board(VerifyRequest.ofBoard(tree, VerifyOptions.DEFAULT)).diagnostics();
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
  private static Checked rules(Stack stack, boolean running) {
    new LineLists(stack).report();
    LineCounts counts = new LineCounts();
    List<CheckedLine> lines = new LineOffsets(stack, counts).report();
    new Interrupts(stack, counts).report();
    new Hogs(stack).report();
    new LineRepeats(stack).report();
    new LineLevels(stack).report();
    Set<NodePath> misread = new ReservedMemory(stack).report();
    new NewConflicts(stack, running, misread).report();
    new MuxedLines(stack).report();
    new LineNames(stack, counts).report();
    new PinGroupUse(stack).report();
    new PinStates(stack).report();
    new Supplies(stack).report();
    new IdMaps(stack).report();
    new Aliases(stack).report();
    new SpiDevices(stack).report();
    Map<NodePath, CheckedDevice> devices = new Devices(stack).report();
    new Statuses(stack).report(devices.values());
    new NodeChecks(stack).report();
    new UnitAddresses(stack, misread).report();
    new Replacements(stack).report();
    return new Checked(devices, lines);
  }

  private static Diagnosed<Verification> check(VerifyRequest request, Stack stack) {
    Optional<BootChain> boot = request.input().boot();
    boolean running = boot.filter(BootChain.KERNEL_RUNTIME::equals).isPresent();
    Checked checked = rules(stack, running);
    request
        .specification()
        .ifPresent(
            spec -> new Declarations(stack, new Devices(stack), spec).report(checked.devices()));
    new DriverNames(stack).report(checked.devices().values());
    if (boot.orElse(BootChain.RPI) == BootChain.RPI) {
      for (Overlay overlay : request.input().overlays()) {
        stack.problems().addAll(Mistakes.of(overlay.tree()));
      }
    }
    if (boot.filter(BootChain.RPI::equals).isEmpty()) {
      for (Overlay overlay : request.input().overlays()) {
        BootRules.twoTargets(overlay).forEach(problem -> stack.add(problem.as(Severity.WARNING)));
      }
    }
    boot.ifPresent(chain -> stack.problems().addAll(BootRules.problems(request, chain)));
    request.options().bindings().ifPresent(one -> stack.problems().addAll(one.problems(stack)));
    long size = size(request, stack.tree());
    if (request.maxSize().isPresent() && size > request.maxSize().getAsLong()) {
      tooLarge(stack, request, size);
    }
    List<Verification.OverlayPart> parts =
        request.input().overlays().stream().map(OverlayVerification::part).toList();
    Set<NodePath> unread = new PinClaims(stack.merged()).unread(checked.devices().keySet());
    Verification verification =
        new Verification(
            parts,
            List.copyOf(checked.devices().values()),
            checked.lines(),
            List.copyOf(unread),
            size,
            request.maxSize(),
            stack.tree().tree());
    return Diagnosed.of(verification, placed(request, stack));
  }

  private static List<Diagnostic> placed(VerifyRequest request, Stack stack) {
    if (request.specification().isEmpty()) {
      return stack.problems();
    }
    DeclaredPlaces places = new DeclaredPlaces(stack, request.specification().get());
    return stack.problems().stream().map(places::placed).toList();
  }

  private static Verification.OverlayPart part(Overlay overlay) {
    return new Verification.OverlayPart(
        overlay.name(),
        overlay.fragments().size(),
        overlay.fixups().stream().map(Overlay.Fixup::label).toList());
  }

  private static long size(VerifyRequest request, MergedTree merged) {
    Bytes names =
        request.names().isEmpty() ? DtbWriter.names(request.input().base()) : request.names();
    return DtbWriter.write(merged.tree(), DtbWriter.names(names, merged.names())).length();
  }

  /** Reports the bytes that each overlay adds. */
  private static void tooLarge(Stack stack, VerifyRequest request, long size) {
    long most = request.maxSize().orElseThrow();
    List<Long> sizes = new ArrayList<>();
    sizes.add(size(request, new MergedTree(request.input().base(), List.of())));
    request.input().forEach(step -> sizes.add(size(request, step.after())));
    Origin base = request.input().base().origins().of(request.input().base().root().named());
    int last = request.input().overlays().size() - 1;
    Origin end = last < 0 ? base : BootRules.origin(request.input().overlays().get(last));
    Message message =
        Message.of(
            "the merged tree is {size} bytes long, {excess} more than allowed", size, size - most);
    Diagnostic problem = Diagnostic.error(VerifyCode.TOO_LARGE, end, message);
    problem = problem.note("the base, which is %d bytes long, is at".formatted(sizes.get(0)), base);
    for (int i = 0; i <= last; i++) {
      problem =
          problem.note(
              "another %d bytes come from".formatted(sizes.get(i + 1) - sizes.get(i)),
              BootRules.origin(request.input().overlays().get(i)));
    }
    stack.add(problem.help("reserve more memory in the bootloader, or make the overlays smaller"));
  }
}
