// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dtbind.export.target.NodeAccess;
import org.dtbind.source.Bytes;

/**
 * What is remembered of an aggregator: the kernel has no name for one that sysfs made.
 *
 * @param name of it
 * @param backEnd by which it was made
 * @param device its Linux device; empty until it is known
 * @param lines in order; none where the script that does without Java made it
 * @param access who may use it
 */
record AggregatorRecord(
    String name,
    BackEnd backEnd,
    Optional<String> device,
    List<SourceLine> lines,
    NodeAccess access) {

  private static final String FIRST = "dtbind-aggregator=1";

  /** A file that was cut off has no such line. */
  private static final String LAST = "end";

  AggregatorRecord {
    lines = List.copyOf(lines);
    access = canonical(access);
  }

  /** With its mode as stat(1) prints it, which is how the script has it. */
  static NodeAccess canonical(NodeAccess access) {
    return new NodeAccess(
        access.owner(),
        access.group(),
        access.mode().map(digits -> Integer.toOctalString(Integer.parseInt(digits, 8))),
        access.link(),
        Optional.empty());
  }

  AggregatorRecord withoutDevice() {
    return new AggregatorRecord(name, backEnd, Optional.empty(), lines, access);
  }

  AggregatorRecord withDevice(String known) {
    return new AggregatorRecord(name, backEnd, Optional.of(known), lines, access);
  }

  /** The file's text: a line KEY=VALUE each, the version first, then the end. */
  String text() {
    StringBuilder text = new StringBuilder(FIRST + "\n");
    text.append("name=").append(name).append('\n');
    text.append("by=").append(backEnd.text()).append('\n');
    device.ifPresent(known -> text.append("device=").append(known).append('\n'));
    access.owner().ifPresent(value -> text.append("owner=").append(value).append('\n'));
    access.group().ifPresent(value -> text.append("group=").append(value).append('\n'));
    access.mode().ifPresent(value -> text.append("mode=").append(value).append('\n'));
    access.link().ifPresent(value -> text.append("link=").append(value).append('\n'));
    lines.forEach(line -> text.append("line=").append(text(line)).append('\n'));
    return text.append(LAST).append('\n').toString();
  }

  /** A line as files have it, without the end of that. */
  static String text(SourceLine line) {
    String offset = line.offset().isPresent() ? "" + line.offset().getAsInt() : "-";
    return offset + " " + escaped(line.key()) + " " + escaped(line.name());
  }

  /** What a file says; empty for one of another version or shape, or one that was cut off. */
  static Optional<AggregatorRecord> parse(String text) {
    if (!text.startsWith(FIRST + "\n") || !text.endsWith("\n" + LAST + "\n")) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    List<SourceLine> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      String key = line.substring(0, Math.max(0, equals));
      if (key.equals("line")) {
        Optional<SourceLine> source = line(line.substring(equals + 1));
        if (source.isEmpty()) {
          return Optional.empty();
        }
        lines.add(source.get());
      } else if (equals > 0) {
        values.put(key, line.substring(equals + 1));
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
    NodeAccess access =
        new NodeAccess(
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
            lines,
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
    return unescaped(words[1])
        .flatMap(key -> unescaped(words[2]).map(name -> new SourceLine(key, offset, name)));
  }

  /** Without spaces, line ends and what is not ASCII. */
  static String escaped(Bytes text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.latin1().toCharArray()) {
      out.append(c > ' ' && c < 127 && c != '\\' ? "" + c : "\\x%02x".formatted((int) c));
    }
    return out.toString();
  }

  static Optional<Bytes> unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) != '\\') {
        out.append(text.charAt(at));
        continue;
      }
      if (!text.startsWith("\\x", at) || !text.substring(at).matches("(?s)..[0-9a-f]{2}.*")) {
        return Optional.empty();
      }
      out.append((char) Integer.parseInt(text.substring(at + 2, at + 4), 16));
      at += 3;
    }
    return Optional.of(Bytes.latin1(out.toString()));
  }
}
