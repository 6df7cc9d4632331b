// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.export.ExportCode;
import org.dtbind.linux.Release;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * The table of compatibles of Linux's GPIO aggregator, {@code gpio_aggregator_dt_ids[]} in
 * drivers/gpio/gpio-aggregator.c, with the context that a patch needs.
 *
 * @param before up to three lines before the place of a new entry
 * @param after up to three lines after that place; the first is the empty entry that ends the table
 * @param line line number of the first line in {@code after}, from 1
 */
public record DriverTable(List<String> before, List<String> after, int line, Set<String> known) {

  /** The path of the driver in the kernel's source tree. */
  public static final String FILE = "drivers/gpio/gpio-aggregator.c";

  private static final int CONTEXT = 3;
  private static final String NAME = "gpio_aggregator_dt_ids[]";
  private static final Pattern END = Pattern.compile("\\s*\\{\\s*(/\\*.*\\*/)?\\s*\\},?\\s*");
  private static final Pattern COMPATIBLE = Pattern.compile("\\.compatible\\s*=\\s*\"([^\"]*)\"");

  /** The first release with the driver. */
  private static final Release FIRST = new Release(5, 8);

  /** The first release in which the empty entry at the end has no comma. */
  private static final Release NO_COMMA = new Release(5, 12);

  /**
   * The first release in which the table is outside {@code #ifdef CONFIG_OF}, and the comment
   * before the entries ends with a full stop.
   */
  private static final Release NO_IFDEF = new Release(6, 4);

  public DriverTable {
    before = List.copyOf(before);
    after = List.copyOf(after);
    known = Set.copyOf(known);
  }

  public static Diagnosed<DriverTable> in(SourceFile source) {
    List<String> lines = source.content().latin1().lines().toList();
    Optional<Integer> begin = Optional.empty();
    Set<String> known = new TreeSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (begin.isEmpty()) {
        begin = line.contains(NAME) && line.contains("{") ? Optional.of(i) : begin;
      } else if (END.matcher(line).matches()) {
        return Diagnosed.of(
            new DriverTable(
                lines.subList(Math.max(0, i - CONTEXT), i),
                lines.subList(i, Math.min(lines.size(), i + CONTEXT)),
                i + 1,
                known),
            List.of());
      } else if (line.startsWith("}")) {
        break;
      } else {
        Matcher compatible = COMPATIBLE.matcher(line);
        while (compatible.find()) {
          known.add(compatible.group(1));
        }
      }
    }
    Message message =
        begin.isPresent()
            ? Message.of("the table {table} does not end with an empty entry", NAME)
            : Message.of("the table {table} is missing", NAME);
    int offset =
        begin.map(line -> String.join("\n", lines.subList(0, line)).length() + 1).orElse(0);
    int at = Math.min(offset, source.content().length());
    return Diagnosed.failed(
        List.of(
            Diagnostic.error(ExportCode.UNKNOWN_TABLE, Origin.Source.of(source, at, at), message)
                .help("check that this is " + FILE + " of Linux " + FIRST + " or newer")));
  }

  /** Returns the table of a release; empty for releases without the driver. */
  public static Optional<DriverTable> of(Release release) {
    if (release.compareTo(FIRST) < 0) {
      return Optional.empty();
    }
    List<String> before = new ArrayList<>();
    before.add("\t * Add GPIO-operated devices controlled from userspace below,");
    before.add(
        "\t * or use \"driver_override\" in sysfs" + (release.compareTo(NO_IFDEF) < 0 ? "" : "."));
    before.add("\t */");
    List<String> after =
        List.of(
            release.compareTo(NO_COMMA) < 0 ? "\t{}," : "\t{}",
            "};",
            "MODULE_DEVICE_TABLE(of, gpio_aggregator_dt_ids);");
    // 521 is the line number in Linux 6.1, from which git searches for the context.
    return Optional.of(new DriverTable(before, after, 521, Set.of()));
  }
}
