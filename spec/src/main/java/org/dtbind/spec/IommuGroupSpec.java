// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.Optional;
import org.dtbind.source.Span;

/**
 * An IOMMU group, identified by one of its devices.
 *
 * @param member the name of a device in the group
 * @param bind the driver to bind all devices of the group to
 * @param access the access to the device node of the group
 * @param span the position of the entry in the file
 */
public record IommuGroupSpec(
    @Key(
            value = "Any device in the group, such as \"0000:00:02.0\".",
            example = "\"0000:00:02.0\"",
            pattern = DeviceSpec.DRIVER,
            required = true)
        Located<String> member,
    @Key(
            value = "The driver to bind the devices in the group to.",
            example = "vfio-pci",
            pattern = DeviceSpec.DRIVER)
        Optional<Located<String>> bind,
    DeclaredAccess access,
    Span span) {}
