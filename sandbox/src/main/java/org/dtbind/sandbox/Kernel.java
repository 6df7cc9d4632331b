// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A User-mode Linux kernel.
 *
 * @param program the executable, absolute
 * @param version such as {@code 6.1}, as its file name says
 * @param source where it came from, as text
 * @param modules what it has in {@code /lib/modules}: a folder with one named by its release, such
 *     as {@code 6.1.192}; empty if it has no modules, or none are to be found
 */
public record Kernel(Path program, String version, String source, Optional<Path> modules) {

  /** {@return the same kernel, whose modules are not to be found} */
  public Kernel withoutModules() {
    return new Kernel(program, version, source, Optional.empty());
  }
}
