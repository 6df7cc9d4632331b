// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.decode;

import java.util.List;
import java.util.Set;

/** Removes the types that a property cannot have because of the length of its value. */
final class Candidates {

  private Candidates() {}

  static void narrow(Set<String> types, int length) {
    if (length % 8 != 0) {
      types.removeAll(List.of("int64", "uint64", "int64-array", "uint64-array"));
    }
    if (length % 4 != 0) {
      types.removeAll(
          List.of("int32", "uint32", "int32-array", "uint32-array", "phandle", "phandle-array"));
    }
    if (length % 2 != 0) {
      types.removeAll(List.of("int16", "uint16", "int16-array", "uint16-array"));
    }
    if (length > 4) {
      types.removeAll(List.of("int32", "uint32", "phandle"));
    }
    if (length > 2) {
      types.removeAll(List.of("int16", "uint16"));
    }
    if (length > 1) {
      types.removeAll(List.of("int8", "uint8"));
    }
    types.remove("flag");
    for (String size : List.of("int64", "int32", "int16", "int8")) {
      if (types.contains(size)) {
        types.remove("u" + size);
      }
    }
  }
}
