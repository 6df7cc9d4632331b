// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.dtb.edit.FdtError;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.prepare.UnmergedOverlay;
import org.dtbind.overlay.rpi.AcceptedValue;
import org.dtbind.overlay.rpi.ParameterCode;
import org.dtbind.tree.DeviceTree;

/**
 * The messages and exit code with which dtmerge reports a diagnostic of dtbind.
 *
 * @param lines the messages of libdtovl, without the prefix {@code DTOVERLAY[error]:}
 * @param code the exit code of dtmerge
 */
record DtovlError(List<String> lines, int code) {

  private static final int BYTE = 256;

  DtovlError {
    lines = List.copyOf(lines);
  }

  private static DtovlError of(FdtError error, String... lines) {
    return new DtovlError(List.of(lines), error.number());
  }

  /**
   * Makes an error whose negative number dtmerge returns from main; the exit code is its low byte.
   */
  private static DtovlError fatal(FdtError error, String... lines) {
    return new DtovlError(List.of(lines), BYTE - error.number());
  }

  /** {@return whether the diagnostic is an error in a parameter or its value} */
  static boolean isParameter(Diagnostic problem) {
    return problem.severity() == Severity.ERROR
        && (problem.code() instanceof ParameterCode
            || problem.message().is(UnmergedOverlay.CHANGES_BY_PARAMETERS));
  }

  /** Returns whether the diagnostic is an error that libdtovl finds before it sets parameters. */
  static boolean isFixup(Diagnostic problem) {
    Code code = problem.code();
    return problem.severity() == Severity.ERROR
        && (code == OverlayCode.UNRESOLVED_LABEL
            || code == OverlayCode.BROKEN_SYMBOL
            || code == OverlayCode.BAD_FIXUP
            || code == OverlayCode.BAD_LOCAL_FIXUP
            || code == OverlayCode.BAD_PHANDLE
            || code == OverlayCode.NO_PHANDLES_LEFT);
  }

  /** {@return the error of libdtovl for references that cannot be resolved} */
  static DtovlError ofFixup(Diagnostic problem, boolean hasSymbols) {
    if (problem.code() == OverlayCode.BAD_LOCAL_FIXUP) {
      return of(FdtError.BADSTRUCTURE, "error applying local fixups");
    }
    if (problem.code() == OverlayCode.BAD_FIXUP) {
      return of(FdtError.BADSTRUCTURE, "failed to apply fixups");
    }
    // libdtovl does not look at phandles, so it has no messages about them.
    if (problem.code() == OverlayCode.BAD_PHANDLE) {
      return of(FdtError.BADPHANDLE);
    }
    if (problem.code() == OverlayCode.NO_PHANDLES_LEFT) {
      return of(FdtError.NOPHANDLES);
    }
    String name = DtcNotes.argument(problem, OverlayCode.LABEL);
    if (problem.code() == OverlayCode.UNRESOLVED_LABEL) {
      return hasSymbols
          ? of(FdtError.NOTFOUND, "can't find symbol '" + name + "'")
          : of(FdtError.NOTFOUND, "no symbols found");
    }
    return of(FdtError.NOTFOUND, "symbol '" + name + "' is invalid");
  }

  /** {@return the error of libdtovl for a parameter that cannot be set} */
  static DtovlError ofParameter(Diagnostic problem, String parameter, String value) {
    if (!(problem.code() instanceof ParameterCode code)) {
      return of(FdtError.INTERNAL);
    }
    return switch (code) {
      case OVERRIDE_MALFORMED, OVERRIDE_TOO_LARGE -> malformed(problem, parameter);
      case OVERRIDE_NO_NODE -> {
        int phandle = phandle(problem, ParameterCode.PHANDLE);
        yield phandle < 0
            ? fatal(FdtError.BADPHANDLE)
            : of(FdtError.NOTFOUND, "  phandle " + phandle + " not found");
      }
      case OVERRIDE_NO_FRAGMENT ->
          of(
              FdtError.NOTFOUND,
              "  fragment " + DtcNotes.argument(problem, ParameterCode.FRAGMENT) + " not found");
      case UNKNOWN_PARAMETER -> fatal(FdtError.NOTFOUND);
      case PARAMETER_VALUE -> value(AcceptedValue.of(problem), value);
    };
  }

  private static DtovlError malformed(Diagnostic problem, String parameter) {
    Message message = problem.message();
    if (message.is(ParameterCode.NOT_SWITCHES)) {
      return of(FdtError.BADVALUE);
    }
    String text = "  override " + parameter + ": ";
    return fatal(
        FdtError.BADSTRUCTURE,
        message.is(ParameterCode.UNENDED_STRING) || message.is(ParameterCode.UNENDED_TABLE)
            ? text + "string is not NUL-terminated"
            : text + "data is truncated or mangled");
  }

  private static DtovlError value(Optional<AcceptedValue> accepted, String value) {
    return switch (accepted.orElse(AcceptedValue.NUMBER)) {
      case KEY -> fatal(FdtError.BADSTRUCTURE, "lookup -> no match for '" + value + "'");
      case TEXT -> of(FdtError.BADVALUE, "invalid escape in '" + value + "'");
      case BYTES -> of(FdtError.BADVALUE, "invalid bytestring at '" + value + "'");
      case NUMBER, NAME ->
          of(FdtError.INTERNAL, "invalid override value '" + value + "' - ignored");
    };
  }

  /** {@return the error of libdtovl for a fragment that cannot be merged into the base} */
  static DtovlError ofMerge(Diagnostic problem, DeviceTree base) {
    String failed = "merge failed";
    Optional<Subject> about = problem.subject();
    if (problem.code() == OverlayCode.TARGET_NOT_FOUND
        && about.filter(at -> at.isProperty("target-path")).isPresent()) {
      String path = DtcNotes.argument(problem, OverlayCode.PATH);
      boolean isPath =
          path.startsWith("/") || base.aliases().containsKey(path.replaceFirst("/.*", ""));
      return isPath
          ? of(FdtError.NOTFOUND, "invalid target-path '" + path + "'", failed)
          : of(FdtError.BADPATH, "invalid target-path '" + path + "'", failed);
    }
    if (problem.code() == OverlayCode.TARGET_NOT_FOUND) {
      int phandle = phandle(problem, OverlayCode.PHANDLE);
      return of(FdtError.NOTFOUND, "invalid target (phandle " + phandle + ")", failed);
    }
    if (problem.code() == OverlayCode.BAD_TARGET) {
      String none = "no target or target-path";
      return about.filter(at -> at.isProperty("target")).isPresent()
          ? of(FdtError.BADSTRUCTURE, failed)
          : of(FdtError.NOTFOUND, none, none, failed);
    }
    return of(FdtError.BADSTRUCTURE, failed);
  }

  private static int phandle(Diagnostic problem, String name) {
    return Long.decode(DtcNotes.argument(problem, name)).intValue();
  }
}
