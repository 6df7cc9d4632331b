// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.linux.GenericDriver;
import org.dtbind.source.Limit;
import org.dtbind.spec.yaml.YamlNode;
import org.dtbind.tree.NodePath;

/** Reads the devices of a declaration. */
final class DeviceDecoder {

  private static final List<String> KEYS = Fields.keys(DeviceSpec.class);

  private static final List<String> GPIO_KEYS = Fields.keys(GpioSpec.class);

  /** The maximum length of a path in characters. */
  private static final int MAX_PATH = Limit.YAML_TEXT.most();

  private final Reading reading;
  private final DeclarationProblems problems;
  private final DeclaredPropertyDecoder properties;

  DeviceDecoder(Reading reading) {
    this.reading = reading;
    this.problems = reading.problems();
    this.properties = new DeclaredPropertyDecoder(reading);
  }

  /** Returns the path or label of a device's node. It must be unique in a declaration. */
  static Located<String> identity(DeviceSpec device) {
    return new Located<>(device.word(), device.node().span());
  }

  Optional<DeviceSpec> device(YamlNode node) {
    Optional<Fields> fields = Fields.of(reading, node, "a device", KEYS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields device = fields.get();
    device.require("a device", "node");
    Optional<Located<NodeReference>> reference =
        device.text("node").flatMap(text -> reference(text, true));
    Optional<Located<NodeReference>> parent =
        device.text("parent").flatMap(text -> reference(text, false));
    atOnePlace(device, reference, parent);
    List<Located<String>> compatible =
        device.node("compatible").map(properties::compatible).orElse(List.of());
    List<GpioSpec> gpios = device.list("gpios", this::gpio);
    List<PropertySpec> more = device.node("properties").map(properties::all).orElse(List.of());
    taken(device, more);
    Optional<Located<String>> status =
        device.text(
            "status", DeviceSpec.STATUS, "a valid status (okay, disabled, reserved or fail)");
    List<Located<String>> labels =
        device.scalars(
            "labels", (each, key) -> reading.text(each, key, Names::isLabel, "a valid label"));
    Optional<Located<String>> bind = device.text("bind", Names::isDriver, "a valid driver name");
    bind.ifPresent(driver -> fitting(driver, gpios));
    ParameterDecoder decoder = new ParameterDecoder(reading, gpios);
    List<DeviceSpec.Parameter> parameters = device.list("parameters", decoder::parameter);
    DeclaredAccess access = device.access();
    return reference.map(
        known ->
            new DeviceSpec(
                known,
                parent,
                compatible,
                gpios,
                more,
                status,
                labels,
                parameters,
                bind,
                access,
                node.span()));
  }

  /**
   * Rejects {@code parent} if the node is given by a path or label, because these already determine
   * the parent.
   */
  private void atOnePlace(
      Fields device,
      Optional<Located<NodeReference>> reference,
      Optional<Located<NodeReference>> parent) {
    if (parent.isPresent()
        && reference.isPresent()
        && !(reference.get().value() instanceof NodeReference.Named)) {
      NodeReference node = reference.get().value();
      problems.fail(
          SpecCode.CONFLICTING_KEYS,
          device.keySpan("parent"),
          node instanceof NodeReference.At
              ? Message.of(
                  "'{reference}' is an absolute path, so 'parent' is not allowed", node.text())
              : Message.of("'{reference}' is a label, so 'parent' is not allowed", node.text()),
          "'node' is at",
          reference.get().span());
    }
  }

  /**
   * Checks the name of a driver, and rejects {@code safeState} for drivers other than
   * gpio-aggregator, which makes a GPIO chip through which dtbind can set the lines before it
   * unbinds the driver. A name that is close to the name of a generic driver is probably a mistake,
   * but the name of any driver is allowed.
   */
  private void fitting(Located<String> driver, List<GpioSpec> gpios) {
    String aggregator = GenericDriver.GPIO_AGGREGATOR.driver();
    List<Located<SafeState>> unsettable =
        driver.value().equals(aggregator)
            ? List.of()
            : gpios.stream().flatMap(line -> line.safeState().stream()).toList();
    List<String> known = Stream.of(GenericDriver.values()).map(GenericDriver::driver).toList();
    List<String> meant =
        known.contains(driver.value()) ? List.of() : Nearest.mistyped(driver.value(), known);
    if (!meant.isEmpty()) {
      Message message = Message.of("'{driver}' is not the name of a generic driver", driver);
      String help = Nearest.question(meant);
      if (unsettable.isEmpty()) {
        problems.warn(SpecCode.MISTYPED_DRIVER, driver.span(), message, help);
      } else {
        String extended = help + " 'safeState' is allowed only for " + aggregator;
        problems.fail(SpecCode.MISTYPED_DRIVER, driver.span(), message, extended);
      }
      return;
    }
    for (Located<SafeState> state : unsettable) {
      problems.fail(
          SpecCode.CONFLICTING_KEYS,
          state.span(),
          Message.of("'safeState' is allowed only for devices that are bound to gpio-aggregator"),
          "another driver is declared at",
          driver.span());
    }
  }

  /**
   * Rejects entries of {@code properties} that dtbind writes from other keys, such as {@code
   * gpios}.
   */
  private void taken(Fields device, List<PropertySpec> more) {
    for (PropertySpec property : more) {
      String name = property.name().value();
      boolean ofLines =
          device.has("gpios") && (name.equals("gpios") || name.equals("gpio-line-names"));
      boolean ofKey = device.has(name) && (name.equals("compatible") || name.equals("status"));
      if (ofLines || ofKey) {
        String key = ofLines ? "gpios" : name;
        problems.fail(
            SpecCode.CONFLICTING_KEYS,
            property.name().span(),
            Message.of("the key '{key}' already sets the property '{property}'", key, name),
            "the key is at",
            device.keySpan(key));
      }
    }
  }

  private Optional<Located<NodeReference>> reference(Located<String> text, boolean named) {
    String value = text.value();
    Optional<NodeReference> reference = parsed(value);
    if (reference.isEmpty() && named && value.length() < MAX_PATH && Names.isNode(value)) {
      reference = Optional.of(new NodeReference.Named(value));
    }
    if (reference.isEmpty()) {
      Message message =
          named
              ? Message.of(
                  "'{reference}' is neither a node name, an absolute path nor a label", value)
              : Message.of("'{reference}' is neither an absolute path nor a label", value);
      problems.fail(SpecCode.BAD_VALUE, text.span(), message, "write a label as \"&label\"");
    }
    return reference.map(known -> new Located<>(known, text.span()));
  }

  /** Parses a label ({@code &label}) or a path, also in the form <code>&amp;{/path}</code>. */
  static Optional<NodeReference> parsed(String text) {
    if (text.length() > MAX_PATH) {
      return Optional.empty();
    }
    if (text.startsWith("&{") && text.endsWith("}")) {
      String path = text.substring(2, text.length() - 1);
      return path.startsWith("/") ? parsed(path) : Optional.empty();
    }
    if (text.startsWith("&") && Names.isLabel(text.substring(1))) {
      return Optional.of(new NodeReference.Labelled(text.substring(1)));
    }
    if (Names.isPath(text)) {
      return Optional.of(new NodeReference.At(new NodePath(text)));
    }
    return Optional.empty();
  }

  private Optional<GpioSpec> gpio(YamlNode node) {
    Optional<Fields> fields = Fields.of(reading, node, "a line", GPIO_KEYS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields line = fields.get();
    line.require("a line", "controller");
    Optional<Located<String>> name = line.text("name");
    Optional<Located<NodeReference>> controller = line.text("controller").flatMap(this::controller);
    Optional<Located<Integer>> offset =
        line.number("offset", 0, GpioSpec.MAX_OFFSET)
            .map(each -> new Located<>(each.value().intValue(), each.span()));
    List<Located<GpioFlag>> flags = line.scalars("flags", this::flag);
    exclusive(flags);
    List<Located<Long>> cells =
        line.scalars(
            "cells", (each, key) -> reading.number(each, key, Integer.MIN_VALUE, 0xffffffffL));
    if (line.has("cells") == line.has("offset")) {
      Message message = Message.of("a line needs either 'offset' or 'cells'");
      if (line.has("cells")) {
        problems.fail(
            SpecCode.CONFLICTING_KEYS,
            line.keySpan("cells"),
            message,
            "'offset' is at",
            line.keySpan("offset"));
      } else {
        problems.fail(SpecCode.MISSING_KEY, line.head(), message);
      }
    } else if (line.has("cells") && line.has("flags")) {
      problems.fail(
          SpecCode.CONFLICTING_KEYS,
          line.keySpan("flags"),
          Message.of("'flags' is not allowed with 'cells', which is the complete specifier"),
          "'cells' is at",
          line.keySpan("cells"));
    }
    Optional<Located<SafeState>> safe = line.safeState();
    return controller.map(
        known -> new GpioSpec(name, known, offset, flags, cells, safe, node.span()));
  }

  private Optional<Located<NodeReference>> controller(Located<String> text) {
    String value = text.value();
    boolean bare = value.length() < MAX_PATH && Names.isLabel(value);
    String label = bare ? "&" + value : value;
    Optional<NodeReference> reference = parsed(label);
    if (reference.isEmpty()) {
      Message message = Message.of("'{reference}' is neither a label nor an absolute path", value);
      problems.fail(SpecCode.BAD_VALUE, text.span(), message);
    }
    return reference.map(known -> new Located<>(known, text.span()));
  }

  private Optional<Located<GpioFlag>> flag(YamlNode node, String key) {
    return reading.choice(
        node, key, List.of(GpioFlag.values()), GpioFlag::text, "a valid flag for a line");
  }

  private void exclusive(List<Located<GpioFlag>> flags) {
    List<List<GpioFlag>> groups =
        List.of(
            List.of(GpioFlag.ACTIVE_HIGH, GpioFlag.ACTIVE_LOW),
            List.of(GpioFlag.OPEN_DRAIN, GpioFlag.OPEN_SOURCE),
            List.of(GpioFlag.PULL_UP, GpioFlag.PULL_DOWN, GpioFlag.BIAS_DISABLED));
    for (List<GpioFlag> group : groups) {
      List<Located<GpioFlag>> given = new ArrayList<>(flags);
      given.removeIf(flag -> !group.contains(flag.value()));
      if (given.stream().map(Located::value).distinct().count() > 1) {
        problems.fail(
            SpecCode.CONFLICTING_KEYS,
            given.get(1).span(),
            Message.of(
                "a line cannot be both {otherFlag} and {flag}",
                given.get(0).value().text(),
                given.get(1).value().text()),
            "the other flag is at",
            given.get(0).span());
      }
    }
  }
}
