// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import org.dtbind.testing.Program;

/**
 * A package, as dpkg reads it.
 *
 * @param file it
 */
public record DebianPackage(Path file) {

  /** Unpacks its files into a folder, which is made. */
  public void unpack(Path folder) throws IOException {
    Program.of("dpkg-deb", "-x", file.toString(), folder.toString()).output();
  }

  /** Returns a field of its control file; empty where it has none of that name. */
  public String field(String name) throws IOException {
    return Program.of("dpkg-deb", "-f", file.toString(), name).output().strip();
  }
}
