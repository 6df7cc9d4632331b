// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.bind.record.Bindings;
import org.dtbind.change.NodeGrant;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.WritableKernel;

/**
 * The link to the chip of an aggregator that is deleted.
 *
 * @param name the name of the link, relative to {@code /dev/gpio}
 * @param leftOver whether dtbind made the link, but another program deleted the aggregator
 */
record AggregatorLink(WritableKernel kernel, String aggregator, String name, boolean leftOver) {

  /**
   * Removes the aggregator's link if it leads to a deleted chip or to a file that does not exist,
   * and the directory of links if it is empty then.
   *
   * @param deleted the device node of the deleted chip; empty if there was none
   */
  void remove(Optional<String> deleted) {
    String link = NodeGrant.LINKS + name;
    Optional<String> leads = kernel.files().linked(link).map(target -> Paths.follow(link, target));
    // If udev runs, it removes the link.
    boolean gone =
        leads
            .filter(
                path ->
                    !kernel.sysfs().exists(path) || deleted.equals(leads) || leftOver && isUnused())
            .isPresent();
    if (gone && !kernel.udev().runs()) {
      kernel.files().remove(link);
      // This fails if the directory contains other links.
      kernel.sysfs().removeDirectory(Paths.parent(link));
    }
  }

  /**
   * Whether neither a device nor another aggregator has the same link: it leads to a chip that got
   * the number of the deleted one.
   */
  private boolean isUnused() {
    Stream<Optional<String>> others =
        Stream.concat(
            new Bindings(kernel.files())
                .all().stream()
                    .flatMap(one -> one.known().stream())
                    .map(one -> one.access().link()),
            new AggregatorRecords(kernel.files())
                .all().stream()
                    .filter(one -> !one.name().equals(aggregator))
                    .map(one -> one.access().orLink(one.name()).link()));
    return others.noneMatch(Optional.of(name)::equals);
  }
}
