// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.change.Course;
import org.dtbind.change.FileChange;
import org.dtbind.change.boot.BootFiles;
import org.dtbind.change.boot.BootUnit;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.AggregatorFiles;
import org.dtbind.export.target.TargetAggregator;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Kernel;

/**
 * The files that an aggregator has: rules by which its node is its users', and with {@code persist}
 * what creates it at each boot.
 */
record NodeFiles(Kernel kernel, TargetAggregator aggregator, boolean persist, boolean udev) {

  /** What is to be there, in the order in which it is written. */
  List<Artefact> artefacts() {
    List<Artefact> files = new ArrayList<>();
    if (udev || persist) {
      Artefact rules = AggregatorFiles.rules(aggregator);
      files.add(
          new Artefact(
              rules(aggregator.name(), persist).substring(1),
              rules.purpose(),
              rules.executable(),
              rules.content()));
    }
    if (persist) {
      files.addAll(BootUnit.AGGREGATORS.shared());
      files.add(AggregatorFiles.declaration(aggregator));
    }
    return files;
  }

  /** The files that are to change before there is a chip; a rule is there when udev hears of it. */
  Attempt<List<FileChange>> changes() {
    return persist
        ? boot(kernel.files()).written(artefacts())
        : BootFiles.of(kernel.files(), artefacts());
  }

  /** Of these, only the rules: the others say what it is made of. */
  Attempt<List<FileChange>> rules() {
    return changes()
        .map(
            all ->
                all.stream()
                    .filter(change -> change.path().equals(rules(aggregator.name(), persist)))
                    .toList());
  }

  /**
   * The files that may change with an aggregator, whatever its lines are, as they are now: what a
   * journal has to know before.
   */
  static List<FileChange> touched(Kernel kernel, String name, boolean persist) {
    List<String> paths = new ArrayList<>(own(name, persist));
    if (persist) {
      paths.addAll(BootUnit.AGGREGATORS.sharedPaths());
    }
    return paths.stream().map(path -> FileChange.touched(kernel.files(), path)).toList();
  }

  /** What goes with an aggregator; with {@code persist}, also what no others need at boot. */
  static List<FileChange> removals(Kernel kernel, String name, boolean persist, Course others) {
    Files files = kernel.files();
    List<FileChange> changes = new ArrayList<>();
    for (String path : own(name, persist)) {
      boot(files).removed(path, "the aggregator no longer needs it").ifPresent(changes::add);
    }
    List<String> left = new ArrayList<>(BootUnit.AGGREGATORS.declarations(files));
    left.remove(declaration(name));
    if (persist && left.isEmpty()) {
      boolean devices =
          others.writesInto(BootUnit.DEVICES.folder())
              || !BootUnit.DEVICES.declarations(files).isEmpty();
      changes.addAll(boot(files).unused(BootUnit.DEVICES, devices, any -> true));
    }
    return changes;
  }

  private static BootFiles boot(Files files) {
    return new BootFiles(files, BootUnit.AGGREGATORS);
  }

  private static List<String> own(String name, boolean persist) {
    return persist
        ? List.of(rules(name, false), declaration(name), rules(name, true))
        : List.of(rules(name, false));
  }

  private static String rules(String name, boolean persist) {
    return (persist ? "/etc" : "/run") + "/udev/rules.d/70-dtbind-aggregator-" + name + ".rules";
  }

  /** By which the script makes it at each boot. */
  static String declaration(String name) {
    return BootUnit.AGGREGATORS.folder() + "/" + name + AggregatorFiles.SUFFIX;
  }
}
