// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Refusal;
import org.dtbind.change.result.Refusal.Reason;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Files;

/**
 * The bindings that are restored at each boot, in {@code /var/lib/dtbind/bindings}: a file for each
 * device.
 *
 * @param known the readable records, by bus and device
 * @param unclear the paths of unreadable files
 */
public record PersistentBindings(Map<String, PersistentBinding> known, List<String> unclear) {

  /** Where they are. */
  public static final String FOLDER = "/var/lib/dtbind/bindings";

  /** Copies both. */
  public PersistentBindings {
    known = Map.copyOf(known);
    unclear = List.copyOf(unclear);
  }

  /**
   * {@return the bindings of a system}
   *
   * @param files to read
   */
  public static PersistentBindings read(Files files) {
    List<String> names = files.names(FOLDER);
    if (names.isEmpty()) {
      return new PersistentBindings(Map.of(), List.of());
    }
    Map<String, PersistentBinding> known = new HashMap<>();
    List<String> unclear = new ArrayList<>();
    for (String name : names) {
      String path = FOLDER + "/" + name;
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

  /**
   * {@return the binding of a device}
   *
   * @param device the device
   */
  public Optional<PersistentBinding> of(LinuxDevice device) {
    return Optional.ofNullable(known.get(device.id()));
  }

  /**
   * {@return the driver to which a device is bound at each boot, or that all drivers are kept away}
   *
   * @param bus of the device
   * @param device its name
   */
  public Optional<String> driver(String bus, String device) {
    return Optional.ofNullable(known.get(bus + "/" + device))
        .flatMap(one -> one.binding().driver().or(one.binding()::override));
  }

  /**
   * {@return why the binding of a device cannot be read}
   *
   * @param device the device
   */
  public Optional<Refusal> unclear(LinuxDevice device) {
    String path = path(device.bus(), device.name());
    return unclear.contains(path) ? Optional.of(unclear(path)) : Optional.empty();
  }

  /**
   * {@return why a binding cannot be read}
   *
   * @param path of the unreadable file
   */
  public static Refusal unclear(String path) {
    return new Refusal(
        Reason.STATE,
        Problem.of(
                "cannot read what is bound at boot from %s: it is damaged, or from another version"
                    .formatted(path))
            .help(
                "inspect the file; if you delete it, dtbind no longer manages its files"
                    + " in /etc: rm "
                    + path));
  }

  /**
   * {@return the path of a device's record}
   *
   * @param bus of the device
   * @param device its name
   */
  public static String path(String bus, String device) {
    return FOLDER + "/" + bus + ":" + device;
  }
}
