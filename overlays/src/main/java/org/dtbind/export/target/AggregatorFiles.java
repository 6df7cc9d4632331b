// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.List;
import org.dtbind.export.Artefact;

/** The files by which a system creates single aggregators at each boot, and sets up their nodes. */
public final class AggregatorFiles {

  /** The folder of declarations, below the root. */
  public static final String DECLARATIONS = "etc/dtbind/aggregators";

  /** The suffix of a declaration's name. */
  public static final String SUFFIX = ".conf";

  /** The unit that creates the declared aggregators, a name in systemd's folder of units. */
  public static final String UNIT = "dtbind-aggregators.service";

  private AggregatorFiles() {}

  /**
   * {@return a file of udev rules that set the users of an aggregator's node. Its path is below
   * {@code /etc} or {@code /run}}
   *
   * @param aggregator the aggregator
   */
  public static Artefact rules(TargetAggregator aggregator) {
    return Artefact.text(
        "udev/rules.d/70-dtbind-aggregator-" + aggregator.name() + ".rules",
        "gives the aggregator's device node to its users",
        UdevRules.text(new Target(List.of(), List.of(aggregator))));
  }

  /**
   * {@return the declaration of an aggregator, below the root}
   *
   * @param aggregator the aggregator
   */
  public static Artefact declaration(TargetAggregator aggregator) {
    return Artefact.text(
        DECLARATIONS + "/" + aggregator.name() + SUFFIX,
        "declares the aggregator",
        TargetConf.text(new Target(List.of(), List.of(aggregator))));
  }

  /**
   * {@return the files that create the declared aggregators at boot, below the root; without Java}
   */
  public static List<Artefact> boot() {
    return List.of(script(), unit(UNIT));
  }

  /** A unit that runs the script at boot, one of this package's resources. */
  static Artefact unit(String name) {
    return new Artefact(
        "etc/systemd/system/" + name, "runs that at boot", false, TargetExport.resource(name));
  }

  static Artefact script() {
    return TargetExport.script("etc/dtbind/dtbind-target");
  }
}
