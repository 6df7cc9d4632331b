// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.device.LinuxDevice;
import org.dtbind.tree.NodePath;

/**
 * What dtbind has done to a device, and what it was like before.
 *
 * @param bus of the device
 * @param device its Linux name
 * @param node it was made of
 * @param driver that dtbind gave it; empty where it was left without one
 * @param formerDriver that it had before
 * @param formerOverride that it had before
 */
public record Binding(
    String bus,
    String device,
    Optional<NodePath> node,
    Optional<String> driver,
    Optional<String> formerDriver,
    Optional<String> formerOverride) {

  private static final String VERSION = "dtbind-binding";
  private static final String NUMBER = "1";

  /**
   * {@return what is remembered when a device is given to a driver. What it was like before the
   * first time stays remembered}
   *
   * @param device as it is before
   * @param driver it is given; empty for none
   * @param earlier what is remembered of it already
   */
  public static Binding of(LinuxDevice device, Optional<String> driver, Optional<Binding> earlier) {
    return new Binding(
        device.bus(),
        device.name(),
        device.node(),
        driver,
        earlier.isPresent() ? earlier.get().formerDriver : device.driver(),
        earlier.isPresent() ? earlier.get().formerOverride : device.override().driver());
  }

  /** {@return the file's text: a line {@code KEY=VALUE} each, the version first} */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(VERSION).append('=').append(NUMBER).append('\n');
    text.append("bus=").append(bus).append('\n');
    text.append("device=").append(device).append('\n');
    node.ifPresent(path -> text.append("node=").append(path).append('\n'));
    driver.ifPresent(name -> text.append("driver=").append(name).append('\n'));
    formerDriver.ifPresent(name -> text.append("former-driver=").append(name).append('\n'));
    formerOverride.ifPresent(name -> text.append("former-override=").append(name).append('\n'));
    return text.toString();
  }

  /**
   * {@return what a file says; empty for one of another version or shape}
   *
   * @param text the file's
   */
  public static Optional<Binding> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    Optional<String> bus = Optional.ofNullable(values.get("bus"));
    Optional<String> device = Optional.ofNullable(values.get("device"));
    if (!NUMBER.equals(values.get(VERSION)) || bus.isEmpty() || device.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Binding(
            bus.get(),
            device.get(),
            Optional.ofNullable(values.get("node"))
                .filter(path -> path.startsWith("/"))
                .map(NodePath::new),
            Optional.ofNullable(values.get("driver")),
            Optional.ofNullable(values.get("former-driver")),
            Optional.ofNullable(values.get("former-override"))));
  }
}
