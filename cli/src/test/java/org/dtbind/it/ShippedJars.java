// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The jars in {@code target/dist/lib}, some of which the build has changed. */
final class ShippedJars {

  private static final Path MODULES = Path.of("..").toAbsolutePath().normalize();
  private static final Path JARS = MODULES.resolve("cli/target/dist/lib");

  private ShippedJars() {}

  /**
   * Returns a class path in which these jars replace the compiled classes of dtbind, and the jars
   * of the same names. Tests, and libraries that only tests use, remain.
   *
   * @throws IOException if the jars do not exist: {@code mvn package} makes them
   * @throws IllegalStateException if the class path contains nothing that ships
   */
  static String inPlaceOfClasses(String classPath) throws IOException {
    StringJoiner shipped = new StringJoiner(File.pathSeparator);
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      shipped.add(shipped(Path.of(entry)).toString());
    }
    if (!shipped.toString().contains(JARS.resolve("cli-").toString())) {
      throw new IllegalStateException("nothing of " + classPath + " ships");
    }
    return shipped.toString();
  }

  private static Path shipped(Path entry) throws IOException {
    Path sameName = JARS.resolve(entry.getFileName());
    if (Files.exists(sameName)) {
      return sameName;
    }
    if (entry.startsWith(MODULES) && entry.endsWith(Path.of("target", "classes"))) {
      List<Path> ofModule = new ArrayList<>();
      String module = MODULES.relativize(entry).getName(0).toString();
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(JARS, module + "-[0-9]*.jar")) {
        jars.forEach(ofModule::add);
      }
      // The module "testing" does not ship.
      return ofModule.size() == 1 ? ofModule.get(0) : entry;
    }
    return entry;
  }
}
