// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the scripts that build kernels and root file systems.
 *
 * @param temporary an existing directory for the scripts
 * @param progress receives the standard error of the scripts
 */
record BuildScript(Path temporary, Redirect progress) {

  /**
   * Runs the first of several resources, which is a script, with the others in the same directory.
   *
   * @param directory the directory that the script creates, in a directory that need not exist
   * @return the exit status
   */
  int run(List<Resources> resources, String kind, Path directory, List<String> more)
      throws IOException, InterruptedException {
    Path made = directory.toAbsolutePath();
    try (TemporaryDirectory own = TemporaryDirectory.in(temporary, "dtbind-build-")) {
      Path scripts = own.path();
      for (Resources resource : resources) {
        resource.unpack(scripts);
      }
      Files.createDirectories(made.getParent());
      List<String> words = new ArrayList<>();
      words.add(resources.get(0).in(scripts).toString());
      words.add(kind);
      words.add(made.toString());
      words.addAll(more);
      Process process =
          new ProcessBuilder(words)
              .redirectInput(Redirect.INHERIT)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(progress)
              .start();
      try {
        return process.waitFor();
      } finally {
        process.destroy();
      }
    }
  }
}
