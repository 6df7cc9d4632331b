// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.explain.Explanation;
import org.dtbind.explain.Explanation.Candidate;
import org.dtbind.explain.Explanation.Found;
import org.dtbind.explain.LiveChain;
import org.dtbind.explain.LiveChain.DeviceChain;
import org.dtbind.explain.LiveChain.Supply;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.linux.Population;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.LineFlag;
import org.dtbind.source.Origin;
import org.dtbind.view.Table;
import org.dtbind.view.View;

/**
 * The meaning of a name, on a running system or predicted from a tree.
 *
 * @param by the kinds of names that match, such as {@code label}
 * @param chains empty if the name is ambiguous or unknown
 * @param end the reason, if there is no chain
 * @param candidates possible meanings of an ambiguous name
 * @param near similar names
 * @param lister the command that lists all lines
 */
public record ExplainReport(
    String wanted,
    List<String> by,
    List<Chain> chains,
    Optional<ChainEnd> end,
    List<Candidate> candidates,
    List<String> near,
    String lister) {

  /** A chain, and its links for tables and drawings. */
  record Chain(
      Optional<NodeChain> node,
      List<DeviceChain> devices,
      List<LineRow> lines,
      List<Supply> uses,
      Optional<ChainEnd> end,
      List<ChainLink> links) {}

  private static final View<NodeChain> NODE =
      View.<NodeChain>part()
          .text("path", "path of the node", NodeChain::node)
          .texts("labels", "labels of the node, in order", NodeChain::labels)
          .texts("aliases", "aliases of the node", NodeChain::aliases)
          .texts(
              "compatible", "strings of the `compatible` property, in order", NodeChain::compatible)
          .texts(
              "written", "places where the node was written", node -> places(node.places().node()))
          .list(
              "properties",
              "properties, in order",
              View.<Map.Entry<String, List<Origin>>>part()
                  .text("name", "name of the property", Map.Entry::getKey)
                  .texts(
                      "written",
                      "places where the property was written; the last one set the value",
                      property -> places(property.getValue())),
              node -> List.copyOf(node.places().properties().entrySet()))
          .textOrNull(
              "foretoldBus", "predicted bus", node -> device(node).map(Population.Device::bus))
          .textOrNull(
              "foretoldDevice",
              "predicted device name",
              node -> device(node).map(Population.Device::name))
          .text(
              "foretold",
              "prediction of what the node becomes, as text",
              node -> node.population().text());

  private static final View<DeviceChain> DEVICE =
      View.<DeviceChain>part()
          .text("bus", "Linux bus, such as `platform`", chain -> chain.device().bus())
          .text("name", "Linux device name", chain -> chain.device().name())
          .text("directory", "directory in `/sys/devices`", chain -> chain.device().directory())
          .textOrNull("driver", "driver of the device", DeviceChain::driver)
          .textOrNull(
              "driverOverride",
              "the only driver that may take the device",
              chain -> chain.device().override().driver())
          .textOrNull("waits", "what the device waits for", DeviceChain::waits)
          .textOrNull(
              "driverctl",
              "driver to which driverctl(8) binds the device each time the device is added; `none`"
                  + " for no driver",
              DeviceChain::driverctl)
          .texts("files", "paths of the device nodes", DeviceChain::files)
          .list(
              "chips",
              "GPIO chips of the device",
              View.<GpioChip>part()
                  .text("name", "name, such as `gpiochip0`", GpioChip::name)
                  .text("file", "path of the device node", GpioChip::device)
                  .textOrNull("label", "chip label in the kernel", GpioChip::label)
                  .textOrNull("node", "path in the devicetree", GpioChip::node),
              DeviceChain::chips);

  private static final View<Supply> USE =
      View.<Supply>part()
          .text(
              "property",
              "name of the property that refers to the line",
              supply -> supply.use().property())
          .number(
              "index", "index of the entry in the property, from 0", supply -> supply.use().index())
          .text("controller", "path of the GPIO controller", supply -> supply.use().controller())
          .numberOrNull(
              "offset",
              "offset of the line in its chip, from 0",
              supply -> Optional.of(supply.use().offset()).filter(offset -> offset >= 0))
          .texts(
              "flags",
              "flags, such as `active-low`",
              supply -> supply.use().flags().stream().map(LineFlag::text).toList())
          .textOrNull("chip", "chip of the line", supply -> supply.chip().map(GpioChip::name))
          .textOrNull(
              "label", "chip label in the kernel", supply -> supply.chip().flatMap(GpioChip::label))
          .textOrNull(
              "name",
              "name of the line",
              supply -> supply.place().map(place -> place.line().name()))
          .textOrNull(
              "consumer",
              "consumer of the line, as the kernel names it",
              supply -> supply.place().flatMap(place -> place.line().consumer()));

  private static final View<ChainEnd> END =
      View.<ChainEnd>part()
          .word("after", "last existing link of the chain", ChainEnd::after)
          .text("reason", "why the chain ends", ChainEnd::reason)
          .texts("next", "what to do next, including commands", ChainEnd::next);

  public static final View<ExplainReport> VIEW =
      View.<ExplainReport>document("explain", "`explain`: everything that a name refers to")
          .text("wanted", "name to explain, as given", ExplainReport::wanted)
          .texts("by", "how the name was interpreted, such as `label`", ExplainReport::by)
          .list(
              "chains",
              "one chain for each matching node",
              View.<Chain>part()
                  .objectOrNull(
                      "node",
                      "devicetree node; null for a device without a node",
                      NODE,
                      Chain::node)
                  .list("devices", "Linux devices of the node", DEVICE, Chain::devices)
                  .list(
                      "lines",
                      "lines of the chain's GPIO chips, as in [lines](#dtbindlines1)",
                      LineRow.VIEW,
                      Chain::lines)
                  .list("uses", "lines that the node uses", USE, Chain::uses)
                  .objectOrNull(
                      "end", "where the chain ends; null if nothing is missing", END, Chain::end),
              ExplainReport::chains)
          .objectOrNull(
              "end",
              "why there is no chain; null unless the name is that of a driver that has no devices",
              END,
              r -> r.end)
          .list(
              "candidates",
              "possible meanings of an ambiguous name",
              View.<Candidate>part()
                  .text("name", "unambiguous name", Candidate::name)
                  .texts("by", "how the name was interpreted", Candidate::by),
              ExplainReport::candidates)
          .texts("near", "similar names", ExplainReport::near)
          .table(report -> new Table(List.of(), report.rows()));

  /** Creates a report that is predicted from a tree. */
  static ExplainReport predicted(
      String wanted, List<String> by, NodeChain node, ChainEnd end, String lister) {
    Chain chain =
        new Chain(
            Optional.of(node),
            List.of(),
            node.lines().stream().map(LineRow::of).toList(),
            uses(node),
            Optional.of(end),
            ChainLink.predicted(node, end));
    return new ExplainReport(
        wanted, by, List.of(chain), Optional.empty(), List.of(), List.of(), lister);
  }

  /** Creates a report for a running system. */
  static ExplainReport live(Found found) {
    List<Chain> chains = found.chains().stream().map(ExplainReport::chain).toList();
    return new ExplainReport(
        found.wanted(), found.by(), chains, found.end(), List.of(), List.of(), "dtbind lines");
  }

  /** Creates a report for an ambiguous or unknown name. Only scripts get this report. */
  static ExplainReport nothing(String wanted, List<Candidate> candidates, List<String> near) {
    return new ExplainReport(
        wanted, List.of(), List.of(), Optional.empty(), candidates, near, "dtbind lines");
  }

  private static Chain chain(LiveChain chain) {
    List<Supply> uses =
        chain.supplies().isEmpty()
            ? chain.node().map(ExplainReport::uses).orElse(List.of())
            : chain.supplies();
    List<LineRow> lines =
        chain.devices().stream()
            .flatMap(device -> device.chips().stream())
            .flatMap(
                chip -> chip.lines().stream().map(l -> LineRow.of(new LiveGpio.Place(chip, l))))
            .filter(LineRow::isNamedOrUsed)
            .toList();
    return new Chain(
        chain.node(), chain.devices(), lines, uses, chain.end(), ChainLink.live(chain, lines));
  }

  private static List<Supply> uses(NodeChain node) {
    return node.uses().stream()
        .map(use -> new Supply(use, Optional.empty(), Optional.empty()))
        .toList();
  }

  private static Optional<Population.Device> device(NodeChain node) {
    return NodeChain.devices(node.population()).stream().findFirst();
  }

  private static List<String> places(List<Origin> places) {
    return places.stream().map(Origin::place).toList();
  }

  /** {@return rows with link, name and details; only the first row of a link names it} */
  List<List<String>> rows() {
    List<ChainLink> links = new ArrayList<>();
    for (Chain chain : chains) {
      links.addAll(links.isEmpty() ? List.of() : List.of(ChainLink.BETWEEN));
      links.addAll(chain.links());
    }
    end.ifPresent(why -> links.addAll(ChainLink.end(why)));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("asked", wanted, "by " + String.join(", ", by)));
    (by.contains(Explanation.LINE_NAME) ? LineChain.of(links, wanted, lister) : links)
        .forEach(link -> rows.addAll(link.rows()));
    return rows;
  }
}
