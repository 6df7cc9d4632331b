// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.change.SafeLine;
import org.dtbind.change.journal.AccessLines;
import org.dtbind.change.journal.KeyValueText;
import org.dtbind.device.LinuxDevice;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;
import org.dtbind.tree.NodePath;

/**
 * The record of a device: the state that dtbind established, and the state before.
 *
 * @param node the device's node in the devicetree; empty if it has none
 * @param driver the driver that dtbind set; empty for none
 * @param override the override that dtbind set; empty for none
 * @param formerDriver the driver before dtbind changed the device; empty for none
 * @param formerOverride the override before dtbind changed the device; empty for none
 * @param safe the states to set on lines of the device's chip before it is released, by offset
 * @param access the owner, group, mode and link that dtbind set for the device's nodes
 */
public record Binding(
    String bus,
    String device,
    Optional<NodePath> node,
    Optional<String> driver,
    Optional<String> override,
    Optional<String> formerDriver,
    Optional<String> formerOverride,
    Map<Integer, SafeState> safe,
    Access access) {

  /** Copies the map. */
  public Binding {
    safe = Collections.unmodifiableMap(new TreeMap<>(safe));
  }

  private static final String FIRST = "dtbind-binding=1";

  /**
   * {@return the record of a device that dtbind has not changed before}
   *
   * @param device the device before the change
   * @param driver the new driver; empty for none
   * @param override the new override; empty for none
   */
  public static Binding of(LinuxDevice device, Optional<String> driver, Optional<String> override) {
    return new Binding(
        device.bus(),
        device.name(),
        device.node(),
        driver,
        override,
        device.driver(),
        device.override().driver(),
        Map.of(),
        Access.NONE);
  }

  /** {@return the bus and the name of the device, as in {@link LinuxDevice#id()}} */
  public String id() {
    return bus + "/" + device;
  }

  /**
   * {@return the record after dtbind changes the device again; the former driver and override stay}
   *
   * @param next the new driver; empty for none
   * @param kept the new override; empty for none
   */
  public Binding to(Optional<String> next, Optional<String> kept) {
    return new Binding(bus, device, node, next, kept, formerDriver, formerOverride, safe, access);
  }

  /** {@return this record without a former driver and override} */
  public Binding withoutFormer() {
    return new Binding(
        bus, device, node, driver, override, Optional.empty(), Optional.empty(), safe, access);
  }

  /**
   * {@return this record with other safe states}
   *
   * @param states the states to set before the device is released, by offset
   */
  public Binding withSafe(Map<Integer, SafeState> states) {
    return new Binding(
        bus, device, node, driver, override, formerDriver, formerOverride, states, access);
  }

  /**
   * {@return this record with other access settings}
   *
   * @param given the owner, group, mode and link of the device's nodes
   */
  public Binding withAccess(Access given) {
    return new Binding(
        bus, device, node, driver, override, formerDriver, formerOverride, safe, given);
  }

  /**
   * {@return whether another record of the device has the same state; the state before dtbind may
   * differ}
   *
   * @param other the other record
   */
  public boolean isOfSameState(Binding other) {
    return driver.equals(other.driver)
        && override.equals(other.override)
        && safe.equals(other.safe)
        && access.equals(other.access);
  }

  /**
   * {@return whether a device still has the state that dtbind established, or an intermediate state
   * of an interrupted change; only then may the former state be restored}
   */
  public boolean holds(LinuxDevice now) {
    Optional<String> kept = now.override().driver();
    boolean free = now.driver().isEmpty();
    boolean given = driver.isPresent() && now.driver().equals(driver);
    boolean halfBound = kept.equals(override) && (free || now.driver().equals(formerDriver));
    boolean halfRestored = formerDriver.isPresent() && kept.equals(formerDriver) && free;
    return now.node().equals(node) && (given || halfBound || halfRestored);
  }

  /**
   * {@return the contents of the record's file: the version, lines {@code KEY=VALUE}, and an end
   * line}
   */
  public String text() {
    KeyValueText text =
        new KeyValueText(FIRST)
            .line("bus", bus)
            .line("device", device)
            .line("node", node.map(NodePath::text))
            .line("driver", driver)
            .line("override", override)
            .line("former-driver", formerDriver)
            .line("former-override", formerOverride);
    AccessLines.write(text, access);
    safe.forEach((line, state) -> text.line(SafeLine.KEY, line + " " + state.text()));
    return text.text();
  }

  /**
   * {@return the record in a file's text; empty if the text has another version or format, or is
   * truncated}
   *
   * @param text the complete contents of the file
   */
  public static Optional<Binding> parse(String text) {
    Optional<List<KeyValueText.Line>> lines = KeyValueText.read(FIRST, text);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    Map<Integer, SafeState> safe = new TreeMap<>();
    for (KeyValueText.Line line : lines.get()) {
      if (line.key().equals(SafeLine.KEY)) {
        if (!SafeLine.read(line.written(), safe)) {
          return Optional.empty();
        }
      } else {
        values.put(line.key(), line.value());
      }
    }
    Optional<Access> access = AccessLines.read(values);
    String node = values.getOrDefault("node", "/");
    if (access.isEmpty()) {
      return Optional.empty();
    }
    if (!values.containsKey("bus") || !values.containsKey("device") || !isPath(node)) {
      return Optional.empty();
    }
    return Optional.of(
        new Binding(
            values.getOrDefault("bus", ""),
            values.getOrDefault("device", ""),
            Optional.ofNullable(values.get("node")).map(NodePath::new),
            Optional.ofNullable(values.get("driver")),
            Optional.ofNullable(values.get("override")),
            Optional.ofNullable(values.get("former-driver")),
            Optional.ofNullable(values.get("former-override")),
            safe,
            access.get()));
  }

  /** {@return whether a text has the form of a node's path: absolute, and without empty names} */
  public static boolean isPath(String text) {
    return text.equals("/")
        || (text.startsWith("/") && !text.endsWith("/") && !text.contains("//"));
  }
}
