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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.overlay.generate.OverlaySource.Cells;
import org.dtbind.overlay.generate.OverlaySource.Part;
import org.dtbind.overlay.generate.OverlaySource.PhandleOf;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.overlay.generate.OverlaySource.Text;
import org.dtbind.overlay.generate.Placement.Stand;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.DeviceSpec.Parameter;
import org.dtbind.spec.DeviceSpec.Setting;
import org.dtbind.spec.GpioFlag;
import org.dtbind.spec.GpioSpec;
import org.dtbind.spec.Located;
import org.dtbind.tree.NodePath;

/**
 * Writes declared parameters as the Raspberry Pi's firmware reads them: targets of a property of
 * {@code __overrides__}.
 */
final class DeclaredParameters {

  private static final String GPIOS = "gpios";
  private static final String NAMES = "gpio-line-names";

  /** A specifier with flags: phandle, offset, flags. */
  private static final int WITH_FLAGS = 3;

  private static final List<String> YES = List.of("y", "yes", "on", "true", "1");
  private static final List<String> NO = List.of("n", "no", "off", "false", "0");

  private final ReplacedLists lists;
  private final Problems problems;
  private final Set<String> taken;
  private final Map<NodePath, String> made = new HashMap<>();
  private final Map<String, List<Part>> targets = new LinkedHashMap<>();

  DeclaredParameters(BaseNodes base, Placement placement, ReplacedLists lists, Problems problems) {
    this.lists = lists;
    this.problems = problems;
    this.taken = new HashSet<>(base.labels().keySet());
    placement
        .stands()
        .forEach(stand -> stand.device().labels().forEach(label -> taken.add(label.value())));
  }

  /** Whether a parameter of a device sets bytes of a property, which then must be there. */
  static boolean set(DeviceSpec device, String property) {
    return device.parameters().stream()
        .map(parameter -> parameter.sets().value())
        .anyMatch(
            sets ->
                property.equals(GPIOS) && (sets == Setting.OFFSET || sets == Setting.ACTIVE_LOW));
  }

  /**
   * Adds those of a device.
   *
   * @param declared its properties
   * @param written the same, with what the base has in the same lists
   */
  void add(Stand stand, List<Property> declared, List<Property> written) {
    for (Parameter parameter : stand.device().parameters()) {
      text(stand.device(), parameter, declared, written)
          .ifPresent(
              text -> {
                List<Part> all =
                    targets.computeIfAbsent(parameter.name().value(), name -> new ArrayList<>());
                all.add(new Cells(List.of(new PhandleOf(label(stand)))));
                all.add(new Text(text));
              });
    }
  }

  /** All that were added. */
  List<Property> all() {
    return targets.entrySet().stream()
        .map(each -> new Property(each.getKey(), each.getValue()))
        .toList();
  }

  /** The labels of a new node: those declared, or one that its parameters need. */
  List<String> labels(Stand stand) {
    List<String> declared = stand.device().labels().stream().map(Located::value).toList();
    return declared.isEmpty() && !stand.device().parameters().isEmpty()
        ? List.of(label(stand))
        : declared;
  }

  /** The labels of what is merged into a node of the base. */
  List<String> ofContent(NodePath path) {
    return Optional.ofNullable(made.get(path)).stream().toList();
  }

  private String label(Stand stand) {
    List<Located<String>> declared = stand.device().labels();
    return stand.isNew() && !declared.isEmpty()
        ? declared.get(0).value()
        : made.computeIfAbsent(stand.path(), this::made);
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
    List<Part> specifiers = parts(declared, GPIOS);
    if (specifiers.size() != device.gpios().size()) {
      return Optional.empty(); // What is wrong with a line has been said.
    }
    Part specifier = specifiers.get(device.gpios().indexOf(line));
    int at = lists.offset(parts(written, GPIOS), specifier);
    if (line.offset().isEmpty()) {
      String message = "'%s' cannot be set: the line is given by 'cells'".formatted(sets.text());
      fail(parameter, message, "declare the line with 'offset' and 'flags'");
      return Optional.empty();
    }
    return sets == Setting.OFFSET
        ? Optional.of("%s:%d".formatted(GPIOS, at + Integer.BYTES))
        : activeLow(parameter, specifier, at + 2 * Integer.BYTES);
  }

  /** A string replaces a whole property: all names. */
  private Optional<String> name(Parameter parameter, List<Property> written) {
    int names = Math.max(parts(written, NAMES).size(), parts(written, GPIOS).size());
    if (names > 1) {
      fail(
          parameter,
          "'name' cannot be set: the device has %d lines".formatted(names),
          "a parameter sets a name only if the device has one line");
      return Optional.empty();
    }
    return Optional.of(NAMES);
  }

  /** The flags of a line are one number: only the lowest bit is for the level. */
  private Optional<String> activeLow(Parameter parameter, Part specifier, int at) {
    List<OverlaySource.Cell> cells = ((Cells) specifier).cells();
    if (cells.size() != WITH_FLAGS || !(cells.get(2) instanceof OverlaySource.Literal flags)) {
      String message =
          "'active-low' cannot be set: the controller of the line has no cell for flags";
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

  private static List<Part> parts(List<Property> properties, String name) {
    return properties.stream()
        .filter(property -> property.name().equals(name))
        .findFirst()
        .map(Property::parts)
        .orElse(List.of());
  }

  private void fail(Parameter parameter, String message, String help) {
    problems.fail(GenerateCode.PARAMETER_IMPOSSIBLE, parameter.sets().span(), message, help);
  }
}
