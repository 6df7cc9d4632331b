// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Span;

/**
 * A device: a node of the base, or one that an overlay is to add.
 *
 * @param node which
 * @param parent below which a named node stands; absent for the root
 * @param compatible what it is, most specific first; none for a node that is only bound
 * @param gpios the lines it uses, in order
 * @param properties more of it
 * @param status its {@code status}
 * @param labels for others to refer to it
 * @param bind the driver it is to have
 * @param access who may use it
 * @param span where it is declared
 */
public record DeviceSpec(
    @Key(
            value = "Its name below 'parent', an absolute path, or a label in quotes: \"&spi0\".",
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
            value = "Its parent node: an absolute path or a label. Default: /.",
            example = "\"&spi0\"",
            pattern = "(&" + NodeReference.LABEL + ")|" + NodeReference.PATH)
        Optional<Located<NodeReference>> parent,
    @Key(
            value = "What it is: a string, or a list with the most specific string first.",
            example = "[\"acme,relays-v2\", \"acme,relays\"]")
        List<Located<String>> compatible,
    @Key(
            value = "The lines that it uses; they become 'gpios' and 'gpio-line-names'.",
            example = "[{ name: open, controller: gpio2, offset: 19 }]")
        List<GpioSpec> gpios,
    @Key(
            value = "Other properties of the node.",
            example = "{ reg: 0, spi-max-frequency: 1000000 }")
        List<PropertySpec> properties,
    @Key(value = "Its 'status'.", example = "okay", pattern = DeviceSpec.STATUS)
        Optional<Located<String>> status,
    @Key(
            value = "Labels by which other overlays can refer to it.",
            example = "[relays]",
            pattern = NodeReference.LABEL)
        List<Located<String>> labels,
    @Key(
            value = "The driver to bind it to.",
            example = "gpio-aggregator",
            pattern = DeviceSpec.DRIVER)
        Optional<Located<String>> bind,
    DeclaredAccess access,
    Span span) {

  /** Devicetree Specification v0.4, section 2.3.4. */
  static final String STATUS = "okay|disabled|reserved|fail|fail-[ -~]+";

  /** The name of a driver is that of a folder in sysfs. */
  static final String DRIVER = "[!-.0-~]+";

  /** Copies the lists. */
  public DeviceSpec {
    compatible = List.copyOf(compatible);
    gpios = List.copyOf(gpios);
    properties = List.copyOf(properties);
    labels = List.copyOf(labels);
  }

  /** {@return whether it says anything about the node beyond which it is and who has it} */
  public boolean describes() {
    return !compatible.isEmpty()
        || !gpios.isEmpty()
        || !properties.isEmpty()
        || !labels.isEmpty()
        || status.isPresent();
  }
}
