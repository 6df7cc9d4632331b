// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.FileName;
import org.dtbind.tree.NodePath;

/**
 * The change of a device in a journal. Recovery builds the paths of attributes from the names, so
 * each must be a single valid file name.
 *
 * @param override the override before the change, with one character for each byte
 * @param offered whether the device is offered to any matching driver in the end
 * @param recorded the record before the change; empty if there was none
 * @param kept whether the record is kept after the change
 * @param newId the id that is added to {@code nextDriver} temporarily; empty if none is
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

  /** The size of a page, which is the limit for a sysfs attribute, in bytes. */
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
  public Reversible change(WritableKernel kernel, Duration timeout) {
    return new ReversibleDevice(kernel, this, timeout);
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
   * {@return the entry in a block, after each value is checked: the journal is not trusted}
   *
   * @throws JournalDamage if a value is invalid, or a name could lead to another file
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

  private static Optional<String> name(Map<String, String> values, String key)
      throws JournalDamage {
    Optional<String> name = Optional.ofNullable(values.get(key));
    if (name.filter(text -> !FileName.isSingle(text)).isPresent()) {
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
                || text.get().length() > LONGEST_OVERRIDE
                // Each character of an override stands for one byte.
                || text.get().chars().anyMatch(c -> c == 0 || c > 0xff));
    if (bad) {
      throw new JournalDamage("not an override", text.orElse(""));
    }
    return text;
  }

  /** The id requires the next driver, to which it was added. */
  private static Optional<String> id(Map<String, String> values) throws JournalDamage {
    Optional<String> id = Optional.ofNullable(values.get("new-id"));
    boolean bad = id.isPresent() && !id.get().matches("[0-9a-f]{1,8}( [0-9a-f]{1,8}){1,3}");
    if (bad || id.isPresent() && !values.containsKey("next-driver")) {
      throw new JournalDamage("not an ID for a driver", id.get());
    }
    return id;
  }
}
