// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.source.Bytes;

/**
 * One announcement (Linux, lib/kobject_uevent.c).
 *
 * @param action such as {@code add}, {@code bind}
 * @param device its folder below /sys, such as {@code /devices/platform/door}
 * @param properties such as {@code SUBSYSTEM=platform}, in order
 */
public record Uevent(String action, String device, Map<String, String> properties) {

  /** Copies the map. */
  public Uevent {
    properties = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /**
   * {@return the event in a datagram, {@code ACTION@DEVPATH} and then {@code KEY=VALUE}, each ended
   * by a zero byte; empty for one of another shape, such as udev's own}
   *
   * @param datagram its bytes
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
