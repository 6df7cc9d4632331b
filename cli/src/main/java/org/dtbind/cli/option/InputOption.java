// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Session;
import org.dtbind.tree.DeviceTree;

/**
 * The input of commands that read a system or, with {@code --tree}, a tree. The options for the
 * source of a tree, for its kernel and for a system are groups that a command declares where its
 * help lists them. Picocli fills them in.
 */
public final class InputOption implements ArgumentGroup {

  private static final String PREDICTS =
      "Instead of examining this system, predict the result from a devicetree: a source file, "
          + "a blob, or a directory such as /proc/device-tree.";

  private final String description;
  private final boolean takesOverlays;
  private Optional<Path> tree = Optional.empty();
  private List<Path> overlays = List.of();
  private final SourceOptions source = new SourceOptions();
  private final KernelOptions kernel = new KernelOptions();
  private final TargetOptions target = new TargetOptions();

  private InputOption(String description, boolean takesOverlays) {
    this.description = description;
    this.takesOverlays = takesOverlays;
  }

  /** {@return the input of a command that predicts something from a tree as it is} */
  public static InputOption plain() {
    return new InputOption(PREDICTS, false);
  }

  /**
   * {@return the input of a command that reads a tree as it is}
   *
   * @param description what the help says about the tree
   */
  public static InputOption plain(String description) {
    return new InputOption(description, false);
  }

  /** {@return the input of a command that can apply overlays to the tree} */
  public static InputOption withOverlays() {
    return new InputOption(PREDICTS, true);
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--tree")
        .label("FILE|DIR")
        .description(description)
        .value(Path.class, value -> tree = Optional.of(value));
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

  @Override
  public Optional<String> problem() {
    if (tree.isPresent()) {
      return target.isRunning()
          ? Optional.empty()
          : Optional.of("--tree replaces this system: omit --sysroot, or omit --tree");
    }
    if (!overlays.isEmpty()) {
      return Optional.of("--overlay requires the devicetree of a board: add --tree FILE");
    }
    if (!kernel.words().isEmpty()) {
      return Optional.of(
          "--config and --release are only for predictions: omit them, or add --tree");
    }
    return source.words().isEmpty()
        ? Optional.empty()
        : Optional.of("-I, -D and --no-cpp are only for sources: omit them, or add --tree");
  }

  /** {@return the options for the source of the tree} */
  public SourceOptions source() {
    return source;
  }

  /** {@return the options for the kernel of the tree} */
  public KernelOptions kernel() {
    return kernel;
  }

  /** {@return the options for the system, and for the format of the result} */
  public TargetOptions target() {
    return target;
  }

  /** {@return the file or directory of the tree; empty if the command reads a system} */
  public Optional<Path> tree() {
    return tree;
  }

  /** {@return the overlays, in the order in which they are applied} */
  public List<Path> overlays() {
    return List.copyOf(overlays);
  }

  /** {@return the tree, with labels in {@code /__symbols__}; empty if it has errors} */
  public Optional<DeviceTree> read(Session session) throws IOException {
    return NamedOverlays.read(
            session, source, tree.orElseThrow(), overlays, Optional.empty(), Map.of())
        .flatMap(stack -> NamedOverlays.merge(session.diagnostics(), stack));
  }
}
