// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.addresses;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** Checks the lengths of the properties of a region; Linux skips it if one is wrong. */
record RegionLengths(Regions regions, NodePath path, DtNode region) {

  List<Diagnostic> check() {
    RegionCells cells = regions.cells();
    Stream<Optional<Diagnostic>> lengths =
        region.property("reg").isPresent()
            ? Stream.of(length("reg", cells.sum(), true))
            // Linux reads these only if there is no 'reg'.
            : Stream.of(
                length("size", cells.size(), false),
                length("alignment", cells.address(), false),
                length("alloc-ranges", cells.sum(), true));
    return lengths.flatMap(Optional::stream).toList();
  }

  private Optional<Diagnostic> length(String property, int cells, boolean several) {
    Optional<PropertyValue> value = region.value(property);
    if (value.isEmpty() || cells < 1) {
      return Optional.empty();
    }
    int length = value.get().bytes().length();
    long unit = (long) cells * Integer.BYTES;
    if (several ? length % unit == 0 : length == unit) {
      return Optional.empty();
    }
    Message message =
        several
            ? Message.of(
                "Linux skips this region, because the value of '{property}' is {found} long, which"
                    + " is not a multiple of {expected}",
                property,
                bytes(length),
                unit)
            : Message.of(
                "Linux skips this region, because the value of '{property}' is {found} long, not"
                    + " {expected}",
                property,
                bytes(length),
                unit);
    return Optional.of(
        regions
            .error(path, property, message)
            .help("write the property in the cells of " + Regions.PARENT));
  }

  private static String bytes(int count) {
    return count == 1 ? "1 byte" : count + " bytes";
  }
}
