// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.FileChange;
import org.dtbind.change.boot.BootFiles;
import org.dtbind.change.boot.BootUnit;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.AggregatorFiles;
import org.dtbind.export.target.TargetAggregator;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Kernel;

/**
 * The files of an aggregator: udev rules that set the owner of its device node and, with {@code
 * persist}, the files that create it at each boot.
 */
record NodeFiles(Kernel kernel, TargetAggregator aggregator, boolean persist, boolean udev) {

  /** The files that the aggregator needs, in the order in which they are written. */
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

  /**
   * The files to write before the chip is created, because udev must find the rules when it
   * appears.
   */
  Attempt<List<FileChange>> changes() {
    return persist
        ? new BootFiles(kernel.files(), BootUnit.AGGREGATORS).written(artefacts())
        : BootFiles.of(kernel.files(), artefacts());
  }

  /**
   * The current state of all files that may change with an aggregator, for the journal. The result
   * does not depend on the aggregator's lines.
   */
  static List<FileChange> touched(Kernel kernel, String name, boolean persist) {
    List<String> paths = new ArrayList<>(own(name, persist));
    if (persist) {
      paths.addAll(BootUnit.AGGREGATORS.sharedPaths());
    }
    return paths.stream().map(path -> FileChange.touched(kernel.files(), path)).toList();
  }

  /** The changes that remove the aggregator's own files. */
  static List<FileChange> removals(Kernel kernel, String name, boolean persist) {
    String purpose = "the aggregator no longer needs it";
    return own(name, persist).stream()
        .flatMap(path -> FileChange.to(kernel.files(), path, Optional.empty(), purpose).stream())
        .toList();
  }

  private static List<String> own(String name, boolean persist) {
    return persist
        ? List.of(rules(name, false), declaration(name), rules(name, true))
        : List.of(rules(name, false));
  }

  private static String rules(String name, boolean persist) {
    return (persist ? "/etc" : "/run") + "/udev/rules.d/70-dtbind-aggregator-" + name + ".rules";
  }

  /** The path of the file from which the script creates the aggregator at each boot. */
  static String declaration(String name) {
    return BootUnit.AGGREGATORS.directory() + "/" + name + AggregatorFiles.SUFFIX;
  }
}
