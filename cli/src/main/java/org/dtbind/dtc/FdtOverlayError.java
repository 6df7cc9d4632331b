// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.util.List;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.dtb.DtbCode;
import org.dtbind.dtb.edit.FdtError;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.tree.DeviceTree;

/** Translates dtbind's diagnostics for overlays to error codes of libfdt. */
final class FdtOverlayError {

  private FdtOverlayError() {}

  /** {@return the error for a blob that cannot be read or an overlay that is malformed} */
  static FdtError of(List<Diagnostic> problems) {
    Diagnostic first = first(problems);
    Code code = first.code();
    if (code instanceof DtbCode blob) {
      return switch (blob) {
        case BAD_MAGIC -> FdtError.BADMAGIC;
        case BAD_VERSION -> FdtError.BADVERSION;
        case TRUNCATED -> FdtError.TRUNCATED;
        default -> FdtError.BADSTRUCTURE;
      };
    }
    return code instanceof OverlayCode overlay ? of(overlay, first) : FdtError.INTERNAL;
  }

  /** {@return the error for an overlay that cannot be merged} */
  static FdtError of(List<Diagnostic> problems, DeviceTree base) {
    Diagnostic first = first(problems);
    boolean label = first.code() == OverlayCode.UNRESOLVED_LABEL;
    boolean entry = first.code() == OverlayCode.BAD_FIXUP;
    // libfdt reads properties of /__symbols__ without testing whether the node exists.
    if ((label || entry) && !hasSymbols(base)) {
      return FdtError.BADOFFSET;
    }
    // libfdt looks up the label before it validates the fixups that refer to it.
    String name = first.subject().flatMap(Subject::property).orElse("");
    return entry && base.root().child(Overlay.SYMBOLS).flatMap(n -> n.property(name)).isEmpty()
        ? FdtError.NOTFOUND
        : of(problems);
  }

  private static Diagnostic first(List<Diagnostic> problems) {
    return problems.stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .findFirst()
        .orElseThrow();
  }

  static boolean hasSymbols(DeviceTree base) {
    return base.root().child(Overlay.SYMBOLS).isPresent();
  }

  private static FdtError of(OverlayCode code, Diagnostic problem) {
    return switch (code) {
      case UNRESOLVED_LABEL, BROKEN_SYMBOL, TARGET_NOT_FOUND, SECOND_PHANDLE -> FdtError.NOTFOUND;
      case BAD_FIXUP, BAD_LOCAL_FIXUP -> FdtError.BADOVERLAY;
      case BAD_TARGET ->
          problem.subject().filter(at -> at.isProperty("target")).isPresent()
              ? FdtError.BADPHANDLE
              : FdtError.BADOVERLAY;
      case BAD_SYMBOL ->
          problem.message().is(OverlayCode.SYMBOL_WITHOUT_FRAGMENT)
              ? FdtError.BADOVERLAY
              : FdtError.BADVALUE;
      case BAD_PHANDLE -> FdtError.BADPHANDLE;
      case NO_PHANDLES_LEFT -> FdtError.NOPHANDLES;
      default -> FdtError.INTERNAL;
    };
  }
}
