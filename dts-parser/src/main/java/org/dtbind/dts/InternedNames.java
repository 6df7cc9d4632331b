// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.SliceIndex;

/** Interns the names in one text: a source repeats few names many times. */
final class InternedNames {

  private final byte[] text;
  private final SliceIndex index = new SliceIndex(512);
  private final List<String> names = new ArrayList<>();

  InternedNames(byte[] text) {
    this.text = text;
  }

  String name(int from, int to) {
    int number = index.number(text, from, to);
    if (number == names.size()) {
      names.add(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    }
    return names.get(number);
  }
}
