// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.plan.Step;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.Bindings;
import org.dtbind.change.Reversible;
import org.dtbind.change.ReversibleEntry;
import org.dtbind.change.journal.JournalBlock;
import org.dtbind.change.journal.JournalDamage;
import org.dtbind.change.journal.KeyValueText;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Kernel;
import org.dtbind.tree.NodePath;

/**
 * A device on a bus, in the journal. Attributes that are written to are made of these names, each
 * of which is one name of a file.
 */
public record DeviceEntry(
    String bus,
    String device,
    Optional<NodePath> node,
    Optional<String> driver,
    Optional<String> override,
    Optional<String> nextDriver,
    Optional<String> nextOverride,
    boolean offered,
    Optional<Binding> recorded,
    boolean kept,
    Optional<String> newId)
    implements ReversibleEntry {

  /** What the journal calls it. */
  public static final String KIND = "device";

  private static final Set<String> KEYS =
      Set.of(
          "bus",
          "device",
          "node",
          "driver",
          "override",
          "next-driver",
          "next-override",
          "offered",
          "kept",
          "new-id");

  /** NAME_MAX of include/uapi/linux/limits.h. */
  private static final int LONGEST_NAME = 255;

  /** sysfs takes a page. */
  private static final int LONGEST_OVERRIDE = 4096;

  public static DeviceEntry of(Plan plan, RecordChange record) {
    LinuxDevice before = plan.before();
    return new DeviceEntry(
        before.bus(),
        before.name(),
        before.node(),
        before.driver(),
        before.override().driver(),
        plan.driver(),
        plan.override(),
        plan.offers(),
        record.before(),
        record.after().isPresent(),
        plan.forgetting().map(Step.RemoveId::id));
  }

  @Override
  public String text() {
    return bus + " device " + device + node.map(path -> " (" + path + ")").orElse("");
  }

  @Override
  public List<String> keys() {
    return List.of(bus + "/" + device);
  }

  @Override
  public List<String> files() {
    return List.of(Bindings.path(bus, device));
  }

  @Override
  public Reversible change(Kernel kernel, Duration timeout) {
    return new DeviceReversal(kernel, this, timeout);
  }

  @Override
  public JournalBlock block() {
    return new KeyValueText(KIND)
        .line("bus", bus)
        .line("device", device)
        .line("node", node.map(NodePath::text))
        .line("driver", driver)
        .line("override", override)
        .line("next-driver", nextDriver)
        .line("next-override", nextOverride)
        .line("offered", offered ? "yes" : "no")
        .line("kept", kept ? "yes" : "no")
        .line("new-id", newId)
        .lines("record", recorded.map(Binding::text))
        .block();
  }

  /**
   * {@return what a block says, of which nothing is believed: a name that could lead to another
   * file than it should is damage}
   */
  public static DeviceEntry read(JournalBlock block) throws JournalDamage {
    Map<String, String> values = block.values(KEYS, Set.of("record"));
    String bus = name(values, "bus").orElseThrow(() -> new JournalDamage("a device without a bus"));
    String device =
        name(values, "device").orElseThrow(() -> new JournalDamage("a device without a name"));
    return new DeviceEntry(
        bus,
        device,
        node(values),
        name(values, "driver"),
        override(values, "override"),
        name(values, "next-driver"),
        override(values, "next-override"),
        JournalBlock.truth(values, "offered"),
        recorded(block.text("record").orElse(""), bus, device),
        JournalBlock.truth(values, "kept"),
        id(values));
  }

  private static Optional<Binding> recorded(String text, String bus, String device)
      throws JournalDamage {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Binding.parse(text)
            .filter(known -> known.bus().equals(bus) && known.device().equals(device))
            .orElseThrow(
                () -> new JournalDamage("a record that is damaged, or belongs to another device")));
  }

  private static Optional<NodePath> node(Map<String, String> values) throws JournalDamage {
    Optional<String> text = Optional.ofNullable(values.get("node"));
    if (text.filter(path -> !Binding.isPath(path)).isPresent()) {
      throw new JournalDamage("not the path of a node", text.get());
    }
    return text.map(NodePath::new);
  }

  /** One name of a file, and none that leads elsewhere. */
  private static Optional<String> name(Map<String, String> values, String key)
      throws JournalDamage {
    Optional<String> name = Optional.ofNullable(values.get(key));
    if (name.filter(text -> !Drivers.isName(text) || isTooLong(text, LONGEST_NAME)).isPresent()) {
      throw new JournalDamage("not the name of a " + key, name.get());
    }
    return name;
  }

  private static Optional<String> override(Map<String, String> values, String key)
      throws JournalDamage {
    Optional<String> text = Optional.ofNullable(values.get(key));
    boolean bad =
        text.isPresent()
            && (text.get().isEmpty()
                || isTooLong(text.get(), LONGEST_OVERRIDE)
                // An override's characters stand for its bytes.
                || text.get().chars().anyMatch(c -> c == 0 || c > 0xff));
    if (bad) {
      throw new JournalDamage("no override", text.orElse(""));
    }
    return text;
  }

  /** Of the next driver, which must be there then. */
  private static Optional<String> id(Map<String, String> values) throws JournalDamage {
    Optional<String> id = Optional.ofNullable(values.get("new-id"));
    boolean bad = id.isPresent() && !id.get().matches("[0-9a-f]{1,8}( [0-9a-f]{1,8}){1,3}");
    if (bad || id.isPresent() && !values.containsKey("next-driver")) {
      throw new JournalDamage("not an id for a driver", id.get());
    }
    return id;
  }

  private static boolean isTooLong(String text, int longest) {
    return text.getBytes(StandardCharsets.UTF_8).length > longest;
  }
}
