// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.diag.Message;
import org.dtbind.overlay.generate.OverlaySource.Cells;
import org.dtbind.overlay.generate.OverlaySource.Part;
import org.dtbind.overlay.generate.OverlaySource.PhandleOf;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.overlay.generate.OverlaySource.Text;
import org.dtbind.overlay.generate.Placement.PlacedDevice;
import org.dtbind.spec.DeclarationProblems;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.DeviceSpec.Parameter;
import org.dtbind.spec.DeviceSpec.Setting;
import org.dtbind.spec.GpioFlag;
import org.dtbind.spec.GpioSpec;
import org.dtbind.spec.Located;
import org.dtbind.tree.NodePath;

/**
 * Writes declared parameters as properties of {@code __overrides__}, in the syntax of the Raspberry
 * Pi's firmware.
 */
final class DeclaredParameters {

  private static final String GPIOS = "gpios";
  private static final String NAMES = "gpio-line-names";

  /** The cells of a specifier with flags: phandle, offset, flags. */
  private static final int WITH_FLAGS = 3;

  private static final List<String> YES = List.of("y", "yes", "on", "true", "1");
  private static final List<String> NO = List.of("n", "no", "off", "false", "0");

  private final ReplacedLists lists;
  private final DeclarationProblems problems;
  private final Set<String> taken;
  private final Map<NodePath, String> made = new HashMap<>();
  private final Map<String, List<Part>> targets = new LinkedHashMap<>();

  DeclaredParameters(
      BaseNodes base, Placement placement, ReplacedLists lists, DeclarationProblems problems) {
    this.lists = lists;
    this.problems = problems;
    this.taken = new HashSet<>(base.labels().keySet());
    placement
        .placedDevices()
        .forEach(placed -> placed.device().labels().forEach(label -> taken.add(label.value())));
  }

  /**
   * Returns whether a parameter overwrites part of the property, so that the overlay must contain
   * it.
   */
  static boolean set(DeviceSpec device, String property) {
    return device.parameters().stream()
        .map(parameter -> parameter.sets().value())
        .anyMatch(
            sets ->
                property.equals(GPIOS) && (sets == Setting.OFFSET || sets == Setting.ACTIVE_LOW));
  }

  /**
   * Adds the parameters of a device.
   *
   * @param written the properties as the overlay writes them, with entries of the base
   */
  void add(PlacedDevice placed, List<Property> declared, List<Property> written) {
    for (Parameter parameter : placed.device().parameters()) {
      text(placed.device(), parameter, declared, written)
          .ifPresent(
              text -> {
                List<Part> all =
                    targets.computeIfAbsent(parameter.name().value(), name -> new ArrayList<>());
                all.add(new Cells(List.of(new PhandleOf(label(placed)))));
                all.add(new Text(text));
              });
    }
  }

  List<Property> all() {
    return targets.entrySet().stream()
        .map(each -> new Property(each.getKey(), each.getValue()))
        .toList();
  }

  /**
   * Returns the labels of a new node: the declared ones, or a made-up one if parameters need it.
   */
  List<String> labels(PlacedDevice placed) {
    List<String> declared = placed.device().labels().stream().map(Located::value).toList();
    return declared.isEmpty() && !placed.device().parameters().isEmpty()
        ? List.of(label(placed))
        : declared;
  }

  /** Returns the labels of the {@code __overlay__} node that is merged into a node of the base. */
  List<String> ofContent(NodePath path) {
    return Optional.ofNullable(made.get(path)).stream().toList();
  }

  private String label(PlacedDevice placed) {
    List<Located<String>> declared = placed.device().labels();
    return placed.isNew() && !declared.isEmpty()
        ? declared.get(0).value()
        : made.computeIfAbsent(placed.path(), this::made);
  }

  private String made(NodePath path) {
    String name = path.name().replaceFirst("@.*", "").replaceAll("[^A-Za-z0-9_]", "_");
    String stem = SourceName.isLabel(name) ? name : "node" + name;
    String label = stem;
    for (int i = 2; !taken.add(label); i++) {
      label = stem + "_" + i;
    }
    return label;
  }

  private Optional<String> text(
      DeviceSpec device, Parameter parameter, List<Property> declared, List<Property> written) {
    Setting sets = parameter.sets().value();
    if (sets == Setting.STATUS) {
      return Optional.of("status");
    }
    if (sets == Setting.NAME) {
      return name(parameter, written);
    }
    GpioSpec line = device.lineOf(parameter).orElseThrow();
    List<Part> specifiers = Property.parts(declared, GPIOS);
    if (specifiers.size() != device.gpios().size()) {
      return Optional.empty(); // The line was already reported.
    }
    Part specifier = specifiers.get(device.gpios().indexOf(line));
    if (line.offset().isEmpty()) {
      Message message =
          Message.of(
              "a parameter cannot set '{setting}', because 'cells' specifies the line",
              sets.text());
      fail(parameter, message, "declare the line with 'offset' and 'flags'");
      return Optional.empty();
    }
    OptionalInt at = lists.offset(Property.parts(written, GPIOS), specifier);
    if (at.isEmpty()) {
      return Optional.empty(); // The line is declared twice, which was already reported.
    }
    return sets == Setting.OFFSET
        ? Optional.of("%s:%d".formatted(GPIOS, at.getAsInt() + Integer.BYTES))
        : activeLow(parameter, specifier, at.getAsInt() + 2 * Integer.BYTES);
  }

  /** A string parameter replaces the whole property, so the device must have only one line. */
  private Optional<String> name(Parameter parameter, List<Property> written) {
    int names =
        Math.max(Property.parts(written, NAMES).size(), Property.parts(written, GPIOS).size());
    if (names > 1) {
      fail(
          parameter,
          Message.of("a parameter cannot set 'name', because the device has {count} lines", names),
          "remove the parameter; it can set a name only if the device has exactly one line");
      return Optional.empty();
    }
    return Optional.of(NAMES);
  }

  /** The flags are one number whose lowest bit is the active level, so a table sets all flags. */
  private Optional<String> activeLow(Parameter parameter, Part specifier, int at) {
    List<OverlaySource.Cell> cells = ((Cells) specifier).cells();
    if (cells.size() != WITH_FLAGS || !(cells.get(2) instanceof OverlaySource.Literal flags)) {
      Message message =
          Message.of(
              "a parameter cannot set 'active-low', because the line's specifier has no cell for"
                  + " flags");
      fail(parameter, message, "remove the parameter");
      return Optional.empty();
    }
    int low = flags.value() | GpioFlag.ACTIVE_LOW.bits();
    int high = flags.value() & ~GpioFlag.ACTIVE_LOW.bits();
    String table =
        Stream.concat(
                YES.stream().map(word -> word + "=" + low),
                NO.stream().map(word -> word + "=" + high))
            .collect(Collectors.joining(",", "{", "}"));
    return Optional.of("%s:%d%s".formatted(GPIOS, at, table));
  }

  private void fail(Parameter parameter, Message message, String help) {
    problems.fail(GenerateCode.PARAMETER_IMPOSSIBLE, parameter.sets().span(), message, help);
  }
}
