// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.testing.Golden;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plans requests for systems that are written as text, and compares the plans and rejections with
 * the expected ones. {@code -Dgolden.update=true} rewrites the expected ones.
 */
class PlansTest {

  static final Path DIRECTORY = Path.of("src/test/resources/plans");

  @TestFactory
  Stream<DynamicContainer> plansAreAsExpected() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(DIRECTORY)) {
      files = all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    return files.stream().map(file -> dynamicContainer(file.getFileName().toString(), tests(file)));
  }

  private static Stream<DynamicTest> tests(Path file) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Golden.check(file, PlanCase.updated(file));
      }
      return PlanCase.read(file).stream()
          .map(
              each ->
                  dynamicTest(
                      each.title() + ": " + each.request(),
                      () -> assertThat(each.actual()).isEqualTo(each.expected())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
