// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.export.TextFile;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.DeviceSpec.Parameter;
import org.dtbind.spec.DeviceSpec.Setting;
import org.dtbind.spec.GpioFlag;
import org.dtbind.spec.GpioSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;

/**
 * Prints the lines for config.txt and the README entry of an overlay with parameters on a Raspberry
 * Pi.
 */
final class RaspberryPiText {

  /** The firmware ignores the rest of a longer line in config.txt. */
  private static final int MOST = 98;

  /** The column at which descriptions of parameters begin in the README of the overlays. */
  private static final int DESCRIPTION = 32;

  private static final int WIDTH = 80;

  /** A value that config.txt can contain: it has no comma, no blank and nothing to escape. */
  private static final String VALUE = "[A-Za-z0-9_.+-]+";

  /**
   * A parameter of the overlay.
   *
   * @param value default value; empty if config.txt cannot contain it
   */
  private record Entry(String name, Optional<String> value, String info) {}

  private final String overlay;
  private final List<Entry> entries;

  /**
   * Collects the parameters of all declared devices.
   *
   * @param overlay name of the overlay
   */
  RaspberryPiText(String overlay, Specification specification) {
    this.overlay = overlay;
    Map<String, Entry> byName = new LinkedHashMap<>();
    for (DeviceSpec device : specification.devices()) {
      for (Parameter parameter : device.parameters()) {
        String name = parameter.name().value();
        byName.putIfAbsent(
            name, new Entry(name, value(device, parameter), info(device, parameter)));
      }
    }
    this.entries = List.copyOf(byName.values());
  }

  boolean hasParameters() {
    return !entries.isEmpty();
  }

  /** Returns lines for config.txt that set each parameter to its default, for users to edit. */
  String config() {
    TextFile file = new TextFile();
    StringBuilder line = new StringBuilder("dtoverlay=" + overlay);
    for (Entry entry : entries) {
      String setting = entry.name() + "=" + entry.value().orElse("");
      if (entry.value().isEmpty()) {
        continue;
      }
      if (line.length() + 1 + setting.length() > MOST) {
        file.line(line.toString());
        line = new StringBuilder("dtparam=" + setting);
      } else {
        line.append(',').append(setting);
      }
    }
    return file.line(line.toString()).line("dtoverlay=").text();
  }

  /** Returns the entry for the README in the directory of the overlays. */
  String readme() {
    String names =
        entries.stream()
            .map(Entry::name)
            .map(name -> "<" + name + ">")
            .collect(Collectors.joining(","));
    TextFile file =
        new TextFile()
            .line("Name:   ", overlay)
            .line("Info:   Made by dtbind from a declaration")
            .line("Load:   dtoverlay=", overlay, names.isEmpty() ? "" : ",<param>=<val>");
    if (entries.isEmpty()) {
      return file.line("Params: <None>").text();
    }
    String head = "Params: ";
    for (Entry entry : entries) {
      String without = entry.value().map(value -> " (default \"%s\")".formatted(value)).orElse("");
      List<String> lines = wrapped(entry.info() + without);
      String begin = head + entry.name();
      if (begin.length() >= DESCRIPTION) {
        file.line(begin);
        begin = "";
      }
      for (String line : lines) {
        file.line(begin, " ".repeat(DESCRIPTION - begin.length()), line);
        begin = "";
      }
      head = " ".repeat(head.length());
    }
    return file.text();
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" +", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH - DESCRIPTION) {
        lines.add(line.toString());
        line = new StringBuilder();
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static Optional<String> value(DeviceSpec device, Parameter parameter) {
    Optional<GpioSpec> line = device.lineOf(parameter);
    Optional<String> value =
        switch (parameter.sets().value()) {
          case STATUS -> device.status().map(Located::value);
          case NAME -> line.flatMap(GpioSpec::name).map(Located::value);
          case OFFSET -> line.flatMap(GpioSpec::offset).map(Located::toString);
          case ACTIVE_LOW -> line.map(each -> isActiveLow(each) ? "yes" : "no");
        };
    return value.filter(text -> text.matches(VALUE));
  }

  private static boolean isActiveLow(GpioSpec line) {
    return line.flags().stream().anyMatch(flag -> flag.value() == GpioFlag.ACTIVE_LOW);
  }

  private static String info(DeviceSpec device, Parameter parameter) {
    if (parameter.info().isPresent()) {
      return parameter.info().get().value();
    }
    String node = device.node().value().text();
    Setting sets = parameter.sets().value();
    Optional<String> line = device.lineOf(parameter).flatMap(GpioSpec::name).map(Located::value);
    String of =
        line.map(name -> "line '%s' of %s".formatted(name, node)).orElse("the line of " + node);
    return switch (sets) {
      case STATUS -> "Turns " + node + " on or off";
      case NAME -> "Name of " + of;
      case OFFSET -> "GPIO number of " + of;
      case ACTIVE_LOW -> "Whether " + of + " is active low";
    };
  }
}
