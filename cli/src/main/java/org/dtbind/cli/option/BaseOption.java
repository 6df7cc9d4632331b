// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.Option;

/** The option that names the base of overlays. Filled in by picocli. */
public final class BaseOption {

  @Option(
      names = {"-i", "--base"},
      required = true,
      paramLabel = "B",
      description = "The base devicetree: a blob, source, or a folder such as /proc/device-tree.")
  private Path path = Path.of("");

  /** {@return the file or folder} */
  public Path path() {
    return path;
  }

  /** {@return the base; labels of source are there to be referred to} */
  public Diagnosed<DeviceTree> read(Session session, SourceOptions source) throws IOException {
    return source.read(session, path);
  }
}
