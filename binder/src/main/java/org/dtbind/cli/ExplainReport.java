// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.explain.Explanation;
import org.dtbind.explain.Explanation.Candidate;
import org.dtbind.explain.Explanation.Found;
import org.dtbind.explain.LiveChain;
import org.dtbind.explain.LiveChain.DeviceChain;
import org.dtbind.explain.LiveChain.Supply;
import org.dtbind.gpio.GpioChip;
import org.dtbind.linux.Population;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.LineFlag;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.report.Report;
import org.dtbind.report.Table;
import org.dtbind.report.Value;
import org.dtbind.source.Origin;

/** Chains, live and foretold, in one shape: {@code dtbind.explain/1}. */
final class ExplainReport {

  private ExplainReport() {}

  /** Returns the report of what a tree alone says. */
  static Report foretold(
      String wanted, List<String> by, NodeChain node, ChainEnd end, String lines) {
    Value chain =
        chain(Optional.of(node), List.of(), List.of(), foretoldLines(node), Optional.of(end));
    List<List<String>> rows = ExplainTable.foretold(node, end);
    return report(wanted, by, List.of(chain), Optional.empty(), asked(wanted, by, rows, lines));
  }

  /** Returns the report of what is on a system. */
  static Report live(Found found) {
    List<Value> chains = found.chains().stream().map(ExplainReport::chain).toList();
    List<List<String>> rows = new ArrayList<>();
    for (LiveChain chain : found.chains()) {
      rows.addAll(rows.isEmpty() ? List.of() : List.of(List.of("", "", "")));
      rows.addAll(ExplainTable.live(chain));
    }
    found.end().ifPresent(end -> rows.addAll(ExplainTable.end(end)));
    List<List<String>> all = asked(found.wanted(), found.by(), rows, "dtbind lines");
    return report(found.wanted(), found.by(), chains, found.end(), all);
  }

  /** Returns the report where there is no one chain; the table is not for people then. */
  static Report nothing(String wanted, List<Candidate> candidates, List<String> near) {
    return new Report(
        "dtbind.explain/1",
        fields(
            member("wanted", Value.of(wanted)),
            member("by", Value.ofTexts(List.of())),
            member("chains", new Value.Items(List.of())),
            member("end", new Value.Absent()),
            member("candidates", items(candidates, ExplainReport::candidate)),
            member("near", Value.ofTexts(near))),
        new Table(List.of(), List.of()));
  }

  private static List<List<String>> asked(
      String wanted, List<String> by, List<List<String>> rows, String lines) {
    List<List<String>> all = new ArrayList<>();
    all.add(List.of("asked", wanted, "by " + String.join(", ", by)));
    all.addAll(
        by.contains(Explanation.LINE_NAME) ? ExplainTable.ofLine(rows, wanted, lines) : rows);
    return all;
  }

  private static Report report(
      String wanted,
      List<String> by,
      List<Value> chains,
      Optional<ChainEnd> end,
      List<List<String>> rows) {
    return new Report(
        "dtbind.explain/1",
        fields(
            member("wanted", Value.of(wanted)),
            member("by", Value.ofTexts(by)),
            member("chains", new Value.Items(chains)),
            member("end", end(end)),
            member("candidates", new Value.Items(List.of())),
            member("near", Value.ofTexts(List.of()))),
        new Table(List.of(), rows));
  }

  private static Value candidate(Candidate candidate) {
    return fields(
        member("name", Value.of(candidate.name())), member("by", Value.ofTexts(candidate.by())));
  }

  private static Value chain(LiveChain chain) {
    return chain(chain.node(), chain.devices(), chain.supplies(), lines(chain), chain.end());
  }

  private static Value chain(
      Optional<NodeChain> node,
      List<DeviceChain> devices,
      List<Supply> supplies,
      List<LineRow> lines,
      Optional<ChainEnd> end) {
    List<Value> uses = new ArrayList<>();
    supplies.forEach(supply -> uses.add(supply(supply)));
    if (supplies.isEmpty()) {
      node.ifPresent(n -> n.uses().forEach(use -> uses.add(use(use, Optional.empty()))));
    }
    return fields(
        member("node", node.<Value>map(ExplainReport::node).orElseGet(Value.Absent::new)),
        member("devices", items(devices, ExplainReport::device)),
        member("lines", items(lines, LineRow::value)),
        member("uses", new Value.Items(uses)),
        member("end", end(end)));
  }

  private static Value node(NodeChain node) {
    Population population = node.population();
    Optional<Population.Device> device = NodeChain.devices(population).stream().findFirst();
    List<Value> properties = new ArrayList<>();
    for (Map.Entry<String, List<Origin>> entry : node.places().properties().entrySet()) {
      properties.add(
          fields(
              member("name", Value.of(entry.getKey())),
              member("written", places(entry.getValue()))));
    }
    return fields(
        member("path", Value.of(node.node().text())),
        member("labels", Value.ofTexts(node.labels())),
        member("aliases", Value.ofTexts(node.aliases())),
        member("compatible", Value.ofTexts(node.compatible())),
        member("written", places(node.places().node())),
        member("properties", new Value.Items(properties)),
        member("foretoldBus", Value.of(device.map(Population.Device::bus))),
        member("foretoldDevice", Value.of(device.map(Population.Device::name))),
        member("foretold", Value.of(population.text())));
  }

  private static Value places(List<Origin> places) {
    return Value.ofTexts(places.stream().map(Origin::place).toList());
  }

  private static Value device(DeviceChain chain) {
    return fields(
        member("bus", Value.of(chain.device().bus())),
        member("name", Value.of(chain.device().name())),
        member("folder", Value.of(chain.device().folder())),
        member("driver", Value.of(chain.driver())),
        member("driverOverride", Value.of(chain.device().override().driver())),
        member("waits", Value.of(chain.waits())),
        member("driverctl", Value.of(chain.driverctl())),
        member("files", Value.ofTexts(chain.files())),
        member("chips", items(chain.chips(), ExplainReport::chip)));
  }

  private static Value chip(GpioChip chip) {
    return fields(
        member("name", Value.of(chip.name())),
        member("file", Value.of(chip.device())),
        member("label", Value.of(chip.label())),
        member("node", Value.of(chip.node().map(Object::toString))));
  }

  private static Value supply(Supply supply) {
    return use(supply.use(), Optional.of(supply));
  }

  private static Value use(LineUse use, Optional<Supply> supply) {
    return fields(
        member("property", Value.of(use.property())),
        member("index", Value.of(use.index())),
        member("controller", Value.of(use.controller().text())),
        member("offset", use.offset() < 0 ? new Value.Absent() : Value.of(use.offset())),
        member("flags", Value.ofTexts(use.flags().stream().map(LineFlag::text).toList())),
        member("chip", Value.of(supply.flatMap(Supply::chip).map(GpioChip::name))),
        member("label", Value.of(supply.flatMap(Supply::chip).flatMap(GpioChip::label))),
        member("name", Value.of(supply.flatMap(Supply::place).map(place -> place.line().name()))),
        member(
            "consumer",
            Value.of(supply.flatMap(Supply::place).flatMap(place -> place.line().consumer()))));
  }

  private static Value end(Optional<ChainEnd> end) {
    return end.<Value>map(
            e ->
                fields(
                    member("after", Value.of(ExplainTable.link(e.after()))),
                    member("reason", Value.of(e.reason())),
                    member("next", Value.ofTexts(e.next()))))
        .orElseGet(Value.Absent::new);
  }

  private static List<LineRow> foretoldLines(NodeChain node) {
    return node.lines().stream().map(LineRow::of).toList();
  }

  /** The lines of a chain's chips that have a name or a user. */
  static List<LineRow> lines(LiveChain chain) {
    return chain.devices().stream()
        .flatMap(device -> device.chips().stream())
        .flatMap(
            chip ->
                chip.lines().stream()
                    .map(line -> LineRow.of(new org.dtbind.gpio.LiveGpio.Place(chip, line))))
        .filter(LineRow::isNamedOrUsed)
        .toList();
  }

  private static <T> Value items(List<T> all, Function<T, Value> value) {
    return new Value.Items(all.stream().map(value).toList());
  }
}
