// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dtbind.export.Artefact;

/** The file that keeps drivers from binding to devices whose names match a pattern. */
public final class KeptFreeFiles {

  private static final String START = "70-dtbind-kept-";

  private static final String END = ".rules";

  private KeptFreeFiles() {}

  /**
   * {@return udev rules, with a path relative to the root of the file system}
   *
   * @param pattern pattern of their names, as in udev(7)
   */
  public static Artefact rules(String bus, String pattern) {
    return Artefact.text(
        "etc/udev/rules.d/" + START + encoded(bus + ":" + pattern) + END,
        "keeps drivers away from matching devices when they appear",
        UdevRules.keptFree(bus, pattern));
  }

  /**
   * {@return the bus and the pattern of a file, such as {@code pci:0000:03:*}; empty for any other
   * file}
   *
   * @param name name of the file
   */
  public static Optional<String> pattern(String name) {
    return name.startsWith(START) && name.endsWith(END)
        ? Optional.of(decoded(name.substring(START.length(), name.length() - END.length())))
        : Optional.empty();
  }

  /** Encodes characters that have a meaning in the patterns of a shell. */
  private static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ".:_,@-".indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return out.toString();
  }

  private static String decoded(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean escape = text.startsWith("%", i) && text.length() > i + 2;
      if (escape && text.substring(i + 1, i + 3).matches("[0-7][0-9A-F]")) {
        out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
