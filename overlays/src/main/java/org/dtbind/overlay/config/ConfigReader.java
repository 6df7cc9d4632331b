// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Severity;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/** Reads the lines of {@code config.txt} that affect overlays. Use one instance per file. */
final class ConfigReader {

  /** The most characters of a line that the firmware reads. */
  private static final int LINE = 98;

  private static final Set<String> KEYS =
      Set.of("dtoverlay", "dtparam", "os_prefix", "overlay_prefix");

  private static final String PINS = "gpio";

  /** Subjects of filters whose state a tree does not contain. */
  private static final Set<String> STATES =
      Set.of(
          "edid",
          "tryboot",
          "partition",
          "boot_partition",
          "board-type",
          "boot_arg1",
          "boot_count",
          "bootvar0",
          "bootvar1",
          "sdcard",
          "usb",
          "network");

  private static final String INCLUDE = "include";

  private static final String SKIPPED = ", so dtbind skips the lines below this filter";

  private final Optional<PiModel> model;
  private final Function<String, Optional<SourceFile>> files;
  private final List<ConfigLine> lines = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  private int included;

  /** The filter for other models that is in force, and the first line that it hides. */
  private Optional<Origin> otherModel = Optional.empty();

  private Optional<Origin> hidden = Optional.empty();

  /** The subjects of the active filters that hide lines. */
  private Set<String> closed = new HashSet<>();

  /**
   * Diagnostics to report once, when a filter hides a line that affects overlays, by the subject of
   * the filter.
   */
  private Map<String, Diagnostic> unreported = new HashMap<>();

  private ConfigReader(Optional<PiModel> model, Function<String, Optional<SourceFile>> files) {
    this.model = model;
    this.files = files;
  }

  /**
   * Returns the lines that apply to a board, in order.
   *
   * @param files finds an included file by name
   */
  static Diagnosed<List<ConfigLine>> read(
      SourceFile config, Optional<PiModel> model, Function<String, Optional<SourceFile>> files) {
    ConfigReader reader = new ConfigReader(model, files);
    reader.read(config, 0);
    reader.skipped().ifPresent(reader::add);
    return new Diagnosed<>(Optional.of(reader.lines), reader.problems);
  }

  private void read(SourceFile file, int depth) {
    String text = file.content().latin1();
    int from = 0;
    while (from < text.length()) {
      int newline = text.indexOf('\n', from);
      int end = newline < 0 ? text.length() : newline;
      int start = from;
      int last = end;
      while (start < last && text.charAt(start) <= ' ') {
        start++;
      }
      while (last > start && text.charAt(last - 1) <= ' ') {
        last--;
      }
      if (start < last && text.charAt(start) != '#') {
        line(file, text, start, last, depth);
      }
      from = end + 1;
    }
  }

  private void line(SourceFile file, String text, int start, int end, int depth) {
    String line = text.substring(start, end);
    if (line.startsWith("[")) {
      if (line.endsWith("]")) {
        filter(line.substring(1, line.length() - 1).strip(), Origin.Source.of(file, start, end));
      } else {
        fail(
            ConfigCode.CONFIG_BAD_LINE,
            Origin.Source.of(file, start, end),
            Message.of("a filter must end with ']'"));
      }
      return;
    }
    if (line.regionMatches(true, 0, INCLUDE + " ", 0, INCLUDE.length() + 1)) {
      if (isOpen()) {
        include(
            line.substring(INCLUDE.length()).strip(), Origin.Source.of(file, start, end), depth);
      }
      return;
    }
    int equals = line.indexOf('=');
    String key = (equals < 0 ? line : line.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
    if (key.equals(PINS) && equals >= 0 && closed.isEmpty()) {
      add(file, text, key, start, start + equals + 1, end);
      return;
    }
    if (!KEYS.contains(key)) {
      if (closed.isEmpty()) {
        unknown(key, Origin.Source.of(file, start, equals < 0 ? end : start + equals));
      }
      return;
    }
    if (!isOpen()) {
      if (otherModel.isPresent() && hidden.isEmpty()) {
        hidden = Optional.of(Origin.Source.of(file, start, end));
      }
      return;
    }
    if (equals < 0) {
      Origin place = Origin.Source.of(file, start, end);
      fail(ConfigCode.CONFIG_BAD_LINE, place, Message.of("'=' is missing after {key}", key));
      return;
    }
    add(file, text, key, start, start + equals + 1, end);
  }

  /** Reports a key that resembles one that affects overlays. config.txt has many other keys. */
  private void unknown(String key, Origin place) {
    List<String> near = Nearest.to(LookAlike.plain(key), KEYS);
    if (!near.isEmpty()) {
      Optional<String> character = LookAlike.explained(key);
      add(
          Diagnostic.warning(
                  ConfigCode.CONFIG_UNKNOWN_KEY,
                  place,
                  Message.of(
                      "the firmware has no setting '{key}', and ignores this line",
                      Bytes.latin1(key).utf8()))
              .help(
                  "did you mean '%s'?%s"
                      .formatted(near.get(0), character.map(one -> " " + one).orElse(""))));
    }
  }

  private void add(SourceFile file, String text, String key, int start, int from, int end) {
    int at = from;
    while (at < end && text.charAt(at) <= ' ') {
      at++;
    }
    int last = end;
    if (end - start > LINE) {
      last = Math.max(at, start + LINE);
      fail(
          ConfigCode.CONFIG_LONG_LINE,
          Origin.Source.of(file, start + LINE, end),
          Message.of("the firmware reads only the first {limit} characters of a line", LINE));
    }
    String value = text.substring(at, last);
    lines.add(new ConfigLine(key, value, file, start, at));
    for (String next : List.of("dtoverlay=", "dtparam=")) {
      int second = value.indexOf(next);
      if (second > 0) {
        add(
            Diagnostic.warning(
                    ConfigCode.CONFIG_JOINED,
                    Origin.Source.of(file, at + second, last),
                    Message.of("'{setting}' is part of the value of '{key}' here", next, key))
                .help("begin a new line before it"));
      }
    }
  }

  private void include(String name, Origin place, int depth) {
    boolean isDeep = depth >= Limit.CONFIG_INCLUDE_DEPTH.most();
    if (isDeep || included == Limit.CONFIG_INCLUDES.most()) {
      fail(
          ConfigCode.CONFIG_INCLUDE,
          place,
          isDeep
              ? Message.of("{file} is included more than {limit} levels deep", name, depth)
              : Message.of("more than {limit} files are included", included));
      return;
    }
    included++;
    Optional<SourceFile> file = files.apply(name);
    if (file.isPresent()) {
      read(file.get(), depth + 1);
    } else {
      fail(ConfigCode.CONFIG_INCLUDE, place, Message.of("{file} does not exist", name));
    }
  }

  private void fail(ConfigCode code, Origin place, Message message) {
    add(Diagnostic.error(code, place, message));
  }

  private void add(Diagnostic problem) {
    if (problems.size() < Limit.PROBLEMS.most()) {
      problems.add(problem);
    }
  }

  /**
   * Returns whether no filter hides lines. Reports, once each, hiding filters that may match on the
   * board.
   */
  private boolean isOpen() {
    if (!unreported.isEmpty()) {
      unreported.values().forEach(this::add);
      // Not clear(), which takes time for all filters that the map has ever contained.
      unreported = new HashMap<>();
    }
    return closed.isEmpty();
  }

  private void close(String subject) {
    closed.add(subject);
    unreported.remove(subject);
  }

  private void close(String subject, Diagnostic problem) {
    closed.add(subject);
    unreported.put(subject, problem);
  }

  private void open(String subject) {
    closed.remove(subject);
    unreported.remove(subject);
  }

  private void openAll() {
    if (!closed.isEmpty()) {
      closed = new HashSet<>();
      unreported = new HashMap<>();
    }
  }

  /** Install scripts append lines, which the last filter then hides. */
  private Optional<Diagnostic> skipped() {
    return hidden.map(
        line ->
            Diagnostic.warning(
                    ConfigCode.CONFIG_SKIPPED,
                    line,
                    Message.of("this line does not apply to the board, because of a filter"))
                .as(Severity.NOTE)
                .note("the filter is at", otherModel.orElseThrow())
                .help("if it is meant for this board, too, add a line [all] before it"));
  }

  private void filter(String text, Origin place) {
    otherModel = Optional.empty();
    hidden = Optional.empty();
    String name = text.toLowerCase(Locale.ROOT);
    int equals = name.indexOf('=');
    String about = equals < 0 ? name : name.substring(0, equals).strip();
    Optional<PiModel> wanted = PiModel.of(name);
    if (name.equals("all")) {
      openAll();
    } else if (name.equals("none")) {
      close("model");
    } else if (wanted.isPresent()) {
      model(wanted.get(), place);
    } else if (name.startsWith("hdmi:")) {
      return; // The filter selects a monitor, which does not affect overlays.
    } else if (name.startsWith("0x")) {
      unknown(
          "serial",
          place,
          Message.of(
              "[{filter}] applies only to the board with this serial number" + SKIPPED, text));
    } else if (STATES.contains(about) || about.startsWith("gpio")) {
      unknown(
          about,
          place,
          Message.of("[{filter}] is a condition that dtbind cannot evaluate" + SKIPPED, text));
    } else {
      List<String> known =
          new ArrayList<>(Arrays.stream(PiModel.values()).map(PiModel::filter).toList());
      known.addAll(List.of("all", "none"));
      Diagnostic problem =
          Diagnostic.error(
              ConfigCode.CONFIG_UNKNOWN_FILTER,
              place,
              Message.of(
                  "[{filter}] is not a known filter, so no board uses the lines below it", text));
      List<String> near = Nearest.to(name, known);
      add(
          near.isEmpty()
              ? problem
              : problem.help("did you mean [" + String.join("] or [", near) + "]?"));
      close("model");
    }
  }

  private void model(PiModel wanted, Origin place) {
    if (model.isEmpty()) {
      Diagnostic problem =
          Diagnostic.warning(
                  ConfigCode.CONFIG_CONDITION,
                  place,
                  Message.of("the base does not identify a Raspberry Pi model" + SKIPPED))
              .help("specify the model, for example --model " + wanted.filter());
      close("model", problem);
    } else if (model.get().filters().contains(wanted)) {
      open("model");
    } else {
      close("model");
      otherModel = Optional.of(place);
    }
  }

  private void unknown(String about, Origin place, Message message) {
    close(about, Diagnostic.warning(ConfigCode.CONFIG_CONDITION, place, message));
  }
}
