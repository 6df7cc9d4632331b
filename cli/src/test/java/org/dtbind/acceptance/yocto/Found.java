// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.testing.Program;

/** Finds files with find(1). */
final class Found {

  private Found() {}

  /** Returns the paths below a directory that match an expression of find. */
  static List<Path> in(Path directory, String... condition) throws IOException {
    return Program.of("find", directory.toString())
        .and(condition)
        .run()
        .succeeded()
        .lines()
        .stream()
        .map(Path::of)
        .toList();
  }

  /** Returns the only match, and fails the test unless there is exactly one. */
  static Path only(Path directory, String... condition) throws IOException {
    List<Path> found = in(directory, condition);
    assertThat(found).as("%s in %s", String.join(" ", condition), directory).hasSize(1);
    return found.get(0);
  }
}
