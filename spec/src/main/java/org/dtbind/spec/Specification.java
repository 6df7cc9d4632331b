// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import org.dtbind.source.Origins;

/**
 * The contents of a {@code bindings.yaml}.
 *
 * @param devices the nodes and the drivers to bind them to
 * @param aggregators the GPIO chips that are made of lines of other chips
 * @param iommuGroups the IOMMU groups and their owners
 * @param origins maps the spans in this declaration to places in the file
 */
public record Specification(
    @Key(
            value = "Devices that devicetree nodes describe, and the drivers to bind them to.",
            example = "[{ node: door, bind: gpio-aggregator }]")
        List<DeviceSpec> devices,
    @Key(
            value = "Aggregators: GPIO chips made up of lines of other chips.",
            example = "[{ name: relays, lines: [relay-1, relay-2] }]")
        List<AggregatorSpec> aggregators,
    @Key(
            value = "IOMMU groups: sets of devices that can be assigned to a user only as a whole.",
            example = "[{ member: \"0000:00:02.0\", bind: vfio-pci }]")
        List<IommuGroupSpec> iommuGroups,
    Origins origins) {

  /** The only value of {@code apiVersion} that dtbind accepts. */
  public static final String API_VERSION = "dtbind/v1";

  /** Copies the lists. */
  public Specification {
    devices = List.copyOf(devices);
    aggregators = List.copyOf(aggregators);
    iommuGroups = List.copyOf(iommuGroups);
  }
}
