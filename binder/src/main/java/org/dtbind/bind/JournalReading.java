// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.bind.Journal.Begun;
import org.dtbind.transaction.FileChange;
import org.dtbind.transaction.FileState;
import org.dtbind.tree.NodePath;

/**
 * Reads the text of a {@link Journal}, of which it believes nothing: a name that could lead to
 * another file than it should is damage. Confined to one thread.
 */
final class JournalReading {

  /** What came of it. */
  sealed interface Result {
    /** It can be understood. */
    record Read(Journal journal) implements Result {}

    /** It can not. */
    record Damaged(String why) implements Result {}
  }

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

  private final List<String> lines;
  private final List<JournalEntry> entries = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int at;

  private JournalReading(List<String> lines) {
    this.lines = lines;
  }

  /** Why a text is no journal. */
  private static final class Damage extends Exception {
    private static final long serialVersionUID = 1;

    Damage(String why) {
      super(why);
    }
  }

  /**
   * Reads.
   *
   * @param text the file's
   * @return the journal, or what is wrong with it
   */
  static Result read(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    // What comes after the last newline was cut off while it was written: its step was not begun.
    lines.remove(lines.size() - 1);
    JournalReading reading = new JournalReading(lines);
    try {
      return new Result.Read(reading.journal());
    } catch (Damage damage) {
      return new Result.Damaged("line %d: %s".formatted(reading.at + 1, damage.getMessage()));
    }
  }

  private Journal journal() throws Damage {
    if (!peek().equals(Journal.FIRST)) {
      throw new Damage(
          peek().startsWith("dtbind-journal=")
              ? "it is of another version: " + shown(peek())
              : "it does not begin with " + Journal.FIRST);
    }
    at++;
    String process = value("process").orElse("");
    Optional<String> boot = value("boot");
    while (peek().startsWith("change=")) {
      String kind = lines.get(at++);
      switch (kind) {
        case "change=device" -> entries.add(device());
        case "change=files" -> entries.add(files());
        default -> {
          at--;
          throw new Damage("a kind of change that is not known: " + shown(kind));
        }
      }
    }
    if (!peek().equals(Journal.BEGIN)) {
      throw new Damage(
          at < lines.size() ? "not expected here: " + shown(peek()) : "it ends before begin");
    }
    at++;
    List<Begun> begun = new ArrayList<>();
    while (peek().startsWith("step=")) {
      begun.add(step(peek().substring("step=".length())));
      at++;
    }
    boolean done = peek().equals(Journal.DONE);
    at += done ? 1 : 0;
    if (at < lines.size()) {
      throw new Damage("not expected here: " + shown(peek()));
    }
    return new Journal(process, boot, entries, begun, done);
  }

  /** The line there; empty behind the last one. */
  private String peek() {
    return at < lines.size() ? lines.get(at) : "";
  }

  private Optional<String> value(String key) {
    if (!peek().startsWith(key + "=")) {
      return Optional.empty();
    }
    return Optional.of(lines.get(at++).substring(key.length() + 1));
  }

  private Begun step(String text) throws Damage {
    int space = text.indexOf(' ');
    String number = space < 0 ? text : text.substring(0, space);
    if (!number.matches("\\d{1,6}") || Integer.parseInt(number) >= entries.size()) {
      throw new Damage("a step of a change that is not listed: " + shown(text));
    }
    return new Begun(Integer.parseInt(number), space < 0 ? "" : text.substring(space + 1));
  }

  private JournalEntry.OfDevice device() throws Damage {
    Map<String, String> values = new HashMap<>();
    StringBuilder record = new StringBuilder();
    for (int equals = peek().indexOf('='); equals > 0; equals = peek().indexOf('=')) {
      String key = peek().substring(0, equals);
      String value = peek().substring(equals + 1);
      if (key.equals("record")) {
        record.append(value).append('\n');
      } else if (!KEYS.contains(key)) {
        break;
      } else if (values.put(key, value) != null) {
        throw new Damage("given twice: " + shown(key));
      }
      at++;
    }
    String bus = name(values, "bus").orElseThrow(() -> new Damage("a device without bus"));
    String device = name(values, "device").orElseThrow(() -> new Damage("a device without name"));
    if (!seen.add(bus + "/" + device)) {
      throw new Damage("listed twice: " + shown(bus + "/" + device));
    }
    Optional<Binding> recorded = recorded(record.toString(), bus, device);
    return new JournalEntry.OfDevice(
        bus,
        device,
        node(values),
        name(values, "driver"),
        override(values, "override"),
        name(values, "next-driver"),
        override(values, "next-override"),
        truth(values, "offered"),
        recorded,
        truth(values, "kept"),
        id(values));
  }

  private JournalEntry.OfFiles files() throws Damage {
    List<FileChange> changes = new ArrayList<>();
    while (peek().startsWith("file=")) {
      String path = value("file").orElseThrow();
      if (!Persistence.isOurs(path)) {
        throw new Damage("no file of dtbind's: " + shown(path));
      }
      if (!seen.add(path)) {
        throw new Damage("listed twice: " + shown(path));
      }
      changes.add(new FileChange(path, was(), Optional.empty(), ""));
    }
    return new JournalEntry.OfFiles(changes);
  }

  private Optional<FileState> was() throws Damage {
    Optional<String> was = value("was");
    if (was.isEmpty()) {
      return Optional.empty();
    }
    String text = was.get();
    if (text.startsWith(Journal.LINK)) {
      return Optional.of(new FileState.Link(text.substring(Journal.LINK.length())));
    }
    boolean program = text.startsWith(Journal.PROGRAM);
    if (!program && !text.startsWith(Journal.TEXT)) {
      throw new Damage("no state of a file: " + shown(text));
    }
    try {
      byte[] content = Base64.getDecoder().decode(text.substring(text.indexOf(' ') + 1));
      return Optional.of(new FileState.Text(new String(content, StandardCharsets.UTF_8), program));
    } catch (IllegalArgumentException e) {
      throw new Damage("not in base 64: " + shown(text));
    }
  }

  private static Optional<Binding> recorded(String text, String bus, String device) throws Damage {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Binding.parse(text)
            .filter(known -> known.bus().equals(bus) && known.device().equals(device))
            .orElseThrow(() -> new Damage("a record that is damaged, or of another device")));
  }

  private static Optional<NodePath> node(Map<String, String> values) throws Damage {
    Optional<String> text = Optional.ofNullable(values.get("node"));
    if (text.filter(path -> !Binding.isPath(path)).isPresent()) {
      throw new Damage("no path of a node: " + shown(text.get()));
    }
    return text.map(NodePath::new);
  }

  /** One name of a file, and none that leads elsewhere. */
  private static Optional<String> name(Map<String, String> values, String key) throws Damage {
    Optional<String> name = Optional.ofNullable(values.get(key));
    if (name.filter(text -> !Drivers.isName(text) || isTooLong(text, LONGEST_NAME)).isPresent()) {
      throw new Damage("no name of a %s: %s".formatted(key, shown(name.get())));
    }
    return name;
  }

  private static Optional<String> override(Map<String, String> values, String key) throws Damage {
    Optional<String> text = Optional.ofNullable(values.get(key));
    boolean bad =
        text.isPresent()
            && (text.get().isEmpty()
                || isTooLong(text.get(), LONGEST_OVERRIDE)
                // An override's characters stand for its bytes.
                || text.get().chars().anyMatch(c -> c == 0 || c > 0xff));
    if (bad) {
      throw new Damage("no override: " + shown(text.orElse("")));
    }
    return text;
  }

  /** Of the next driver, which must be there then. */
  private static Optional<String> id(Map<String, String> values) throws Damage {
    Optional<String> id = Optional.ofNullable(values.get("new-id"));
    boolean bad = id.isPresent() && !id.get().matches("[0-9a-f]{1,8}( [0-9a-f]{1,8}){1,3}");
    if (bad || id.isPresent() && !values.containsKey("next-driver")) {
      throw new Damage("no id for a driver: " + shown(id.get()));
    }
    return id;
  }

  private static boolean isTooLong(String text, int longest) {
    return text.getBytes(StandardCharsets.UTF_8).length > longest;
  }

  private static boolean truth(Map<String, String> values, String key) throws Damage {
    String text = values.getOrDefault(key, "");
    if (!text.equals("yes") && !text.equals("no")) {
      throw new Damage("\"%s\" is yes or no".formatted(key));
    }
    return text.equals("yes");
  }

  /** Whatever it is, it fits a line. */
  private static String shown(String text) {
    String start = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    StringBuilder out = new StringBuilder("\"");
    start.chars().forEach(c -> out.append(Character.isISOControl(c) ? '?' : (char) c));
    return out.append('"').toString();
  }
}
