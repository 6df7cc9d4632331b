// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a layer says of itself. */
final class LayerDocuments {

  private LayerDocuments() {}

  /** As scripts/lib/checklayer/cases/common.py of OE-core asks. */
  static void check(Path layer) throws IOException {
    assertThat(Files.readString(layer.resolve("README.md")))
        .containsIgnoringCase("maintainer")
        .containsIgnoringCase("patch")
        .containsPattern("[^@ \\n]@[^@ \\n]")
        // A reference to another one would end the search.
        .doesNotContainIgnoringCase("readme");
    assertThat(layer.resolve("SECURITY.md")).isNotEmptyFile();
  }

  /** The table of recipes names these. */
  static void name(Path layer, String... recipes) throws IOException {
    for (String recipe : recipes) {
      assertThat(Files.readAllLines(layer.resolve("README.md")))
          .anyMatch(line -> line.startsWith("| `" + recipe + "` |"));
    }
  }
}
