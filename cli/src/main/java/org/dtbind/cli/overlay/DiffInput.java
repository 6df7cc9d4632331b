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
import org.dtbind.cli.option.MergeOption;
import org.dtbind.cli.option.SettingConsumer;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.verify.BootChain;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments for two trees, or for one tree and overlays on it. Picocli fills them in. */
final class DiffInput implements SettingConsumer.Settings {

  record Pair(DeviceTree before, DeviceTree after) {}

  @Mixin private SourceOptions source = new SourceOptions();

  @Parameters(
      index = "0",
      paramLabel = "BASE",
      description =
          "The first tree: a source file, a blob, or a directory such as /proc/device-tree.")
  private Path base = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "CHANGED",
      description =
          "The second tree. With --boot or --param: the overlays to apply to BASE to get the "
              + "second tree.")
  private List<Path> others = new ArrayList<>();

  @Option(
      names = "--boot",
      paramLabel = "uboot|rpi",
      description =
          "Compare BASE with the result of applying the CHANGED overlays to BASE. The value rpi "
              + "selects the merging rules of the Raspberry Pi's firmware; uboot selects those of "
              + "libfdt, which U-Boot and other bootloaders use.")
  private Optional<MergeOption.Merger> merger = Optional.empty();

  private final NamedOverlays named = new NamedOverlays();

  @Option(
      names = "--param",
      paramLabel = "NAME[=VALUE]",
      parameterConsumer = SettingConsumer.class,
      description =
          "Set a parameter of the preceding overlay or, if no overlay precedes this option, of "
              + "BASE. May be repeated; the order matters. Implies --boot rpi.")
  private List<String> typed = new ArrayList<>();

  @Override
  public void set(String text) {
    typed.add(text);
    named.set(others.size(), text);
  }

  private Optional<BootChain> chain() {
    return merger.map(MergeOption.Merger::chain);
  }

  private boolean isMerge() {
    return merger.isPresent() || named.areSet();
  }

  /** {@return the reason why the arguments are invalid; empty if they are valid} */
  Optional<String> problem() {
    if (isMerge()) {
      return others.isEmpty() && !named.areSet()
          ? Optional.of("specify the overlays: OVERLAY...")
          : named.problem(chain());
    }
    if (others.isEmpty()) {
      return Optional.of("specify the second tree: CHANGED");
    }
    return others.size() > 1
        ? Optional.of("BASE is compared with one tree; to merge overlays into it, add --boot")
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
    Diagnosed<DeviceTree> first = source.read(session, base);
    boolean failed = session.show(first);
    if (isMerge()) {
      Optional<List<Overlay>> overlays = named.read(session, source, others, chain());
      if (failed || first.value().isEmpty() || overlays.isEmpty()) {
        return Optional.empty();
      }
      DeviceTree tree = first.value().get();
      Diagnosed<MergedTree> merged = OverlayStack.apply(tree, overlays.get(), named.plan(chain()));
      return session.show(merged)
          ? Optional.empty()
          : merged.value().map(done -> new Pair(tree, done.tree()));
    }
    Diagnosed<DeviceTree> second = source.read(session, others.get(0));
    failed |= session.show(second);
    return failed || first.value().isEmpty()
        ? Optional.empty()
        : second.value().map(tree -> new Pair(first.value().get(), tree));
  }
}
