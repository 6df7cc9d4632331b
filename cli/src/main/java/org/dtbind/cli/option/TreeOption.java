// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Session;
import org.dtbind.tree.DeviceTree;

/** The options for predictions from a tree instead of a system. Picocli fills them in. */
public final class TreeOption implements ArgumentGroup {

  private final boolean takesOverlays;
  private Optional<Path> path = Optional.empty();
  private List<Path> overlays = List.of();

  private TreeOption(boolean takesOverlays) {
    this.takesOverlays = takesOverlays;
  }

  /** {@return the options of a command that reads a tree as it is} */
  public static TreeOption plain() {
    return new TreeOption(false);
  }

  /** {@return the options of a command that can apply overlays to the tree} */
  public static TreeOption withOverlays() {
    return new TreeOption(true);
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--tree")
        .label("FILE|DIR")
        .description(
            "Instead of examining this system, predict the result from a devicetree: a source file, "
                + "a blob, or a directory such as /proc/device-tree.")
        .value(Path.class, value -> path = Optional.of(value));
    if (takesOverlays) {
      arguments
          .option("--overlay")
          .label("O")
          .description(
              "With --tree: apply the overlay O (source or blob) to the tree first. May be "
                  + "repeated; the order matters.")
          .list(Path.class, value -> overlays = value);
    }
  }

  /** {@return the reason why the options are invalid; empty if they are valid} */
  public Optional<String> problem() {
    return path.isEmpty() && !overlays.isEmpty()
        ? Optional.of("--overlay requires the devicetree of a board: add --tree FILE")
        : Optional.empty();
  }

  /** {@return the file or directory; empty if the command reads a system} */
  public Optional<Path> path() {
    return path;
  }

  /** {@return the overlays, in the order in which they are applied} */
  public List<Path> overlays() {
    return List.copyOf(overlays);
  }

  /** {@return the tree, with labels in {@code /__symbols__}; empty if it has errors} */
  public Optional<DeviceTree> read(Session session, SourceOptions source) throws IOException {
    return new NamedOverlays()
        .read(session, source, path.orElseThrow(), overlays, Optional.empty())
        .flatMap(stack -> stack.merge(session));
  }
}
