// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import java.util.Optional;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.edit.EditedProperty;
import org.dtbind.tree.DtProperty;

/**
 * Adds the names of I²C buses that overlays for the Raspberry Pi expect but trees of the kernel do
 * not have. The firmware and {@code dtmerge} add them before anything else.
 */
final class Synonyms {

  private record Synonym(String name, String of) {}

  private static final List<Synonym> I2C =
      List.of(
          new Synonym("i2c_arm", "i2c0"),
          new Synonym("i2c_vc", "i2c1"),
          new Synonym("i2c_baudrate", "i2c0_baudrate"),
          new Synonym("i2c_arm_baudrate", "i2c0_baudrate"),
          new Synonym("i2c_vc_baudrate", "i2c1_baudrate"));

  private static final List<String> TABLES =
      List.of("aliases", Overlay.SYMBOLS, FirmwareFragments.OVERRIDES);

  private Synonyms() {}

  /** Adds the names unless the base already has an alias {@code i2c}. */
  static void add(MergedBase base) {
    Optional<EditedNode> aliases = base.root().child(TABLES.get(0));
    if (aliases.isPresent() && aliases.get().property("i2c").isPresent()) {
      return;
    }
    for (Synonym synonym : I2C) {
      for (String table : TABLES) {
        Optional<EditedNode> node = base.root().child(table);
        Optional<DtProperty> known =
            node.isPresent()
                ? node.get().property(synonym.of()).map(EditedProperty::freeze)
                : Optional.empty();
        if (known.isPresent()) {
          DtProperty of = known.get();
          base.set(node.get(), new DtProperty(synonym.name(), of.value(), List.of(), of.written()));
        }
      }
    }
  }
}
