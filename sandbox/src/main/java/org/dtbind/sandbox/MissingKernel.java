// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Says why there is no kernel of a version, and what to do.
 *
 * @param given the directory of ready kernels that was searched
 */
record MissingKernel(String version, Optional<Path> given) {

  /** {@return the reason if it could be built, but must not be built now} */
  String notBuilt() {
    boolean standard = version.equals(Kernels.BUILT);
    return "%s%n  help: run 'dtbind try --setup%s' to build it, which takes a few minutes%s"
        .formatted(
            given.map(this::notIn).orElse("there is no kernel " + version + " yet"),
            standard ? "" : " --kernel " + version,
            standard ? ", or install the dtbind-sandbox package" : "");
  }

  /** {@return the reason if it must be given, or apt must have its source} */
  String notGiven() {
    String file = KernelName.fileFor(version);
    String help =
        KernelBuild.of(version).isPresent()
            ? "%n  help: 'dtbind try --setup --kernel %s' builds it, if apt has linux-source-%s"
                .formatted(version, version)
            : "";
    String reason =
        given
            .map(this::notIn)
            .orElse(
                "there is no kernel %s: set DTBIND_KERNELS to a directory that contains %s, or specify the path of a kernel (./%s)"
                    .formatted(version, file, file));
    return reason + help;
  }

  private String notIn(Path directory) {
    return "there is no kernel " + KernelName.fileFor(version) + " in " + directory;
  }
}
