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

/** The templates of a layer's files, with {@code @NAME@} in the places of values. */
enum Template {
  LAYER("layer.conf"),
  /** The common part of {@link #CLASS} and {@link #SOURCE_CLASS}. */
  BASE_CLASS("dtbind-base.bbclass"),
  /** The class for overlays that dtbind compiles. */
  CLASS("dtbind.bbclass"),
  /** The class for overlays that dtc compiles. */
  SOURCE_CLASS("dtbind-source.bbclass"),
  /** The class for releases whose extlinux class does not support overlays. */
  EXTLINUX_CLASS("dtbind-extlinux.bbclass"),
  /** The recipe of dtbind for the build host. */
  NATIVE("dtbind-native.bb"),
  /** The recipe of a declaration. */
  RECIPE("recipe.bb"),
  /** The recipe of the package that all declarations share. */
  TARGET("dtbind-target.bb"),
  /** The recipe that provides overlays for FIT images. */
  OVERLAYS("dtbind-overlays.bb"),
  /** The options of the kernel that a declaration needs. */
  KERNEL_OPTIONS("kernel.cfg"),
  /** Adds these options to a recipe of the kernel. */
  KERNEL("kernel.bbappend"),
  EXTLINUX("extlinux.inc"),
  FIT("fit.inc"),
  RPI("rpi.inc"),
  README("README.md"),
  SECURITY("SECURITY.md");

  private static final Pattern PLACE = Pattern.compile("@([A-Z][A-Z0-9_]*)@");

  /**
   * Characters that would end a BitBake string, cause an expansion in it, or separate the parts of
   * a URI.
   */
  private static final Pattern SPECIAL = Pattern.compile("[\"'\\\\$`;\\p{Cntrl}]");

  private final String file;

  Template(String file) {
    this.file = file;
  }

  /** Returns the name of the resource in the jar. */
  String file() {
    return file;
  }

  /**
   * Returns the text of the template with values.
   *
   * @param values values by name: plain text without characters that are special in BitBake files
   * @throws IllegalArgumentException if a value is missing or has special characters
   */
  String fill(Map<String, String> values) {
    return filled(text(), values);
  }

  /**
   * Returns the text of the template with values and blocks of lines.
   *
   * @param blocks lines by name, for places that are a complete line; they are trusted
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
