// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.Overlay.Fragment;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;

/** Checks overlays against the rules of the program that merges them. */
final class BootRules {

  /** The bytes that U-Boot reserves before each overlay (boot/pxe_utils.c). */
  private static final int UBOOT_ROOM = 8192;

  private final VerifyRequest request;
  private final BootChain chain;
  private final List<Diagnostic> problems = new ArrayList<>();

  private BootRules(VerifyRequest request, BootChain chain) {
    this.request = request;
    this.chain = chain;
  }

  /**
   * Returns diagnostics about overlays that the program refuses, ignores, or has no room for.
   *
   * @param request a stack that libfdt or the firmware's rules can merge
   * @param chain the program
   */
  static List<Diagnostic> problems(VerifyRequest request, BootChain chain) {
    BootRules rules = new BootRules(request, chain);
    switch (chain) {
      case UBOOT -> request.input().forEach(rules::uboot);
      case RPI -> request.input().overlays().forEach(rules::rpi);
      case KERNEL_RUNTIME -> request.input().forEach(rules::running);
    }
    return rules.problems;
  }

  private void running(OverlayStack.Step step) {
    problems.addAll(new RuntimeRules(step.overlay(), step.before().tree(), chain).problems());
  }

  private void uboot(OverlayStack.Step step) {
    int growth = size(step.after()) - size(step.before());
    if (growth > UBOOT_ROOM) {
      Message message =
          Message.of(
              "{program} reserves {limit} bytes for each overlay in 'fdtoverlays', but this one"
                  + " adds {size} bytes",
              chain.text(),
              UBOOT_ROOM,
              growth);
      problems.add(
          Diagnostic.warning(VerifyCode.BOOT_ROOM, origin(step.overlay()), message)
              .note("the base is at", base())
              .help(
                  "to reserve more, apply the overlay in a boot script, after 'fdt resize' (see"
                      + " label_boot_fdtoverlay() in boot/pxe_utils.c)"));
    }
  }

  private int size(MergedTree merged) {
    return DtbWriter.write(merged.tree(), DtbWriter.names(request.names(), merged.names()))
        .length();
  }

  /** Checks the conditions in {@code dtoverlay_merge_overlay()}. */
  private void rpi(Overlay overlay) {
    for (Fragment fragment : overlay.fragments()) {
      String name = fragment.node().name();
      if (!Overlay.isFragment(name)) {
        Message message = Message.of("{program} ignores '{fragment}'", chain.text(), name);
        problems.add(
            Diagnostic.error(VerifyCode.BOOT_IGNORES, place(overlay, fragment.node()), message)
                .about(Subject.of(fragment.path()))
                .help(
                    "rename it to fragment@N or fragment-N (see dtoverlay_merge_overlay() in"
                        + " dtoverlay.c)"));
      }
    }
    problems.addAll(twoTargets(overlay));
  }

  /** Returns errors about fragments of which the Raspberry Pi's firmware ignores a target. */
  static List<Diagnostic> twoTargets(Overlay overlay) {
    List<Diagnostic> errors = new ArrayList<>();
    for (Fragment fragment : overlay.fragments()) {
      boolean hasBothTargets =
          fragment.node().property("target").isPresent()
              && fragment.node().property("target-path").isPresent();
      if (hasBothTargets) {
        Message message =
            Message.of(
                "if a fragment has both 'target' and 'target-path', {program} uses 'target-path',"
                    + " but Linux and U-Boot use 'target'",
                BootChain.RPI.text());
        errors.add(
            Diagnostic.error(VerifyCode.BOOT_IGNORES, place(overlay, fragment.node()), message)
                .about(Subject.of(fragment.path()))
                .help("remove one of them (see dtoverlay_get_target_offset() in dtoverlay.c)"));
      }
    }
    return errors;
  }

  private Origin base() {
    return request.input().base().origins().of(request.input().base().root().named());
  }

  private static Origin place(Overlay overlay, DtNode node) {
    return overlay.tree().origins().of(node.named());
  }

  /** Returns the place of the first fragment's content. */
  static Origin origin(Overlay overlay) {
    Span first =
        overlay.fragments().stream()
            .map(fragment -> fragment.content().named())
            .filter(Span::isKnown)
            .findFirst()
            .orElse(overlay.tree().root().named());
    return overlay.tree().origins().of(first);
  }
}
