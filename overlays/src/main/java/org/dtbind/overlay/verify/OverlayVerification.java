// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.Edit;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.claims.PinClaims;
import org.dtbind.overlay.config.ConfigCauses;
import org.dtbind.overlay.generate.OverlayGeneration;
import org.dtbind.overlay.rpi.Mistakes;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Checks a base and the overlays on it, in the order in which they are applied at boot. */
public final class OverlayVerification {

  private OverlayVerification() {}

  /**
   * {@return the checked nodes and lines, and diagnostics; absent if the overlays cannot be merged}
   *
   * <p>Problems of the base itself are not reported, because boards boot with it.
   */
  public static Diagnosed<Verification> verify(VerifyRequest request) {
    Diagnosed<MergedTree> merged = request.merged(request.overlays());
    return merged.then(tree -> check(request, tree));
  }

  /**
   * {@return the diagnostics if all nodes of a tree counted as added by overlays. For the tree of a
   * board that works, each diagnostic is a false alarm}
   *
   * @param tree a base
   */
  public static List<Diagnostic> asBrought(DeviceTree tree) {
    DtNode nothing = new DtNode("", List.of(), List.of(), List.of(), List.of());
    DeviceTree base = new DeviceTree(nothing, List.of(), 0, false, tree.origins());
    List<Edit> edits = new ArrayList<>();
    tree.forEach((path, node) -> edits.add(new Edit.AddNode(path)));
    Stack stack = new Stack(base, new MergedTree(tree, edits), TargetKernel.ANY, ConfigCauses.NONE);
    lines(stack, false);
    Collection<CheckedDevice> devices = new Devices(stack).report().values();
    new Statuses(stack).report(devices);
    new DriverNames(stack).report(devices);
    return Diagnosed.failed(stack.problems()).diagnostics();
  }

  private static List<CheckedLine> lines(Stack stack, boolean running) {
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
    new LineNames(stack).report();
    new PinGroupUse(stack).report();
    new PinStates(stack).report();
    new IdMaps(stack).report();
    new Aliases(stack).report();
    new SpiDevices(stack).report();
    return lines;
  }

  private static Diagnosed<Verification> check(VerifyRequest request, MergedTree merged) {
    Stack stack = new Stack(request.base(), merged, request.kernel(), request.causes());
    boolean running = request.boot().filter(BootChain.KERNEL_RUNTIME::equals).isPresent();
    List<CheckedLine> lines = lines(stack, running);
    Devices devices = new Devices(stack);
    Map<NodePath, CheckedDevice> checked = devices.report();
    new Statuses(stack).report(checked.values());
    new NodeChecks(stack).report();
    new Replacements(stack).report();
    request
        .specification()
        .ifPresent(spec -> new Declarations(stack, devices, spec).report(checked));
    new DriverNames(stack).report(checked.values());
    if (request.boot().orElse(BootChain.RPI) == BootChain.RPI) {
      for (Overlay overlay : request.overlays()) {
        stack.problems().addAll(Mistakes.of(overlay.tree(), request.mistakes()));
      }
    }
    request.boot().ifPresent(chain -> stack.problems().addAll(BootRules.problems(request, chain)));
    request.bindings().ifPresent(check -> stack.problems().addAll(check.problems(stack)));
    long size = size(request, merged);
    if (request.maxSize().isPresent() && size > request.maxSize().getAsLong()) {
      tooLarge(stack, request, size);
    }
    List<Verification.OverlayPart> parts =
        request.overlays().stream().map(OverlayVerification::part).toList();
    Set<NodePath> unread = new PinClaims(stack.merged()).unread(checked.keySet());
    Verification verification =
        new Verification(
            parts,
            List.copyOf(checked.values()),
            lines,
            List.copyOf(unread),
            size,
            request.maxSize(),
            merged.tree());
    return Diagnosed.of(verification, placed(request, stack));
  }

  private static List<Diagnostic> placed(VerifyRequest request, Stack stack) {
    if (request.specification().isEmpty()) {
      return stack.problems();
    }
    Specification declared = request.specification().get();
    DeclaredPlaces places =
        new DeclaredPlaces(
            stack,
            declared,
            OverlayGeneration.compare(declared, stack.merged().tree()).value().orElse(List.of()));
    return stack.problems().stream().map(places::placed).toList();
  }

  private static Verification.OverlayPart part(Overlay overlay) {
    return new Verification.OverlayPart(
        overlay.name(),
        overlay.fragments().size(),
        overlay.fixups().stream().map(Overlay.Fixup::label).toList());
  }

  private static long size(VerifyRequest request, MergedTree merged) {
    Bytes names = request.names().isEmpty() ? DtbWriter.names(request.base()) : request.names();
    return DtbWriter.write(merged.tree(), DtbWriter.names(names, merged.names())).length();
  }

  /** Reports the bytes that each overlay adds. */
  private static void tooLarge(Stack stack, VerifyRequest request, long size) {
    long most = request.maxSize().orElseThrow();
    Map<Overlay, Long> growth = new LinkedHashMap<>();
    long before = size(request, new MergedTree(request.base(), List.of()));
    List<Overlay> applied = new ArrayList<>();
    long known = before;
    for (Overlay overlay : request.overlays()) {
      applied.add(overlay);
      MergedTree merged = request.merged(applied).value().orElseThrow();
      long now = size(request, merged);
      growth.put(overlay, now - known);
      known = now;
    }
    Origin base = request.base().origins().of(request.base().root().named());
    int last = request.overlays().size() - 1;
    Origin end = last < 0 ? base : BootRules.origin(request.overlays().get(last));
    Message message =
        Message.of(
            "the merged tree is {size} bytes long, {excess} more than allowed", size, size - most);
    Diagnostic problem = Diagnostic.error(VerifyCode.TOO_LARGE, end, message);
    problem = problem.note("the base, which is %d bytes long, is at".formatted(before), base);
    for (Map.Entry<Overlay, Long> entry : growth.entrySet()) {
      problem =
          problem.note(
              "another %d bytes come from".formatted(entry.getValue()),
              BootRules.origin(entry.getKey()));
    }
    stack.add(problem.help("reserve more memory in the bootloader, or make the overlays smaller"));
  }
}
