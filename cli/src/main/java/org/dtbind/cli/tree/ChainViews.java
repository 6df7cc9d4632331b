// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.List;
import java.util.Optional;
import org.dtbind.explain.LiveChain.DeviceChain;
import org.dtbind.explain.LiveChain.Supply;
import org.dtbind.gpio.GpioChip;
import org.dtbind.linux.Population;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.LineFlag;
import org.dtbind.source.Origin;
import org.dtbind.view.View;
import org.dtbind.view.Words;

/** The JSON of the links of a chain, from a devicetree node to its device nodes and GPIO lines. */
final class ChainViews {

  /** A property of a node with known places. */
  private record Property(String name, String value, List<Origin> places) {

    static List<Property> of(NodeChain node) {
      return node.places().properties().entrySet().stream()
          .map(
              one ->
                  new Property(
                      one.getKey(), node.values().getOrDefault(one.getKey(), ""), one.getValue()))
          .toList();
    }
  }

  static final View<NodeChain> NODE =
      View.<NodeChain>part()
          .text("path", "path of the node", NodeChain::node)
          .texts("labels", "labels of the node", NodeChain::labels)
          .texts("aliases", "names in `/aliases` that refer to the node", NodeChain::aliases)
          .texts(
              "compatible",
              "values of the `compatible` property, most specific first",
              NodeChain::compatible)
          .texts(
              "written",
              "locations where the node is defined, in order; empty if unknown",
              node -> places(node.places().node()))
          .list(
              "properties",
              "properties of the node, if their locations are known",
              View.<Property>part()
                  .text("name", "name of the property", Property::name)
                  .text(
                      "value",
                      "value as in source; empty for a property without a value",
                      Property::value)
                  .texts(
                      "written",
                      "locations where the property is set, in order; the last one takes effect",
                      property -> places(property.places())),
              Property::of)
          .textOrNull(
              "predictedBus",
              "predicted bus of the device; null if no device is predicted",
              node -> device(node).map(Population.Device::bus))
          .textOrNull(
              "predictedDevice",
              "predicted name of the device; null if no device is predicted",
              node -> device(node).map(Population.Device::name))
          .text(
              "prediction",
              "prediction of what the node becomes, as text",
              node -> node.population().text());

  static final View<DeviceChain> DEVICE =
      View.<DeviceChain>part()
          .text("bus", "Linux bus of the device, such as `platform`", chain -> chain.device().bus())
          .text("name", "name of the Linux device", chain -> chain.device().name())
          .text(
              "directory",
              "path of the device's directory in `/sys/devices`",
              chain -> chain.device().directory())
          .textOrNull(
              "driver",
              "driver to which the device is bound; null if the device has no driver",
              DeviceChain::driver)
          .textOrNull(
              "driverOverride",
              "the only driver that can bind to the device, as set in `driver_override`; null if"
                  + " `driver_override` is not set",
              chain -> chain.device().override().driver())
          .textOrNull(
              "waits",
              "what the device is waiting for; empty if the kernel does not report it; null if the"
                  + " device is not waiting",
              DeviceChain::waits)
          .textOrNull(
              "driverctl",
              "driver to which driverctl(8) binds the device whenever the device is added; `none`"
                  + " if driverctl keeps all drivers away from the device; null if driverctl does"
                  + " not manage it",
              DeviceChain::driverctl)
          .texts("files", "paths of the device nodes in `/dev`", DeviceChain::files)
          .list(
              "chips",
              "GPIO chips of the device",
              View.<GpioChip>part()
                  .text("name", "name of the chip, such as `gpiochip0`", GpioChip::name)
                  .text("file", "path of the chip's device node", GpioChip::device)
                  .textOrNull(
                      "label",
                      "label of the chip; null if the chip could not be read",
                      GpioChip::label)
                  .textOrNull(
                      "node",
                      "path of the chip's node in the devicetree; null if the chip has no node",
                      GpioChip::node),
              DeviceChain::chips)
          .texts(
              "beyond",
              "what programs can reach through the device nodes in addition to the device, as text",
              DeviceChain::beyond);

  static final View<Supply> USE =
      View.<Supply>part()
          .text(
              "property",
              "name of the property that refers to the line",
              supply -> supply.use().property())
          .number(
              "index",
              "index of the entry in the property, counted from 0",
              supply -> supply.use().index())
          .text(
              "controller",
              "path of the GPIO controller's node",
              supply -> supply.use().controller())
          .numberOrNull(
              "offset",
              "offset of the line in its chip, counted from 0; null if only the controller's driver"
                  + " knows it",
              supply -> supply.use().offset())
          .texts(
              "flags",
              "flags of the line, such as `active-low`",
              supply -> supply.use().flags().stream().map(LineFlag::text).toList())
          .textOrNull(
              "chip",
              "name of the line's chip, such as `gpiochip0`; null with `--tree`, or if the chip"
                  + " does not exist",
              supply -> supply.chip().map(GpioChip::name))
          .textOrNull(
              "label",
              "label of the line's chip; null if unknown",
              supply -> supply.chip().flatMap(GpioChip::label))
          .textOrNull(
              "name",
              "name of the line; empty if the line has no name; null if the line is unknown",
              supply -> supply.place().map(place -> place.line().name()))
          .textOrNull(
              "consumer",
              "consumer of the line, as reported by the kernel; null with `--tree`, or if there is"
                  + " none",
              supply -> supply.place().flatMap(place -> place.line().consumer()));

  static final Words<ChainEnd.Link> LINKS =
      Words.of(
          ChainEnd.Link.class,
          link ->
              switch (link) {
                case NODE -> Words.word("node");
                case DEVICE -> Words.word("device");
                case DRIVER -> Words.word("driver");
                case FILE -> Words.word("file", "the device node");
              });

  static final View<ChainEnd> END =
      View.<ChainEnd>part()
          .word("after", "last part that exists", LINKS, ChainEnd::after)
          .text("reason", "why the next part does not exist", ChainEnd::reason)
          .texts(
              "next",
              "what you can do next, including commands; empty if nothing needs to be done",
              ChainEnd::next);

  private ChainViews() {}

  private static Optional<Population.Device> device(NodeChain node) {
    return NodeChain.devices(node.population()).stream().findFirst();
  }

  private static List<String> places(List<Origin> places) {
    return places.stream().map(Origin::place).toList();
  }
}
