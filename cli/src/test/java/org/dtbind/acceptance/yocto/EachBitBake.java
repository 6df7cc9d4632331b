// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** A test that takes each release of BitBake that DTBIND_BITBAKE names. */
abstract class EachBitBake {

  /** Its builds. */
  final YoctoBuilds builds;

  EachBitBake(YoctoBuilds builds) {
    this.builds = builds;
  }

  /** Without one, there is one that is never used: a class that has none reports no skips. */
  static Stream<YoctoBuilds> releases() throws IOException {
    ExportTool tool = given() ? ExportTool.make() : new ExportTool(Path.of(""), Path.of(""));
    List<YoctoBuilds> releases = new ArrayList<>();
    for (String name : System.getenv().getOrDefault("DTBIND_BITBAKE", "none").split(":", -1)) {
      releases.add(new YoctoBuilds(Path.of(name), tool));
    }
    return releases.stream();
  }

  private static boolean given() {
    return System.getenv("DTBIND_BITBAKE") != null;
  }

  @BeforeParameterizedClassInvocation
  static void prepare(YoctoBuilds builds) throws IOException {
    if (given()) {
      builds.prepare();
    }
  }

  @BeforeEach
  void assumeThatThereIsABitBake() {
    assumeTrue(given(), "yocto: DTBIND_BITBAKE is not set");
  }

  /** What bakes. */
  interface Baking {
    Bake run() throws IOException;
  }

  /** Bakes with one more file of configuration. */
  Bake configured(String text, Baking baking) throws IOException {
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
