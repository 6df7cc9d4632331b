// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.dtbind.change.SafeLine;
import org.dtbind.change.journal.JournalWriter;
import org.dtbind.change.journal.KeyValueText;
import org.dtbind.kernel.Kernel;
import org.dtbind.source.LineValue;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;

/** What is remembered of an aggregator: the kernel has no name for one that sysfs made. */
record AggregatorRecord(
    String name,
    BackEnd backEnd,
    Optional<String> device,
    Optional<String> identity,
    List<SourceLine> lines,
    Map<Integer, SafeState> safe,
    Access access) {

  private static final String FIRST = "dtbind-aggregator=1";

  AggregatorRecord {
    lines = List.copyOf(lines);
    safe = Collections.unmodifiableMap(new TreeMap<>(safe));
    access = canonical(access);
  }

  /** With its mode as stat(1) prints it, which is how the script has it. */
  static Access canonical(Access access) {
    return new Access(
        access.owner(),
        access.group(),
        access.mode().map(digits -> Integer.toOctalString(Integer.parseInt(digits, 8))),
        access.link(),
        Optional.empty());
  }

  AggregatorRecord withoutDevice() {
    return new AggregatorRecord(
        name, backEnd, Optional.empty(), Optional.empty(), lines, safe, access);
  }

  AggregatorRecord withDevice(Kernel kernel, String known) {
    return new AggregatorRecord(
        name, backEnd, Optional.of(known), identity(kernel, known), lines, safe, access);
  }

  AggregatorRecord withSafe(Map<Integer, SafeState> states) {
    return new AggregatorRecord(name, backEnd, device, identity, lines, states, access);
  }

  /**
   * What no other device has: the boot, and the number of its folder in sysfs, which is another one
   * for a device that is deleted and made again under the same name. The script that does without
   * Java writes and compares the same.
   */
  static Optional<String> identity(Kernel kernel, String device) {
    OptionalLong inode = kernel.sysfs().inode("/sys/devices/platform/" + device);
    return inode.isPresent()
        ? JournalWriter.boot(kernel).map(boot -> boot + ":" + inode.getAsLong())
        : Optional.empty();
  }

  /** The file's text: a line KEY=VALUE each, the version first, then the end. */
  String text() {
    KeyValueText text =
        new KeyValueText(FIRST)
            .line("name", name)
            .line("by", backEnd.text())
            .line("device", device)
            .line("identity", identity)
            .line("owner", access.owner())
            .line("group", access.group())
            .line("mode", access.mode())
            .line("link", access.link());
    lines.forEach(line -> text.words("line", text(line)));
    safe.forEach((line, state) -> text.line(SafeLine.KEY, line + " " + state.text()));
    return text.text();
  }

  /** A line as files have it, without the end of that. */
  static String text(SourceLine line) {
    String offset = line.offset().isPresent() ? "" + line.offset().getAsInt() : "-";
    return offset + " " + LineValue.word(line.key()) + " " + LineValue.word(line.name());
  }

  /** What a file says; empty for one of another version or shape, or truncated. */
  static Optional<AggregatorRecord> parse(String text) {
    Optional<List<KeyValueText.Line>> read = KeyValueText.read(FIRST, text);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    List<SourceLine> lines = new ArrayList<>();
    Map<Integer, SafeState> safe = new TreeMap<>();
    for (KeyValueText.Line line : read.get()) {
      if (line.key().equals("line")) {
        Optional<SourceLine> source = line(line.written());
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
    Optional<String> mode = Optional.ofNullable(values.get("mode"));
    if (mode.filter(digits -> !digits.matches("[0-7]{1,4}")).isPresent()) {
      return Optional.empty();
    }
    Access access =
        new Access(
            Optional.ofNullable(values.get("owner")),
            Optional.ofNullable(values.get("group")),
            mode,
            Optional.ofNullable(values.get("link")),
            Optional.empty());
    return Optional.of(
        new AggregatorRecord(
            values.getOrDefault("name", ""),
            configfs ? BackEnd.CONFIGFS : BackEnd.SYSFS,
            Optional.ofNullable(values.get("device")),
            Optional.ofNullable(values.get("identity")),
            lines,
            safe,
            access));
  }

  /** A line as files have it; empty where it is none. */
  static Optional<SourceLine> line(String text) {
    String[] words = text.split(" ", -1);
    if (words.length != 3 || !words[0].matches("-|[0-9]{1,9}")) {
      return Optional.empty();
    }
    OptionalInt offset =
        words[0].equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(words[0]));
    return LineValue.ofWord(words[1])
        .flatMap(key -> LineValue.ofWord(words[2]).map(name -> new SourceLine(key, offset, name)));
  }
}
