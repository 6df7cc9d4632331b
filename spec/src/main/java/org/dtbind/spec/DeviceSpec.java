// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.source.Span;

/**
 * A device: a node of the base, or a node that an overlay adds.
 *
 * @param node the node
 * @param parent the parent of a node that is given by name; the root if absent
 * @param compatible the strings of {@code compatible}, most specific first; empty if the
 *     declaration only binds an existing node
 * @param gpios the lines that the device uses, in order
 * @param properties the other properties of the node
 * @param status the property {@code status}
 * @param labels the labels by which other overlays can refer to the node
 * @param parameters the parameters of the overlay that adds the node
 * @param bind the driver to bind the device to
 * @param access the access to the device nodes of the device
 * @param span the position of the entry in the file
 */
public record DeviceSpec(
    @Key(
            value =
                "The node: its name below `parent`, an absolute path, or a label in quotes, "
                    + "such as \"&spi0\".",
            example = "door",
            pattern =
                "(&"
                    + NodeReference.LABEL
                    + ")|"
                    + NodeReference.PATH
                    + "|("
                    + NodeReference.NAME
                    + ")",
            required = true)
        Located<NodeReference> node,
    @Key(
            value = "The parent of the node: an absolute path, or a label in quotes. Default: `/`.",
            example = "\"&spi0\"",
            pattern = "(&" + NodeReference.LABEL + ")|" + NodeReference.PATH)
        Optional<Located<NodeReference>> parent,
    @Key(
            value =
                "The `compatible` property: a string, or a list with the most specific string "
                    + "first.",
            example = "[\"acme,relays-v2\", \"acme,relays\"]")
        List<Located<String>> compatible,
    @Key(
            value =
                "The GPIO lines that the device uses, for the `gpios` property and, if "
                    + "gpio-aggregator may bind to the device, for `gpio-line-names`.",
            example = "[{ name: open, controller: gpio2, offset: 19 }]")
        List<GpioSpec> gpios,
    @Key(
            value = "Other properties of the node.",
            example = "{ reg: 0, spi-max-frequency: 1000000 }")
        List<PropertySpec> properties,
    @Key(value = "The `status` property.", example = "okay", pattern = DeviceSpec.STATUS)
        Optional<Located<String>> status,
    @Key(
            value = "Labels by which other overlays can refer to the node.",
            example = "[relays]",
            pattern = NodeReference.LABEL)
        List<Located<String>> labels,
    @Key(
            value =
                "Overlay parameters, which you can set in a Raspberry Pi's `config.txt` or with "
                    + "`--param`.",
            example = "[{ name: enable, sets: status }]")
        List<Parameter> parameters,
    @Key(
            value = "The driver to bind the device to.",
            example = "gpio-aggregator",
            pattern = DeviceSpec.DRIVER)
        Optional<Located<String>> bind,
    DeclaredAccess access,
    Span span) {

  /** The values of {@code status}: Devicetree Specification v0.4, section 2.3.4. */
  static final String STATUS = "okay|disabled|reserved|fail|fail-[ -~]+";

  /** The name of a driver is the name of a directory in sysfs, so it contains no slash. */
  static final String DRIVER = "[!-.0-~]+";

  /**
   * Excludes commas and equals signs, which separate parameters and their values in a config.txt.
   */
  static final String PARAMETER = "[A-Za-z_][A-Za-z0-9_-]*";

  /** The setting of a device or line that a parameter changes. */
  public enum Setting {
    /** The offset of a line. */
    OFFSET,
    /** Whether a line is active low. */
    ACTIVE_LOW,
    /** The name of the line, if the device has only one. */
    NAME,
    /** The property {@code status} of the device. */
    STATUS;

    /** {@return the name in declarations, such as {@code active-low}} */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return whether the setting belongs to a line, not to the device} */
    public boolean isOfLine() {
      return this != STATUS;
    }
  }

  /**
   * A parameter of the overlay: a property of {@code __overrides__}.
   *
   * @param name the name of the parameter; entries with equal names make one parameter that changes
   *     several settings
   * @param sets the setting that the parameter changes
   * @param line the name of the line to which the setting belongs; absent if the device has only
   *     one line, or if the setting belongs to the device
   * @param info a sentence about the purpose of the parameter, for the overlay's README
   * @param span the position of the entry in the file
   */
  public record Parameter(
      @Key(
              value = "The name of the parameter.",
              example = "pin",
              pattern = PARAMETER,
              required = true)
          Located<String> name,
      @Key(
              value =
                  "What the parameter sets: the `offset` of a line, whether a line is "
                      + "`active-low`, the `name` of the line (if the device has only one), or the "
                      + "`status` of the device.",
              example = "offset",
              required = true)
          Located<Setting> sets,
      @Key(
              value =
                  "The name of the line that the parameter changes; required if the device has "
                      + "several lines, unless the parameter sets `status`.",
              example = "open")
          Optional<Located<String>> line,
      @Key(
              value = "A description of the parameter, for the README of the overlays.",
              example = "The GPIO of the contact")
          Optional<Located<String>> info,
      Span span) {}

  /** Copies the lists. */
  public DeviceSpec {
    compatible = List.copyOf(compatible);
    gpios = List.copyOf(gpios);
    properties = List.copyOf(properties);
    labels = List.copyOf(labels);
    parameters = List.copyOf(parameters);
  }

  /** {@return the label (with {@code &}) or the path by which the node can be found in a tree} */
  public String word() {
    NodeReference reference = node.value();
    if (reference instanceof NodeReference.Named named) {
      String above = parent.map(given -> given.value().text()).orElse("/");
      return (above.equals("/") ? "" : above) + "/" + named.name();
    }
    return reference.text();
  }

  /**
   * {@return the line whose setting a parameter changes; absent if the setting belongs to the
   * device, or if no line has the name}
   *
   * @param parameter a parameter of this device
   */
  public Optional<GpioSpec> lineOf(Parameter parameter) {
    if (!parameter.sets().value().isOfLine()) {
      return Optional.empty();
    }
    return parameter.line().isEmpty()
        ? gpios.stream().findFirst()
        : gpios.stream().filter(line -> isNamed(line, parameter.line().get())).findFirst();
  }

  private static boolean isNamed(GpioSpec line, Located<String> name) {
    return line.name().filter(given -> given.value().equals(name.value())).isPresent();
  }

  /**
   * {@return whether the declaration specifies properties, labels or parameters, so that the device
   * needs an overlay}
   */
  public boolean describes() {
    return !compatible.isEmpty()
        || !gpios.isEmpty()
        || !properties.isEmpty()
        || !labels.isEmpty()
        || !parameters.isEmpty()
        || status.isPresent();
  }
}
