// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

/** The usage text of dtoverlay and dtparam. */
final class DtoverlayUsage {

  private static final String DTPARAM =
      """
        dtparam                Display help on all parameters
        dtparam <param>=<val>...
                               Add an overlay (with parameters)
        dtparam -D             Dry-run (prepare overlay, but don't apply -
                               save it as dry-run.dtbo)
        dtparam -r [<idx>]     Remove an overlay (by index, or the last)
        dtparam -R [<idx>]     Remove from an overlay (by index, or all)
        dtparam -l             List active overlays/dtparams
        dtparam -a             List all overlays/dtparams (marking the active)
        dtparam -h             Show this usage message
        dtparam -h <param>...  Display help on the listed parameters
      """;

  private static final String DTOVERLAY =
      """
        dtoverlay <overlay> [<param>=<val>...]
                                 Add an overlay (with parameters)
        dtoverlay -D             Dry-run (prepare overlay, but don't apply -
                                 save it as dry-run.dtbo)
        dtoverlay -r [<overlay>] Remove an overlay (by name, index or the last)
        dtoverlay -R [<overlay>] Remove from an overlay (by name, index or all)
        dtoverlay -l             List active overlays/params
        dtoverlay -a             List all overlays (marking the active)
        dtoverlay -h             Show this usage message
        dtoverlay -h <overlay>   Display help on an overlay
        dtoverlay -h <overlay> <param>..  Or its parameters
          where <overlay> is the name of an overlay or 'dtparam' for dtparams
      """;

  private static final String COMMON =
      """
      Options applicable to most variants:
          -d <dir>        Specify an alternate location for the overlays
                          (defaults to /boot/overlays or /flash/overlays)
          -p <string>     Force a compatible string for the platform
          -v              Verbose operation

      Adding or removing overlays and parameters requires root privileges.
      """;

  private DtoverlayUsage() {}

  static String text(String name) {
    return "Usage:\n" + (name.equals("dtparam") ? DTPARAM : DTOVERLAY) + COMMON;
  }
}
