// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.linux.KernelDriver.DriverKind;
import org.dtbind.source.Bytes;

/**
 * Drivers by compatible, from tables that {@code .ci/kernel-tables} generates from the kernel's
 * sources. Each table is read on first use.
 */
final class KernelTables {

  private final Map<String, List<KernelDriver>> byCompatible = new HashMap<>();

  private KernelTables(String resource) {
    String text = Bytes.ofResource(KernelTables.class, resource).utf8();
    text.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
  }

  private void add(String line) {
    String[] columns = line.split("\t", -1);
    KernelDriver driver =
        new KernelDriver(
            DriverKind.valueOf(columns[0].toUpperCase(Locale.ROOT)),
            Release.of(columns[1]),
            columns[2],
            columns[3],
            Optional.of(columns[4]).filter(name -> !name.equals("-")),
            List.of(columns[5].split(" ", -1)));
    for (String compatible : driver.compatibles()) {
      byCompatible
          .computeIfAbsent(compatible.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
          .add(driver);
    }
  }

  /** Drivers that set up a clock or interrupt controller before any device exists. */
  static KernelTables early() {
    return Early.TABLE;
  }

  /** Drivers that create devices for the children of their nodes. */
  static KernelTables populating() {
    return Populating.TABLE;
  }

  /** Returns the drivers that support any of the compatibles, in the order of the compatibles. */
  List<KernelDriver> of(List<String> compatibles) {
    Set<KernelDriver> drivers = new LinkedHashSet<>();
    for (String compatible : compatibles) {
      List<KernelDriver> known = byCompatible.get(compatible.toLowerCase(Locale.ROOT));
      if (known != null) {
        drivers.addAll(known);
      }
    }
    return List.copyOf(drivers);
  }

  /** Loads the table on first use. */
  private static final class Early {
    private static final KernelTables TABLE = new KernelTables("early.tsv");
  }

  /** Loads the table on first use. */
  private static final class Populating {
    private static final KernelTables TABLE = new KernelTables("populating.tsv");
  }
}
