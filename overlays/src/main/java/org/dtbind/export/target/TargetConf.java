// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.Optional;
import org.dtbind.export.TextFile;
import org.dtbind.spec.Access;
import org.dtbind.tree.NodePath;

/**
 * Prints the settings for the script {@code dtbind-target}. Each line has a word and a value, so
 * that names need no quotes; names never contain a line terminator.
 */
final class TargetConf {

  private static final String HEAD =
      "# Made by dtbind; changes are lost when it is generated again.\n";

  private final TextFile out = new TextFile().ours(HEAD);

  private TargetConf() {}

  static TextFile text(Target target) {
    TargetConf conf = new TargetConf();
    target.devices().forEach(conf::device);
    target.aggregators().forEach(conf::aggregator);
    return conf.out;
  }

  private void device(TargetDevice device) {
    out.line();
    if (device.node().isPresent()) {
      line("device", device.node().map(NodePath::text));
      line("name", device.name());
    } else {
      line("member", device.name());
    }
    line("bus", Optional.of(device.bus()));
    line("driver", device.driver());
    line("module", device.module());
    // The script finds the device node of a chip by its name, gpiochipN.
    line("class", device.subsystem().filter(any -> needsNode(device) && device.seen().isEmpty()));
    access(device.access());
  }

  /**
   * Whether the device counts as bound only when it has a device node. This applies to aggregators,
   * whose chip is their purpose, and to device nodes that get an owner.
   */
  private static boolean needsNode(TargetDevice device) {
    return device.isAggregator() || device.access().asks();
  }

  private void aggregator(TargetAggregator aggregator) {
    out.line();
    line("aggregator", Optional.of(aggregator.name()));
    line("key", Optional.of(aggregator.key()));
    line("class", Optional.of("gpio"));
    access(aggregator.access());
    aggregator.safe().forEach((at, state) -> line("safe", Optional.of(at + " " + state.text())));
    String chip = "";
    for (TargetAggregator.Line line : aggregator.lines()) {
      if (line instanceof TargetAggregator.Named named) {
        line("line", Optional.of(named.name()));
      } else if (line instanceof TargetAggregator.At at) {
        if (!at.chip().equals(chip)) {
          chip = at.chip();
          line("chip", Optional.of(chip));
        }
        line("offset", Optional.of(at.offset() + at.name().map(name -> " " + name).orElse("")));
      }
    }
  }

  private void access(Access access) {
    Access whole = access.complete();
    line("owner", whole.owner());
    line("group", whole.group());
    line("mode", whole.shownMode());
    line("link", access.link());
  }

  private void line(String word, Optional<String> value) {
    value.ifPresent(text -> out.line(word, " ", text));
  }
}
