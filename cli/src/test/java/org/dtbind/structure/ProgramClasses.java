// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.structure;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of dtbind, without tests. Reading them takes seconds, so a JVM reads them once. */
final class ProgramClasses {

  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // Maven's own jars of tests.
          .withImportOption(place -> !place.contains("-tests.jar"))
          .withImportOption(place -> !place.contains("/org/dtbind/testing/"))
          .importPackages("org.dtbind");

  private ProgramClasses() {}
}
