// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.List;
import org.dtbind.check.Levels;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.verify.findings.AllFindings;
import org.dtbind.tree.DeviceTree;

/**
 * A board that was checked.
 *
 * @param findings all findings about it, at their levels, in the order of their positions
 */
public record CheckedBoard(Verification verification, List<Diagnostic> findings) {

  /** Copies the list. */
  public CheckedBoard {
    findings = List.copyOf(findings);
  }

  /**
   * {@return a board with all findings}
   *
   * @param read its tree, with the findings from reading it
   */
  public static CheckedBoard of(Diagnosed<DeviceTree> read, VerifyOptions options, Levels levels) {
    Diagnosed<Verification> checked =
        OverlayVerification.board(VerifyRequest.ofBoard(read.value().orElseThrow(), options));
    Verification verification = checked.value().orElseThrow();
    List<Diagnostic> all =
        new AllFindings(levels).of(read, checked.diagnostics(), verification.devices());
    return new CheckedBoard(verification, levels.of(Diagnosed.of(verification, all)).diagnostics());
  }
}
