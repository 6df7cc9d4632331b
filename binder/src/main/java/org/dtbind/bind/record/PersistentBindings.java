// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.boot.BootUnit;
import org.dtbind.change.result.Problem;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Files;

/**
 * The records of bindings that are restored at each boot: one file for each device in {@code
 * /var/lib/dtbind/bindings}.
 *
 * @param known the readable records, by {@code BUS/DEVICE}
 * @param unclear the absolute paths of files that cannot be read or interpreted
 */
public record PersistentBindings(Map<String, PersistentBinding> known, List<String> unclear) {

  /** The absolute path of the directory of the records. */
  private static final String DIRECTORY = BootUnit.DEVICES.records();

  /** Copies the collections. */
  public PersistentBindings {
    known = Map.copyOf(known);
    unclear = List.copyOf(unclear);
  }

  /** {@return the records of a system} */
  public static PersistentBindings read(Files files) {
    List<String> names = files.names(DIRECTORY);
    if (names.isEmpty()) {
      return new PersistentBindings(Map.of(), List.of());
    }
    Map<String, PersistentBinding> known = new HashMap<>();
    List<String> unclear = new ArrayList<>();
    for (String name : names) {
      String path = DIRECTORY + "/" + name;
      Optional<PersistentBinding> one =
          files
              .read(path)
              .value()
              .flatMap(text -> text)
              .flatMap(PersistentBinding::parse)
              .filter(read -> path(read.binding().bus(), read.binding().device()).equals(path));
      if (one.isPresent()) {
        known.put(one.get().binding().id(), one.get());
      } else {
        unclear.add(path);
      }
    }
    return new PersistentBindings(known, unclear);
  }

  /** {@return the record of a device; empty if there is no readable one} */
  public Optional<PersistentBinding> of(LinuxDevice device) {
    return Optional.ofNullable(known.get(device.id()));
  }

  /**
   * {@return the driver to which a device is bound at each boot, or {@code none} if all drivers are
   * kept away; empty if there is no readable record}
   */
  public Optional<String> driver(String bus, String device) {
    return Optional.ofNullable(known.get(bus + "/" + device))
        .flatMap(one -> one.binding().driver().or(one.binding()::override));
  }

  /**
   * {@return the reason why the record of a device cannot be read; empty if it can, or there is
   * none}
   */
  public Optional<Problem> unclear(LinuxDevice device) {
    String path = path(device.bus(), device.name());
    return unclear.contains(path) ? Optional.of(unclear(path)) : Optional.empty();
  }

  /**
   * {@return the reason why a record cannot be read}
   *
   * @param path the absolute path of the file
   */
  public static Problem unclear(String path) {
    return Problem.of(
            "cannot read what is bound at boot from %s: it is damaged, or from another version"
                .formatted(path))
        .help(
            "inspect the file; if you delete it, dtbind no longer manages its files"
                + " in /etc: rm "
                + path);
  }

  /** {@return the absolute path of a device's record} */
  public static String path(String bus, String device) {
    return DIRECTORY + "/" + bus + ":" + device;
  }
}
