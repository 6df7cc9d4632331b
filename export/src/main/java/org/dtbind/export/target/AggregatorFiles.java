// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.List;
import org.dtbind.export.Artefact;

/**
 * The files with which a system creates single aggregators at each boot and sets the owners of
 * their device nodes.
 */
public final class AggregatorFiles {

  /** The directory of declarations, relative to the root of the file system. */
  public static final String DECLARATIONS = "etc/dtbind/aggregators";

  /** The suffix of the file name of a declaration. */
  public static final String SUFFIX = ".conf";

  /** The name of the systemd unit that creates the declared aggregators. */
  public static final String UNIT = "dtbind-aggregators.service";

  private AggregatorFiles() {}

  /**
   * {@return a file of udev rules that set the owner of an aggregator's device node; its path is
   * relative to {@code /etc} or {@code /run}}
   */
  public static Artefact rules(TargetAggregator aggregator) {
    return Artefact.text(
        "udev/rules.d/70-dtbind-aggregator-" + aggregator.name() + ".rules",
        "sets the owner of the aggregator's device node",
        UdevRules.text(new TargetSetup(List.of(), List.of(aggregator))));
  }

  /**
   * {@return the declaration of an aggregator, with a path relative to the root of the file system}
   */
  public static Artefact declaration(TargetAggregator aggregator) {
    return Artefact.text(
        DECLARATIONS + "/" + aggregator.name() + SUFFIX,
        "declares the aggregator",
        TargetConf.text(new TargetSetup(List.of(), List.of(aggregator))));
  }

  /**
   * {@return the files that create the declared aggregators at boot without Java, with paths
   * relative to the root of the file system}
   */
  public static List<Artefact> boot() {
    return List.of(script(), unit(UNIT));
  }

  static Artefact unit(String name) {
    return new Artefact(
        "etc/systemd/system/" + name,
        "runs dtbind-target at boot",
        false,
        TargetExport.resource(name));
  }

  static Artefact script() {
    return TargetExport.script("etc/dtbind/dtbind-target");
  }
}
