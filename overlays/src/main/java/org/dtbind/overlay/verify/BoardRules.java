// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/** Checks that a tree is that of a board, and that overlays are for this board. */
final class BoardRules {

  private static final String COMPATIBLE = "compatible";

  /** The firmware of the Raspberry Pi applies overlays for its first processor to all boards. */
  private static final String EVERY_PI = "brcm,bcm2835";

  private BoardRules() {}

  static List<Diagnostic> problems(VerifyRequest request, Stack stack) {
    DtNode root = stack.merged().tree().root();
    List<Diagnostic> problems = new ArrayList<>();
    if (stack.isWhole()
        && root.child("images").isPresent()
        && root.child("configurations").isPresent()) {
      problems.add(image(stack, root));
    }
    for (Overlay overlay : request.input().overlays()) {
      otherBoard(stack, overlay).ifPresent(problems::add);
    }
    return problems;
  }

  private static Diagnostic image(Stack stack, DtNode root) {
    List<String> trees =
        root.child("images").orElseThrow().children().stream()
            .filter(image -> image.strings("type").equals(List.of("flat_dt")))
            .map(image -> "/images/" + image.name())
            .toList();
    return stack
        .error(
            VerifyCode.NOT_A_BOARD,
            root.child("images").orElseThrow().named(),
            Subject.of(NodePath.ROOT.child("images")),
            Message.of("this is a FIT image, not the devicetree of a board"))
        .help(
            trees.isEmpty()
                ? "check the devicetree itself"
                : "check the devicetree that is the data of "
                    + String.join(" or ", trees)
                    + ": extract it with dumpimage");
  }

  private static Optional<Diagnostic> otherBoard(Stack stack, Overlay overlay) {
    List<String> board = stack.base().tree().root().strings(COMPATIBLE);
    Optional<DtProperty> wanted = overlay.tree().root().property(COMPATIBLE);
    List<String> names = wanted.flatMap(property -> property.value().strings()).orElse(List.of());
    boolean pi =
        names.contains(EVERY_PI) && board.stream().anyMatch(name -> name.startsWith("brcm,bcm2"));
    if (names.isEmpty() || board.isEmpty() || pi || names.stream().anyMatch(board::contains)) {
      return Optional.empty();
    }
    Message message =
        Message.of(
            "this overlay is for {wanted}, and the base is {board}: some tools skip it without a"
                + " message, and others apply it",
            String.join(" or ", names),
            board.get(0));
    return Optional.of(
        Diagnostic.warning(
                VerifyCode.OTHER_BOARD,
                overlay.tree().origins().of(wanted.orElseThrow().span()),
                message)
            .as(Severity.NOTE)
            .about(Subject.of(NodePath.ROOT, COMPATIBLE)));
  }
}
