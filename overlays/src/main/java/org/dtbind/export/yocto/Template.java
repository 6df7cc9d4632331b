// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.export.TextFile;
import org.dtbind.source.Bytes;
import org.dtbind.source.PlainText;

/** The files of a layer, with {@code @NAME@} where something is put in. */
enum Template {
  /** Makes a folder a layer. */
  LAYER("layer.conf"),
  /** What both ways share. */
  BASE_CLASS("dtbind-base.bbclass"),
  /** dtbind makes the overlay. */
  CLASS("dtbind.bbclass"),
  /** dtc makes it. */
  SOURCE_CLASS("dtbind-source.bbclass"),
  /** For releases whose class for extlinux has no overlays. */
  EXTLINUX_CLASS("dtbind-extlinux.bbclass"),
  /** The program. */
  NATIVE("dtbind-native.bb"),
  /** What is declared. */
  RECIPE("recipe.bb"),
  /** What the packages of all declarations share. */
  TARGET("dtbind-target.bb"),
  /** What a FIT image takes overlays from. */
  OVERLAYS("dtbind-overlays.bb"),
  /** Settings for U-Boot with extlinux. */
  EXTLINUX("extlinux.inc"),
  /** Settings for U-Boot with FIT. */
  FIT("fit.inc"),
  /** Settings for Raspberry Pi. */
  RPI("rpi.inc"),
  /** What to do with the layer. */
  README("README.md"),
  /** Whom to tell of vulnerabilities. */
  SECURITY("SECURITY.md");

  private static final Pattern PLACE = Pattern.compile("@([A-Z][A-Z0-9_]*)@");

  /** What would end a BitBake string, be expanded in it, or separate parts of an address. */
  private static final Pattern SPECIAL = Pattern.compile("[\"'\\\\$`;\\p{Cntrl}]");

  private final String file;

  Template(String file) {
    this.file = file;
  }

  /** {@return the name of the file in the jar} */
  String file() {
    return file;
  }

  /**
   * {@return the text with values put in}
   *
   * @param values by name; plain text, without anything that means something to BitBake where it
   *     reads the file
   * @throws IllegalArgumentException if a value is missing, or would be more than itself
   */
  String fill(Map<String, String> values) {
    return filled(text(), values);
  }

  /**
   * {@return the text with values, and lines of ours where a line is a place for them}
   *
   * @param values by name, as {@link #fill(Map)} takes them
   * @param blocks lines by the name of their place
   */
  TextFile fill(Map<String, String> values, Map<String, List<String>> blocks) {
    TextFile filled = new TextFile();
    for (String line : text().lines().toList()) {
      Matcher place = PLACE.matcher(line);
      if (place.matches() && blocks.containsKey(place.group(1))) {
        filled.lines(blocks.getOrDefault(place.group(1), List.of()));
      } else {
        filled.line(filled(line, values));
      }
    }
    return filled;
  }

  private String filled(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(values, place.group(1))));
  }

  private String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(file + ": nothing for " + name);
    }
    boolean read = !file.endsWith(".md");
    if (!PlainText.is(value) || read && SPECIAL.matcher(value).find()) {
      throw new IllegalArgumentException(file + ": " + name + " would be more than text: " + value);
    }
    return value;
  }

  private String text() {
    return Bytes.ofResource(Template.class, file).utf8();
  }
}
