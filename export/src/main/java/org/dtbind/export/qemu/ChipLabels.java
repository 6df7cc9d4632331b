// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Creates unique devicetree labels for chips. */
final class ChipLabels {

  /** The names of sockets contain labels, and the paths of sockets must be short (unix(7)). */
  private static final int LONGEST_LABEL = 24;

  private final Set<String> labels = new HashSet<>();

  /** Returns a valid label that contains the name, and that no other chip has. */
  String label(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_]", "_").toLowerCase(Locale.ROOT);
    String letter = plain.matches("[a-z].*") ? plain : "gpio_" + plain;
    String whole = letter.substring(0, Math.min(letter.length(), LONGEST_LABEL));
    String label = whole;
    for (int i = 2; !labels.add(label); i++) {
      label = whole + "_" + i;
    }
    return label;
  }
}
