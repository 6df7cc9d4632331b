// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.nio.file.Path;
import org.dtbind.source.FileName;

/** The current directory, to which the names in patches are relative. */
public final class CurrentDirectory {

  private CurrentDirectory() {}

  /**
   * {@return the name of a file in a patch: relative to the current directory or, for a file
   * elsewhere, to the root directory}
   */
  public static String patchName(Path real) throws IOException {
    Path here = Path.of("").toRealPath();
    return FileName.text((contains(real) ? here : Path.of("/")).relativize(real));
  }

  /** {@return whether the current directory contains a file, also in a directory below} */
  public static boolean contains(Path real) throws IOException {
    return real.startsWith(Path.of("").toRealPath());
  }
}
