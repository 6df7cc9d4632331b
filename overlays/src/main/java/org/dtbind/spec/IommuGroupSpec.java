// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.Optional;
import org.dtbind.source.Span;

/**
 * An IOMMU group, named by a device in it.
 *
 * @param member the name of a device in it
 * @param bind the driver that all of its devices are to have
 * @param access who may use it
 * @param span where it is declared
 */
public record IommuGroupSpec(
    @Key(
            value = "A device in the group, such as \"0000:00:02.0\".",
            example = "\"0000:00:02.0\"",
            pattern = DeviceSpec.DRIVER,
            required = true)
        Located<String> member,
    @Key(
            value = "The driver to bind the devices of the group to.",
            example = "vfio-pci",
            pattern = DeviceSpec.DRIVER)
        Optional<Located<String>> bind,
    DeclaredAccess access,
    Span span) {}
