// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packages of the library: those in which the build requires doc comments. */
public final class LibraryPackages {

  private LibraryPackages() {}

  /** Returns the full names of the packages, sorted. */
  public static Set<String> names() {
    Matcher list =
        Pattern.compile("<documented.packages>(.*)</documented.packages>").matcher(pom());
    assertThat(list.find()).isTrue();
    Set<String> names = new TreeSet<>();
    for (String name : list.group(1).split("\\|", -1)) {
      names.add("org.dtbind." + name.replace('/', '.'));
    }
    return names;
  }

  private static String pom() {
    try {
      return Files.readString(Path.of("../pom.xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
