// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A kernel for the sandbox.
 *
 * @param program the absolute path of the kernel: an executable for User-mode Linux, otherwise an
 *     image
 * @param version the version in the file name, such as {@code 6.1}
 * @param source the origin of the kernel, as text
 * @param modules the contents of {@code /lib/modules}: a directory that contains a directory with
 *     the name of the kernel's release, such as {@code 6.1.192}; empty if the kernel has no
 *     modules, or they must not be found
 */
public record Kernel(Path program, String version, String source, Optional<Path> modules) {

  /** {@return this kernel, with modules that cannot be found} */
  public Kernel withoutModules() {
    return new Kernel(program, version, source, Optional.empty());
  }
}
