// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dtbind.source.FileName;

/**
 * The units among added files.
 *
 * @param others the files in directories of units that are none
 */
record AddedUnits(List<String> names, List<Path> others) {

  private static final Path NOTHING = Path.of("/dev/null");

  /** The directories of units that the added files can be in; see systemd.unit(5). */
  private static final Set<Path> DIRECTORIES =
      Set.of(
          Path.of("etc/systemd/system"),
          Path.of("usr/local/lib/systemd/system"),
          Path.of("usr/lib/systemd/system"));

  /** A valid name of a unit (systemd, src/basic/unit-name.c). */
  private static final Pattern NAME =
      Pattern.compile(
          "[A-Za-z0-9:_.\\\\-]+(@[A-Za-z0-9:_.\\\\@-]*)?"
              + "\\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)");

  AddedUnits {
    names = List.copyOf(names);
    others = List.copyOf(others);
  }

  /**
   * Finds units.
   *
   * @param files the paths, below the root, of files that certainly are units if they are in a
   *     directory of units and have such a name
   */
  static AddedUnits of(Set<Path> files, List<AddedFiles.AddedFile> entries) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    List<Path> others = new ArrayList<>();
    for (Path file : files) {
      if (isAmongUnits(file) && isUnit(file)) {
        names.add(name(file));
      }
    }
    for (AddedFiles.AddedFile entry : entries) {
      if (isAmongUnits(entry.to())
          && !SystemPaths.isDirectory(entry.from())
          && !name(entry.to()).startsWith(".")
          && !isMask(entry.from())) {
        if (isUnit(entry.to())) {
          names.add(name(entry.to()));
        } else {
          others.add(entry.from());
        }
      }
    }
    return new AddedUnits(List.copyOf(names), others);
  }

  private static boolean isAmongUnits(Path file) {
    return Optional.ofNullable(file.getParent()).filter(DIRECTORIES::contains).isPresent();
  }

  private static boolean isUnit(Path file) {
    return NAME.matcher(name(file)).matches();
  }

  private static String name(Path file) {
    return FileName.text(file.getFileName());
  }

  private static boolean isMask(Path file) throws IOException {
    return Files.isSymbolicLink(file)
        ? Files.readSymbolicLink(file).equals(NOTHING)
        : Files.size(file) == 0;
  }
}
