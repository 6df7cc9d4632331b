// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Runs ShellCheck on the shell scripts of this checkout. */
@Tag("acceptance")
class ShellScriptsTest {

  @TestFactory
  Stream<DynamicTest> shellCheckFindsNothing() throws IOException {
    List<Path> scripts = scripts();
    assertThat(scripts).hasSizeGreaterThan(50);
    return scripts.stream()
        .map(
            script ->
                dynamicTest(
                    script.toString(),
                    () ->
                        Program.of("shellcheck", "-x", "--", script.toString())
                            .in(Checkout.ROOT)
                            .run()
                            .succeeded()));
  }

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(Checkout.ROOT)) {
      return files
          .map(Checkout.ROOT::relativize)
          .filter(file -> !file.toString().matches("(\\.git|([^/]+/)?target[^/]*)/.*"))
          .filter(ShellScriptsTest::isScript)
          .sorted()
          .toList();
    }
  }

  private static boolean isScript(Path file) {
    Path path = Checkout.ROOT.resolve(file);
    if (!Files.isRegularFile(path)) {
      return false;
    }
    if (file.toString().matches(".*\\.(sh|bash)")) {
      return true;
    }
    try (InputStream stream = Files.newInputStream(path)) {
      String head = new String(stream.readNBytes(64), StandardCharsets.ISO_8859_1);
      return head.startsWith("#!/bin/sh") || head.startsWith("#!/bin/bash");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
