// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.NodePath;

/** Checks a base and the overlays on it, in the order in which they are applied at boot. */
public final class OverlayVerification {

  private OverlayVerification() {}

  /**
   * {@return what was checked, and all that is wrong with it; absent where the overlays cannot be
   * merged: there is no tree to check then}
   *
   * <p>What is wrong with the base by itself is not said: boards boot with it.
   *
   * @param request what to check
   */
  public static Diagnosed<Verification> verify(VerifyRequest request) {
    Diagnosed<MergedTree> merged = OverlayStack.apply(request.base(), request.overlays());
    return merged.then(tree -> check(request, tree));
  }

  private static Diagnosed<Verification> check(VerifyRequest request, MergedTree merged) {
    Stack stack = new Stack(request.base(), merged, request.kernel());
    new LineLists(stack).report();
    List<CheckedLine> lines = new LineOffsets(stack, new LineCounts()).report();
    new NewConflicts(stack).report();
    new LineNames(stack).report();
    Devices devices = new Devices(stack);
    Map<NodePath, CheckedDevice> checked = devices.report();
    request
        .specification()
        .ifPresent(spec -> new Declarations(stack, devices, spec).report(checked));
    long size = size(request, merged);
    if (request.maxSize().isPresent() && size > request.maxSize().getAsLong()) {
      tooLarge(stack, request, size);
    }
    List<Verification.OverlayPart> parts =
        request.overlays().stream().map(OverlayVerification::part).toList();
    Verification verification =
        new Verification(parts, List.copyOf(checked.values()), lines, size, request.maxSize());
    return Diagnosed.of(verification, stack.problems());
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

  /** Says how much each overlay has added. */
  private static void tooLarge(Stack stack, VerifyRequest request, long size) {
    long most = request.maxSize().orElseThrow();
    Map<Overlay, Long> growth = new LinkedHashMap<>();
    long before = size(request, new MergedTree(request.base(), List.of()));
    List<Overlay> applied = new ArrayList<>();
    long last = before;
    for (Overlay overlay : request.overlays()) {
      applied.add(overlay);
      MergedTree merged = OverlayStack.apply(request.base(), applied).value().orElseThrow();
      long now = size(request, merged);
      growth.put(overlay, now - last);
      last = now;
    }
    Overlay end = request.overlays().get(request.overlays().size() - 1);
    String message =
        "the merged tree has %d bytes, %d more than it may have".formatted(size, size - most);
    Diagnostic problem = Diagnostic.error(VerifyCode.TOO_LARGE, origin(end), message);
    problem =
        problem.note(
            "the base has %d bytes,".formatted(before),
            request.base().origins().of(request.base().root().named()));
    for (Map.Entry<Overlay, Long> entry : growth.entrySet()) {
      problem =
          problem.note("%d more come from".formatted(entry.getValue()), origin(entry.getKey()));
    }
    stack.add(problem.help("give the bootloader more room, or bring less"));
  }

  /** Where an overlay begins to say something. */
  private static Origin origin(Overlay overlay) {
    Span first =
        overlay.fragments().stream()
            .map(fragment -> fragment.content().named())
            .filter(Span::isKnown)
            .findFirst()
            .orElse(overlay.tree().root().named());
    return overlay.tree().origins().of(first);
  }
}
