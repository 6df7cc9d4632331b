// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.Option;

/** The option for predictions from a tree instead of a system. Picocli fills it in. */
public final class TreeOption {

  @Option(
      names = "--tree",
      paramLabel = "FILE|DIR",
      description =
          "Instead of examining this system, predict the result from a devicetree: a source file, "
              + "a blob, or a directory such as /proc/device-tree.")
  private Optional<Path> path = Optional.empty();

  /** {@return the file or directory; empty if the command reads a system} */
  public Optional<Path> path() {
    return path;
  }

  /** {@return the tree, with labels in {@code /__symbols__}; empty if it has errors} */
  public Optional<DeviceTree> read(Session session, SourceOptions source) throws IOException {
    Path file = path.orElseThrow();
    Diagnosed<DeviceTree> read = source.read(session, file);
    return session.show(read) ? Optional.empty() : read.value();
  }
}
