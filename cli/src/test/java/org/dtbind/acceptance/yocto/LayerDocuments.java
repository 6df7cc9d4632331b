// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the documents of a layer. */
final class LayerDocuments {

  private LayerDocuments() {}

  /** Checks the rules of scripts/lib/checklayer/cases/common.py in OE-core. */
  static void check(Path layer) throws IOException {
    assertThat(Files.readString(layer.resolve("README.md")))
        .containsIgnoringCase("maintainer")
        .containsIgnoringCase("patch")
        .containsPattern("[^@ \\n]@[^@ \\n]")
        // yocto-check-layer stops at a reference to another README.
        .doesNotContainIgnoringCase("readme");
    assertThat(layer.resolve("SECURITY.md")).isNotEmptyFile();
  }

  /** Checks that the table of recipes lists these. */
  static void listsRecipes(Path layer, String... recipes) throws IOException {
    for (String recipe : recipes) {
      assertThat(Files.readAllLines(layer.resolve("README.md")))
          .anyMatch(line -> line.startsWith("| `" + recipe + "` |"));
    }
  }
}
