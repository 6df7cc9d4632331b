// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.source.Span;

/**
 * A device: a node of the base, or one that an overlay adds.
 *
 * @param node which
 * @param parent of a named node; absent for the root
 * @param compatible most specific first; none for a node that is only bound
 * @param gpios the lines it uses, in order
 * @param properties its other properties
 * @param status its {@code status}
 * @param labels by which others can refer to it
 * @param parameters of its overlay
 * @param bind its driver
 * @param access who may use it
 * @param span where it is declared
 */
public record DeviceSpec(
    @Key(
            value =
                "The node: its name below 'parent', an absolute path, or a label in quotes, "
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
            value = "The parent of the node: an absolute path or a label. Default: /.",
            example = "\"&spi0\"",
            pattern = "(&" + NodeReference.LABEL + ")|" + NodeReference.PATH)
        Optional<Located<NodeReference>> parent,
    @Key(
            value =
                "The property 'compatible': a string, or a list with the most specific string "
                    + "first.",
            example = "[\"acme,relays-v2\", \"acme,relays\"]")
        List<Located<String>> compatible,
    @Key(
            value =
                "The lines that the device uses; they become the properties 'gpios' and "
                    + "'gpio-line-names'.",
            example = "[{ name: open, controller: gpio2, offset: 19 }]")
        List<GpioSpec> gpios,
    @Key(
            value = "Other properties of the node.",
            example = "{ reg: 0, spi-max-frequency: 1000000 }")
        List<PropertySpec> properties,
    @Key(value = "The property 'status'.", example = "okay", pattern = DeviceSpec.STATUS)
        Optional<Located<String>> status,
    @Key(
            value = "Labels by which other overlays can refer to the node.",
            example = "[relays]",
            pattern = NodeReference.LABEL)
        List<Located<String>> labels,
    @Key(
            value =
                "Parameters of the overlay, which you can set in a Raspberry Pi's config.txt or "
                    + "with --param.",
            example = "[{ name: enable, sets: status }]")
        List<Parameter> parameters,
    @Key(
            value = "The driver to bind the device to.",
            example = "gpio-aggregator",
            pattern = DeviceSpec.DRIVER)
        Optional<Located<String>> bind,
    DeclaredAccess access,
    Span span) {

  /** Devicetree Specification v0.4, section 2.3.4. */
  static final String STATUS = "okay|disabled|reserved|fail|fail-[ -~]+";

  /** The name of a driver is that of a folder in sysfs. */
  static final String DRIVER = "[!-.0-~]+";

  /** A parameter's name: it stands between commas, and before an equals sign. */
  static final String PARAMETER = "[A-Za-z_][A-Za-z0-9_-]*";

  /** What a parameter sets. */
  public enum Setting {
    /** The number of a line. */
    OFFSET,
    /** Whether a line is asserted when it is low. */
    ACTIVE_LOW,
    /** The name of the only line. */
    NAME,
    /** The device's {@code status}. */
    STATUS;

    /** {@return the name in specifications, such as {@code active-low}} */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return whether it belongs to a line, not to the device} */
    public boolean isOfLine() {
      return this != STATUS;
    }
  }

  /**
   * A parameter of the overlay: a property of {@code __overrides__}.
   *
   * @param name several with one name are one parameter that sets all of it
   * @param sets what of the device
   * @param line the name of the line that it belongs to; absent for the only line, and for none
   * @param info what it is for
   * @param span where it is declared
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
                  "What the parameter sets: the 'offset' of a line, whether a line is "
                      + "'active-low', the 'name' of the only line, or the 'status' of the "
                      + "device.",
              example = "offset",
              required = true)
          Located<Setting> sets,
      @Key(
              value = "The name of the line; required if the device has several lines.",
              example = "open")
          Optional<Located<String>> line,
      @Key(
              value = "The purpose of the parameter, as a sentence for the overlay's README.",
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

  /** {@return the word by which its node is found in a system: a label, or a path} */
  public String word() {
    NodeReference reference = node.value();
    if (reference instanceof NodeReference.Named named) {
      String above = parent.map(given -> given.value().text()).orElse("/");
      return (above.equals("/") ? "" : above) + "/" + named.name();
    }
    return reference.text();
  }

  /**
   * {@return the line that a parameter belongs to; absent if it belongs to none}
   *
   * @param parameter of this device
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

  /** {@return whether it specifies anything about the node other than its name and users} */
  public boolean describes() {
    return !compatible.isEmpty()
        || !gpios.isEmpty()
        || !properties.isEmpty()
        || !labels.isEmpty()
        || !parameters.isEmpty()
        || status.isPresent();
  }
}
