// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.Option;

/** The option for the base of overlays. Picocli fills it in. */
public final class BaseOption {

  @Option(
      names = {"-i", "--base"},
      required = true,
      paramLabel = "B",
      description =
          "The base (the devicetree that overlays change): a source file, a blob, or a directory such "
              + "as /proc/device-tree.")
  private Path path = Path.of("");

  public Path path() {
    return path;
  }

  /**
   * Reads the base. The labels of a source become {@code /__symbols__}, so that overlays can refer
   * to them.
   */
  public Diagnosed<DeviceTree> read(Session session, SourceOptions source) throws IOException {
    return source.read(session, path);
  }
}
