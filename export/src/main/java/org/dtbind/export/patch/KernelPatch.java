// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.patch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.ExportCode;
import org.dtbind.export.TextFile;
import org.dtbind.linux.GenericDriver;
import org.dtbind.source.PlainText;
import org.dtbind.source.Span;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;

/**
 * Creates a patch for {@code git am} that adds entries to the table of the GPIO aggregator. The
 * driver then binds to declared devices at boot, without {@code driver_override} (the kernel's
 * Documentation/admin-guide/gpio/gpio-aggregator.rst, "Generic GPIO Driver").
 */
public final class KernelPatch {

  private static final String DRIVER = GenericDriver.GPIO_AGGREGATOR.driver();
  private static final String NAME = "0001-gpio-aggregator-take-declared-devices.patch";

  /** Characters that need no escape in a C string. */
  private static final String PLAIN = "[A-Za-z0-9,._+-]+";

  /** The default author of a patch. */
  public static final String AUTHOR = "dtbind <dtbind@localhost>";

  private KernelPatch() {}

  /**
   * Returns the patch, which omits entries that the table already has. A declaration that needs no
   * new entry is an error.
   *
   * @param author author of the patch, {@code NAME <ADDRESS>}
   */
  public static Diagnosed<Artefacts> of(
      Specification specification, DriverTable table, String author) {
    List<Diagnostic> problems = new ArrayList<>();
    Set<String> wanted = new LinkedHashSet<>();
    for (DeviceSpec device : specification.devices()) {
      compatible(specification, device, problems).ifPresent(wanted::add);
    }
    if (Diagnostic.anyError(problems)) {
      return Diagnosed.failed(problems);
    }
    List<String> added = wanted.stream().filter(text -> !table.known().contains(text)).toList();
    if (added.isEmpty()) {
      Message message =
          wanted.isEmpty()
              ? Message.of("no declared device uses the driver {driver}", DRIVER)
              : Message.of("the driver's table already contains all declared compatible strings");
      problems.add(
          Diagnostic.error(
              ExportCode.NOTHING_TO_EXPORT, specification.origins(), Span.NONE, message));
      return Diagnosed.failed(problems);
    }
    Artefact patch =
        Artefact.text(
            NAME,
            "apply it with git am in the Linux source tree",
            new TextFile().verbatim(text(added, table, author)));
    return Diagnosed.of(new Artefacts(List.of(patch)), problems);
  }

  /**
   * Returns the compatible that the table needs for a device; empty for a device with another
   * driver.
   */
  private static Optional<String> compatible(
      Specification specification, DeviceSpec device, List<Diagnostic> problems) {
    Optional<String> bind = device.bind().map(Located::value);
    boolean forAggregator = bind.map(DRIVER::equals).orElse(!device.gpios().isEmpty());
    if (!forAggregator) {
      return Optional.empty();
    }
    if (device.compatible().isEmpty()) {
      problems.add(
          Diagnostic.error(
                  ExportCode.NOT_EXPORTED,
                  specification.origins(),
                  device.node().span(),
                  Message.of(
                      "the driver's table lists compatible strings, but this device declares"
                          + " none"))
              .help("declare 'compatible: VENDOR,DEVICE', even if the base already has it"));
      return Optional.empty();
    }
    Located<String> first = device.compatible().get(0);
    if (!first.value().matches(PLAIN)) {
      problems.add(
          Diagnostic.error(
              ExportCode.NOT_EXPORTED,
              specification.origins(),
              first.span(),
              Message.of(
                  "this compatible string contains characters that a driver's table cannot"
                      + " contain")));
      return Optional.empty();
    }
    return Optional.of(first.value());
  }

  private static String text(List<String> added, DriverTable table, String author) {
    String what = added.size() == 1 ? added.get(0) : added.size() + " declared devices";
    StringBuilder out = new StringBuilder();
    out.append("From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001\n");
    out.append("From: ").append(PlainText.checked(author)).append('\n');
    out.append("Subject: [PATCH] gpio: aggregator: bind to ").append(what).append("\n\n");
    out.append("User space controls the lines of these devices. Add their compatible strings\n");
    out.append("to the table, so that the GPIO aggregator binds to them when they appear,\n");
    out.append("without a write to driver_override.\n---\n");
    String changed = " %d insertion%s(+)\n".formatted(added.size(), added.size() == 1 ? "" : "s");
    out.append(" 1 file changed,").append(changed).append('\n');
    String file = DriverTable.FILE;
    out.append("diff --git a/%s b/%s\n--- a/%s\n+++ b/%s\n".formatted(file, file, file, file));
    int first = table.line() - table.before().size();
    int count = table.before().size() + table.after().size();
    out.append("@@ -%d,%d +%d,%d @@\n".formatted(first, count, first, count + added.size()));
    table.before().forEach(line -> out.append(' ').append(line).append('\n'));
    added.forEach(text -> out.append("+\t{ .compatible = \"").append(text).append("\" },\n"));
    table.after().forEach(line -> out.append(' ').append(line).append('\n'));
    return out.append("-- \ndtbind\n\n").toString();
  }
}
