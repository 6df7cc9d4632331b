// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes of dtbind, without tests. Reading them takes seconds, so a JVM reads them once. */
final class ProgramClasses {

  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // Maven's own jars of tests.
          .withImportOption(place -> !place.contains("-tests.jar"))
          .withImportOption(place -> !place.contains("/org/dtbind/testing/"))
          .importPackages("org.dtbind");

  /** The modules that use the system that dtbind runs on. */
  private static final Set<String> ON_A_SYSTEM = Set.of("binder", "sandbox", "cli", "picocli");

  /** The module in the place of a class file, in its directory of classes or in its jar. */
  private static final Pattern MODULE = Pattern.compile(".*/([^/]+)/target/.*");

  private ProgramClasses() {}

  static String module(JavaClass type) {
    Matcher place = MODULE.matcher(type.getSource().orElseThrow().getUri().toString());
    assertThat(place.matches()).as(type.getName()).isTrue();
    return place.group(1);
  }

  /** Whether a class works on any system, because it only reads its arguments. */
  static boolean worksOnAnySystem(JavaClass type) {
    return !ON_A_SYSTEM.contains(module(type))
        || type.getPackageName().equals("org.dtbind.simulate");
  }
}
