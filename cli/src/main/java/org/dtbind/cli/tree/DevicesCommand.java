// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.InputOption;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.device.NodeStatus;
import org.dtbind.explain.LiveSystem;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.KernelDriver;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.TargetKernel;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.chain.NodeMatch;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.view.View;

/**
 * The command {@code dtbind devices}, which lists nodes and the devices and drivers that belong to
 * them.
 */
public final class DevicesCommand implements Command {

  private static final String PREDICTED = " (predicted)";

  /**
   * A row.
   *
   * @param cells what the table shows in its columns DEVICE, BUS, DRIVER and NOTE
   */
  private record Row(
      NodePath node,
      Optional<String> device,
      Optional<String> bus,
      Optional<String> driver,
      boolean candidate,
      String note,
      Cells cells) {

    boolean matches(Glob pattern) {
      return pattern.matches(node.text())
          || pattern.matches(node.name())
          || device.filter(pattern::matches).isPresent();
    }
  }

  private record Cells(String device, String bus, String driver, String note) {

    static Cells of(
        Optional<String> device, Optional<String> bus, Optional<String> driver, String note) {
      return new Cells(device.orElse("-"), bus.orElse("-"), driver.orElse("-"), note);
    }
  }

  public static final View<List<Row>> VIEW =
      View.<List<Row>>document(
              "devices",
              "`devices`: devicetree nodes, and the Linux devices that belong to them or, with"
                  + " `--tree`, that Linux would create for them")
          .list(
              "devices",
              "one entry for each device, and for each node that has a `compatible` property but no"
                  + " device",
              View.<Row>part()
                  .text("node", "path of the node", Row::node)
                  .column("NODE")
                  .textOrNull(
                      "device", "name of the Linux device; null if there is no device", Row::device)
                  .column("DEVICE", row -> row.cells().device())
                  .textOrNull(
                      "bus",
                      "Linux bus of the device, such as `platform`; null if there is no device",
                      Row::bus)
                  .column("BUS", row -> row.cells().bus())
                  .textOrNull(
                      "driver",
                      "driver to which the device is bound; null with `--tree`, or if the device"
                          + " has no driver",
                      Row::driver)
                  .column("DRIVER", row -> row.cells().driver())
                  .flag(
                      "candidate",
                      "whether the device can be bound to gpio-aggregator",
                      Row::candidate)
                  .text(
                      "note",
                      "what the device is waiting for, why there is no device, or that the device"
                          + " can be bound to gpio-aggregator; empty if none of these applies",
                      Row::note)
                  .column("NOTE", row -> row.cells().note()),
              rows -> rows);

  private final Session session;
  private final InputOption input = InputOption.withOverlays();
  private final ProbeOptions probes = new ProbeOptions(input);
  private List<String> patterns = List.of();

  public DevicesCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Show which devicetree nodes are Linux devices, and the names, buses and drivers of "
            + "these devices. Also show which devices can be bound to gpio-aggregator.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(input);
    arguments.add(input.source());
    arguments.add(input.kernel());
    arguments.add(probes);
    arguments.add(input.target());
    arguments
        .parameter("PATTERN")
        .index("0..*")
        .arity("0..*")
        .description(
            "Path, label (LABEL or &LABEL), alias or name of a node; name of a Linux device; or "
                + "path of a directory in /sys. In paths and names, * and ? are wildcards.")
        .list(String.class, value -> patterns = value);
  }

  @Override
  public Optional<String> problem() {
    return probes.areGiven() && !patterns.isEmpty()
        ? Optional.of("--junit tests all nodes: omit PATTERN")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    if (input.tree().isPresent()) {
      Optional<DeviceTree> read = input.read(session);
      if (read.isEmpty()) {
        return ExitStatus.INPUT.code();
      }
      DeviceTree all = read.get();
      List<Row> rows = predicted(all, input.kernel().read(session.inputs()));
      return show(rows, word -> NodeMatch.find(all, word, NodeMatch.Words.NODES));
    }
    if (probes.areGiven()) {
      return probes.write(session, LiveSystem.read(input.target().open(session)));
    }
    Sysfs sysfs = input.target().open(session).sysfs();
    LiveTree live = LiveTree.of(sysfs);
    if (!live.isPresent()) {
      return MissingInput.tree(session);
    }
    List<Row> rows = NodeStatus.read(sysfs).stream().map(DevicesCommand::row).toList();
    return show(
        rows,
        word -> new DeviceResolver(DeviceSnapshot.read(sysfs), live).nodes(word, live.whole()));
  }

  private static Row row(NodeStatus status) {
    Optional<LinuxDevice> device = status.device();
    Optional<String> waits = status.waits().map(Phrases::waits);
    String candidate = status.candidate() ? Phrases.CANDIDATE : "";
    String note = waits.orElse(device.isEmpty() ? status.predicted().text() : candidate);
    String shown =
        waits.orElse(
            device.isEmpty() ? status.predicted().textAfterPath(status.node()) : candidate);
    Optional<String> name = device.map(LinuxDevice::name);
    Optional<String> bus = device.map(LinuxDevice::bus);
    Optional<String> driver = device.flatMap(LinuxDevice::driver);
    return new Row(
        status.node(),
        name,
        bus,
        driver,
        status.candidate(),
        note,
        Cells.of(name, bus, driver, shown));
  }

  private static List<Row> predicted(DeviceTree tree, TargetKernel kernel) {
    Map<NodePath, Population> populations = Populations.of(tree, kernel);
    List<Row> rows = new ArrayList<>();
    tree.forEach(
        (path, node) -> {
          Population population = populations.get(path);
          if (population != null && node.property("compatible").isPresent()) {
            rows.add(predicted(path, node, population));
          }
        });
    return rows;
  }

  private static Row predicted(NodePath path, DtNode node, Population population) {
    if (population instanceof Population.Device device) {
      boolean candidate = NodeStatus.isCandidate(node);
      String note = candidate ? Phrases.CANDIDATE : "";
      Optional<String> name = Optional.of(device.name());
      Optional<String> bus = Optional.of(device.bus());
      return new Row(
          path,
          name,
          bus,
          Optional.empty(),
          candidate,
          note,
          Cells.of(name, bus, predictedDriver(node), note));
    }
    Optional<Population.Device> device = NodeChain.devices(population).stream().findFirst();
    Optional<String> driver = device.flatMap(named -> predictedDriver(node));
    return new Row(
        path,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        population.text(),
        Cells.of(
            device.map(named -> named.name() + PREDICTED),
            NodeChain.buses(path, population).stream().findFirst(),
            driver,
            predictionText(path, population)));
  }

  /** Returns the driver of a node that is a bus; which other drivers exist is not known. */
  private static Optional<String> predictedDriver(DtNode node) {
    return KernelDriver.of(node.strings("compatible")).stream()
        .filter(driver -> !driver.kind().bus().isEmpty())
        .flatMap(driver -> driver.name().stream())
        .findFirst()
        .map(name -> name + PREDICTED);
  }

  /** Returns the prediction without the device, which has a column. */
  private static String predictionText(NodePath path, Population population) {
    return population instanceof Population.Depends depends && depends.device().isPresent()
        ? "created by the driver of %s: %s"
            .formatted(
                depends.parent(),
                depends.drivers().stream()
                    .map(KernelDriver::text)
                    .collect(Collectors.joining(" or ")))
        : population.textAfterPath(path);
  }

  private int show(List<Row> all, Function<String, List<NodeMatch>> named) throws IOException {
    if (all.isEmpty()) {
      return MissingInput.devices(
          session, input.tree().map(InputFiles::name).orElse("this system's devicetree"));
    }
    Set<Row> wanted = new HashSet<>();
    for (String pattern : patterns) {
      Glob glob = new Glob(pattern);
      Set<NodePath> nodes = new LinkedHashSet<>();
      if (!glob.isPattern()) {
        named.apply(pattern).forEach(match -> nodes.add(match.node()));
      }
      List<Row> rows =
          all.stream().filter(row -> nodes.contains(row.node()) || row.matches(glob)).toList();
      if (rows.isEmpty()) {
        return notFound(pattern, nodes);
      }
      wanted.addAll(rows);
    }
    session
        .output()
        .write(
            VIEW,
            patterns.isEmpty() ? all : all.stream().filter(wanted::contains).toList(),
            input.target().format());
    return ExitStatus.DONE.code();
  }

  private int notFound(String pattern, Set<NodePath> nodes) {
    return session.fail(
        ExitStatus.NOT_FOUND,
        nodes.isEmpty()
            ? "no node or device is named " + pattern
            : nodes.iterator().next()
                + " has no \"compatible\" property, so it does not become a device",
        NodeMatches.ofFile(pattern).filter(file -> nodes.isEmpty()));
  }
}
