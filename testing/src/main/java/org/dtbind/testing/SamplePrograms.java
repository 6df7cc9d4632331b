// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles Java programs of the samples. */
public final class SamplePrograms {

  private SamplePrograms() {}

  /**
   * Compiles programs with the class path of this JVM, for Java 17: virtual machines that run them
   * may have an older Java than this system.
   *
   * @param classes the directory for the classes, which is created if it does not exist
   * @param sources the source files
   */
  public static void compile(Path classes, Path... sources) {
    List<String> options = new ArrayList<>(List.of("--release", "17", "-d", classes.toString()));
    options.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    for (Path source : sources) {
      options.add(source.toString());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int status =
        compiler.run(
            InputStream.nullInputStream(), System.out, System.err, options.toArray(String[]::new));
    assertThat(status).as("the exit status of javac").isZero();
  }
}
