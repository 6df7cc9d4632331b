// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.dtbind.change.SafeLine;
import org.dtbind.change.journal.AccessLines;
import org.dtbind.change.journal.JournalWriter;
import org.dtbind.change.journal.KeyValueText;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;

/**
 * The record of an aggregator. It contains the name, because the kernel has none for an aggregator
 * that was created through sysfs.
 *
 * @param backEnd the interface that created the aggregator
 * @param device the name of its Linux device; empty until it is known
 * @param identity a value that distinguishes this device from later ones of the same name; empty if
 *     it is not known
 * @param lines the lines, in the aggregator's order
 * @param safe the states to set before the aggregator is deleted, by line number
 * @param access the owner, group and mode of the device node, and its link
 */
public record AggregatorRecord(
    String name,
    BackEnd backEnd,
    Optional<String> device,
    Optional<String> identity,
    List<SourceLine> lines,
    Map<Integer, SafeState> safe,
    Access access) {

  private static final String FIRST = "dtbind-aggregator=1";

  /** Copies the collections, and converts the mode to the format of stat(1). */
  public AggregatorRecord {
    lines = List.copyOf(lines);
    safe = Collections.unmodifiableMap(new TreeMap<>(safe));
    access = canonical(access);
  }

  /**
   * {@return the access settings with the mode in the format of stat(1), which the script without
   * Java stores}
   *
   * @param access the access settings, with a mode in octal digits
   */
  public static Access canonical(Access access) {
    return new Access(
        access.owner(), access.group(), access.shownMode(), access.link(), Optional.empty());
  }

  /** {@return this record without a device, for an aggregator that is created again} */
  public AggregatorRecord withoutDevice() {
    return new AggregatorRecord(
        name, backEnd, Optional.empty(), Optional.empty(), lines, safe, access);
  }

  /** {@return this record with a device and the device's identity} */
  public AggregatorRecord withDevice(Kernel kernel, String known) {
    return new AggregatorRecord(
        name, backEnd, Optional.of(known), identity(kernel, known), lines, safe, access);
  }

  /**
   * {@return this record with other safe states}
   *
   * @param states the states to set before the aggregator is deleted, by line number
   */
  public AggregatorRecord withSafe(Map<Integer, SafeState> states) {
    return new AggregatorRecord(name, backEnd, device, identity, lines, states, access);
  }

  /**
   * A value that identifies a device: the boot id, and the inode number of its directory in sysfs,
   * which changes if a device of the same name is created again. The script without Java writes and
   * compares the same value.
   */
  static Optional<String> identity(Kernel kernel, String device) {
    OptionalLong inode = kernel.sysfs().inode("/sys/devices/platform/" + device);
    return inode.isPresent()
        ? JournalWriter.boot(kernel).map(boot -> boot + ":" + inode.getAsLong())
        : Optional.empty();
  }

  /**
   * {@return the contents of the record's file: the version, lines {@code KEY=VALUE}, and an end
   * line}
   */
  public String text() {
    KeyValueText text =
        new KeyValueText(FIRST)
            .line("name", name)
            .line("by", backEnd.text())
            .line("device", device)
            .line("identity", identity);
    AccessLines.write(text, access);
    lines.forEach(line -> text.words("line", line.recorded()));
    safe.forEach((line, state) -> text.line(SafeLine.KEY, line + " " + state.text()));
    return text.text();
  }

  /**
   * {@return the record in a file's text; empty if the text has another version or format, or is
   * truncated}
   *
   * @param text the complete contents of the file
   */
  public static Optional<AggregatorRecord> parse(String text) {
    Optional<List<KeyValueText.Line>> read = KeyValueText.read(FIRST, text);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    List<SourceLine> lines = new ArrayList<>();
    Map<Integer, SafeState> safe = new TreeMap<>();
    for (KeyValueText.Line line : read.get()) {
      if (line.key().equals("line")) {
        Optional<SourceLine> source = SourceLine.ofRecord(line.written());
        if (source.isEmpty()) {
          return Optional.empty();
        }
        lines.add(source.get());
      } else if (line.key().equals(SafeLine.KEY)) {
        if (!SafeLine.read(line.written(), safe)) {
          return Optional.empty();
        }
      } else {
        values.put(line.key(), line.value());
      }
    }
    String by = values.getOrDefault("by", "");
    boolean configfs = by.equals(BackEnd.CONFIGFS.text());
    if (!values.containsKey("name") || !configfs && !by.equals(BackEnd.SYSFS.text())) {
      return Optional.empty();
    }
    Optional<Access> access = AccessLines.read(values);
    if (access.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AggregatorRecord(
            values.getOrDefault("name", ""),
            configfs ? BackEnd.CONFIGFS : BackEnd.SYSFS,
            Optional.ofNullable(values.get("device")),
            Optional.ofNullable(values.get("identity")),
            lines,
            safe,
            access.get()));
  }
}
