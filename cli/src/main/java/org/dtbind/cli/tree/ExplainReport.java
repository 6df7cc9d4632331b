// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.explain.Explanation;
import org.dtbind.explain.Explanation.Candidate;
import org.dtbind.explain.Explanation.Found;
import org.dtbind.explain.LiveChain;
import org.dtbind.explain.LiveChain.DeviceChain;
import org.dtbind.explain.LiveChain.Supply;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.view.Table;
import org.dtbind.view.View;

/**
 * The meaning of a name, on a running system or predicted from a tree.
 *
 * @param by the kinds of names that match, such as {@code label}
 * @param chains empty if the name is ambiguous or unknown
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

  public static final View<ExplainReport> VIEW =
      View.<ExplainReport>document(
              "explain",
              "`explain`: the chain that leads from a devicetree node to its device nodes and GPIO"
                  + " lines")
          .text(
              "wanted", "name to explain, as specified on the command line", ExplainReport::wanted)
          .texts(
              "by",
              "how the name was interpreted, such as `label`; empty if the name is ambiguous or was"
                  + " not found",
              ExplainReport::by)
          .list(
              "chains",
              "chain of the node or device, or one chain for each device of a driver; empty if the"
                  + " name is ambiguous or was not found",
              View.<Chain>part()
                  .objectOrNull(
                      "node",
                      "devicetree node; null if the device has no node",
                      ChainViews.NODE,
                      Chain::node)
                  .list(
                      "devices",
                      "Linux devices of the node; empty with `--tree`",
                      ChainViews.DEVICE,
                      Chain::devices)
                  .list(
                      "lines",
                      "named or used lines of the chain's GPIO chips, with the same members as in"
                          + " [lines](#dtbindlines1)",
                      LineRow.VIEW,
                      Chain::lines)
                  .list("uses", "GPIO lines that the node uses", ChainViews.USE, Chain::uses)
                  .objectOrNull(
                      "end",
                      "where and why the chain ends; null if nothing is missing",
                      ChainViews.END,
                      Chain::end),
              ExplainReport::chains)
          .objectOrNull(
              "end",
              "why there is no chain; null unless the name is that of a driver without devices",
              ChainViews.END,
              r -> r.end)
          .list(
              "candidates",
              "possible meanings, if the name is ambiguous",
              View.<Candidate>part()
                  .text("name", "unambiguous name that you can use instead", Candidate::name)
                  .texts("by", "how the name was interpreted", Candidate::by),
              ExplainReport::candidates)
          .texts("near", "similar names, if the name was not found", ExplainReport::near)
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

  /** {@return rows with link, name and details; only the first row of a link names it} */
  List<List<String>> rows() {
    List<ChainLink> links = new ArrayList<>();
    for (Chain chain : chains) {
      links.addAll(links.isEmpty() ? List.of() : List.of(ChainLink.BETWEEN));
      links.addAll(chain.links());
    }
    end.ifPresent(why -> links.addAll(ChainLink.end(why)));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("name", wanted, "by " + String.join(", ", by)));
    (by.contains(Explanation.LINE_NAME) ? LineChain.of(links, wanted, lister) : links)
        .forEach(link -> rows.addAll(link.rows()));
    return rows;
  }
}
