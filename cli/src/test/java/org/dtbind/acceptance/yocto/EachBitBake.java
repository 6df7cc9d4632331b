// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** Runs a test class with each release of BitBake that DTBIND_BITBAKE names. */
abstract class EachBitBake {

  final YoctoBuilds builds;

  EachBitBake(YoctoBuilds builds) {
    this.builds = builds;
  }

  static Stream<YoctoBuilds> releases() throws IOException {
    ExportTool tool = ExportTool.make();
    List<YoctoBuilds> releases = new ArrayList<>();
    for (String name : System.getenv().getOrDefault("DTBIND_BITBAKE", "").split(":", -1)) {
      releases.add(new YoctoBuilds(Path.of(name), tool));
    }
    return releases.stream();
  }

  @BeforeParameterizedClassInvocation
  static void prepare(YoctoBuilds builds) throws IOException {
    builds.prepare();
  }

  /** A run of BitBake. */
  interface Baking {
    Bake run() throws IOException;
  }

  /** Runs BitBake with an additional configuration file. */
  Bake withConfiguration(String text, Baking baking) throws IOException {
    Path file = builds.at("test/conf/include/test.inc");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    try {
      return baking.run();
    } finally {
      Files.delete(file);
    }
  }
}
