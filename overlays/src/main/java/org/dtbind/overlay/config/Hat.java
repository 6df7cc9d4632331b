// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.PropertyValue;

/**
 * A HAT, whose overlay the firmware applies before all others (raspberrypi/documentation, "HATs and
 * Device Tree"). The overlay is the one that the EEPROM names, or that {@code hat_map.dtb} lists
 * for the product's UUID (raspberrypi/linux, pull request 5610).
 *
 * @param name the UUID of the product, or the name of an overlay
 * @param place the place that specifies the HAT
 */
public record Hat(String name, Origin place) {

  private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  /**
   * {@return a HAT from the command line}
   *
   * @param name the UUID of the product, or the name of an overlay
   */
  public static Hat of(String option, String name) {
    SourceFile typed = new SourceFile(option, Bytes.utf8(name));
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    return new Hat(name, Origin.Source.of(typed, 0, length));
  }

  /** {@return whether the name is a UUID, for which {@code hat_map.dtb} lists the overlay} */
  public boolean isUuid() {
    return name.matches(UUID);
  }

  /**
   * {@return the HAT with the name of its overlay}
   *
   * @param map the tree in {@code hat_map.dtb}; empty if there is no such file
   * @param file the file name of the map, for messages
   */
  public Diagnosed<Hat> mapped(Optional<DeviceTree> map, String file) {
    if (!isUuid()) {
      return Diagnosed.of(this, List.of());
    }
    Bytes uuid = Bytes.wrap(HexFormat.of().parseHex(name.replace("-", "")));
    Optional<String> overlay =
        map.stream()
            .flatMap(tree -> tree.root().children().stream())
            .filter(
                entry ->
                    entry.value("uuid").filter(value -> value.bytes().equals(uuid)).isPresent())
            .flatMap(entry -> overlay(entry).stream())
            .findFirst();
    if (overlay.isPresent()) {
      return Diagnosed.of(new Hat(overlay.get(), place), List.of());
    }
    String id = name.toLowerCase(Locale.ROOT);
    Message message =
        map.isPresent()
            ? Message.of("{file} has no entry for HAT {uuid}", file, id)
            : Message.of(
                "{file}, which lists the overlay that HAT {uuid} needs, does not exist", file, id);
    return Diagnosed.failed(
        List.of(
            Diagnostic.error(ConfigCode.CONFIG_NO_OVERLAY, place, message)
                .help("specify the overlay that its EEPROM names or contains")));
  }

  private static Optional<String> overlay(DtNode entry) {
    return entry.value("overlay").flatMap(PropertyValue::string).filter(name -> !name.isEmpty());
  }
}
