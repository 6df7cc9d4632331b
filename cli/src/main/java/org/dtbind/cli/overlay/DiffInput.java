// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.BootOption;
import org.dtbind.cli.option.NamedOverlays;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.tree.DeviceTree;

/** The arguments for two trees, or for one tree and overlays on it. Picocli fills them in. */
final class DiffInput implements ArgumentGroup {

  record Pair(DeviceTree before, DeviceTree after) {}

  private final SourceOptions source = new SourceOptions();
  private Path base = Path.of("");
  private List<Path> others = new ArrayList<>();
  private final BootOption boot =
      BootOption.merging(
          "Compare BASE with the result of applying the CHANGED overlays to BASE. The value rpi "
              + "selects the merging rules of the Raspberry Pi's firmware; uboot selects those of "
              + "libfdt, which U-Boot and other bootloaders use.");
  private final NamedOverlays named = new NamedOverlays("BASE", () -> this.others.size(), boot);

  @Override
  public void declare(Arguments arguments) {
    arguments.add(source);
    arguments
        .parameter("BASE")
        .index("0")
        .arity("1")
        .description(
            "The first tree: a source file, a blob, or a directory such as /proc/device-tree.")
        .value(Path.class, value -> base = value);
    arguments
        .parameter("CHANGED")
        .index("1..*")
        .arity("0..*")
        .description(
            "The second tree. With --boot or --param: the overlays to apply to BASE to get the "
                + "second tree.")
        .list(Path.class, value -> others = value);
    arguments.add(boot);
    arguments.add(named);
  }

  private boolean isMerge() {
    return boot.chain().isPresent() || named.areSet();
  }

  @Override
  public Optional<String> problem() {
    if (isMerge()) {
      return others.isEmpty() && !named.areSet()
          ? Optional.of("CHANGED is missing: specify at least one overlay")
          : Optional.empty();
    }
    if (others.isEmpty()) {
      return Optional.of("CHANGED is missing: specify the second tree");
    }
    return others.size() > 1
        ? Optional.of("BASE is compared with only one tree; to apply overlays to BASE, add --boot")
        : Optional.empty();
  }

  Path base() {
    return base;
  }

  /** {@return the name of the second tree} */
  String changed() {
    Stream<Path> parts =
        isMerge() ? Stream.concat(Stream.of(base), others.stream()) : others.stream();
    return parts.map(InputFiles::name).collect(Collectors.joining(" + "));
  }

  /** Reads both trees; returns empty if one has errors, after showing them. */
  Optional<Pair> read(Session session) throws IOException {
    // Keep the labels of a source tree: they are compared, and overlays refer to them.
    if (isMerge()) {
      return named
          .read(session, source, base, others)
          .flatMap(
              stack ->
                  NamedOverlays.merge(session.diagnostics(), stack)
                      .map(tree -> new Pair(stack.base(), tree)));
    }
    Diagnosed<DeviceTree> first = source.read(session.inputs(), base);
    boolean failed = session.diagnostics().show(first);
    Diagnosed<DeviceTree> second = source.read(session.inputs(), others.get(0));
    failed |= session.diagnostics().show(second);
    return failed || first.value().isEmpty()
        ? Optional.empty()
        : second.value().map(tree -> new Pair(first.value().get(), tree));
  }
}
