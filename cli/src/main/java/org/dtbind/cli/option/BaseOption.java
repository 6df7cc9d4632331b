// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.tree.DeviceTree;

/** The option for the base of overlays. Picocli fills it in. */
public final class BaseOption implements ArgumentGroup {

  private Path path = Path.of("");

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--base")
        .label("B")
        .required()
        .description(
            "The base (the devicetree that overlays change): a source file, a blob, or a directory such "
                + "as /proc/device-tree.")
        .value(Path.class, value -> path = value);
  }

  public Path path() {
    return path;
  }

  /**
   * Reads the base. The labels of a source become {@code /__symbols__}, so that overlays can refer
   * to them.
   */
  public Diagnosed<DeviceTree> read(InputFiles inputs, SourceOptions source) throws IOException {
    return source.read(inputs, path);
  }
}
