// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.source.Bytes;

/**
 * An event of a device (lib/kobject_uevent.c).
 *
 * @param action the action, such as {@code add} or {@code bind}
 * @param device the directory of the device below {@code /sys}, such as {@code
 *     /devices/platform/door}
 * @param properties the properties, such as {@code SUBSYSTEM=platform}, in order
 */
public record Uevent(String action, String device, Map<String, String> properties) {

  /** Copies the map. */
  public Uevent {
    properties = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /**
   * {@return the event in a datagram, which consists of {@code ACTION@DEVPATH} and {@code
   * KEY=VALUE} strings, each with a zero byte at its end; empty for a datagram of another format,
   * such as udev's}
   */
  public static Optional<Uevent> fromDatagram(Bytes datagram) {
    String[] parts = new String(datagram.toArray(), StandardCharsets.UTF_8).split("\0", -1);
    int at = parts[0].indexOf('@');
    if (at <= 0) {
      return Optional.empty();
    }
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        properties.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
      }
    }
    return Optional.of(
        new Uevent(parts[0].substring(0, at), parts[0].substring(at + 1), properties));
  }
}
