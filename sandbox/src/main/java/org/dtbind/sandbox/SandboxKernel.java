// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.linux.KernelConfig;
import org.dtbind.source.Bytes;

/**
 * A kernel for the sandbox.
 *
 * @param program the absolute path of the kernel: an executable for User-mode Linux, otherwise an
 *     image
 * @param version the version in the file name, such as {@code 6.1}
 * @param modules the contents of {@code /lib/modules}: a directory that contains a directory with
 *     the name of the kernel's release, such as {@code 6.1.192}; empty if the kernel has no
 *     modules, or they must not be found
 */
public record SandboxKernel(Path program, String version, String source, Optional<Path> modules) {

  /** The marks around the compressed configuration of a kernel (kernel/configs.c). */
  private static final String START = "IKCFG_ST";

  private static final String END = "IKCFG_ED";

  /** {@return this kernel, with modules that cannot be found} */
  public SandboxKernel withoutModules() {
    return new SandboxKernel(program, version, source, Optional.empty());
  }

  /**
   * {@return the configuration that the kernel contains; empty if it was built without {@code
   * CONFIG_IKCONFIG}}
   *
   * @throws IOException if the file cannot be read, or the configuration in it is damaged
   */
  public Optional<KernelConfig> configuration() throws IOException {
    Bytes file = Bytes.wrap(Files.readAllBytes(program));
    String text = file.latin1();
    int start = text.indexOf(START);
    int end = start < 0 ? -1 : text.indexOf(END, start);
    return end < 0 ? Optional.empty() : KernelConfig.read(file.slice(start + START.length(), end));
  }
}
