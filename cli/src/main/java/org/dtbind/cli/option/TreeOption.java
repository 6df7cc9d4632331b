// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.tree.DeviceTree;

/** The option for predictions from a tree instead of a system. Picocli fills it in. */
public final class TreeOption implements ArgumentGroup {

  private Optional<Path> path = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--tree")
        .label("FILE|DIR")
        .description(
            "Instead of examining this system, predict the result from a devicetree: a source file, "
                + "a blob, or a directory such as /proc/device-tree.")
        .value(Path.class, value -> path = Optional.of(value));
  }

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
