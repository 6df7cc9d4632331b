// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.compare.Comparison;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.TreeComparison;
import org.dtbind.overlay.compare.TreeReferences;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;

/** Verifies that an overlay turns one tree into another. */
record MergeProof(DeviceTree base, DeviceTree changed) {

  /**
   * Merges the overlay and compares the result. Each difference that was not reported before is an
   * error.
   */
  List<Diagnostic> wrong(ChangeOverlay overlay) {
    Diagnosed<MergedTree> merged =
        GeneratedTree.of(overlay.source())
            .then(tree -> OverlayReader.read("overlay", tree))
            .then(read -> OverlayStack.apply(base, List.of(read)));
    if (merged.value().isEmpty()) {
      return merged.diagnostics();
    }
    boolean complete =
        new TreeReferences(base).isComplete() || new TreeReferences(changed).isComplete();
    Comparison now = TreeComparison.byPath(merged.value().get().tree(), changed, complete);
    boolean symbols = base.root().child(Overlay.SYMBOLS).isPresent();
    List<Diagnostic> wrong = new ArrayList<>();
    for (Difference difference : now.differences()) {
      Optional<Subject> subject = Inexpressible.subject(difference);
      boolean known =
          overlay.inexpressible().contains(subject)
              || difference instanceof Difference.LabelDiffers label
                  && (!symbols || overlay.madeUp().contains(label.label()));
      if (!known) {
        Diagnostic problem =
            Diagnostic.error(
                DifferenceCode.NOT_REACHED,
                changed.origins(),
                Span.NONE,
                Message.of("applying the overlay to the base produces a different result here"));
        wrong.add(subject.map(problem::about).orElse(problem));
      }
    }
    return wrong;
  }
}
