// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.config.BootConfig;
import org.dtbind.overlay.config.ConfiguredBoot;
import org.dtbind.overlay.config.ConfiguredTree;
import org.dtbind.overlay.config.Hat;
import org.dtbind.overlay.config.OverlayDirectory;
import org.dtbind.overlay.config.PiModel;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/**
 * The options for a Raspberry Pi's {@code config.txt}, which replaces overlays on the command line.
 * Picocli fills them in.
 */
final class ConfigInput implements ArgumentGroup {

  private static final String END = ".dtbo";
  private Optional<Path> config = Optional.empty();
  private Optional<Path> directory = Optional.empty();
  private Optional<String> model = Optional.empty();
  private Optional<String> hat = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--config-txt")
        .label("FILE")
        .description(
            "Read overlays and parameters from FILE, a Raspberry Pi's config.txt, as the firmware "
                + "does. Implies --boot rpi.")
        .value(Path.class, value -> config = Optional.of(value));
    arguments
        .option("--overlays")
        .label("DIR")
        .description(
            "Directory with the overlays that config.txt names. Default: the directory that os_prefix and "
                + "overlay_prefix in config.txt specify or, if they are not set, the directory named "
                + "overlays next to config.txt.")
        .value(Path.class, value -> directory = Optional.of(value));
    arguments
        .option("--model")
        .label("MODEL")
        .description(
            "Raspberry Pi model for --config-txt, named as in the filters of config.txt, such as pi4 "
                + "or cm4. Default: the model of the base.")
        .value(String.class, value -> model = Optional.of(value));
    arguments
        .option("--hat")
        .label("UUID|OVERLAY")
        .description(
            "With --config-txt: the board's HAT (add-on board), identified by its UUID (which "
                + "hat_map.dtb maps to an overlay) or by the name of its overlay. Default: no HAT.")
        .value(String.class, value -> hat = Optional.of(value));
  }

  Optional<Path> file() {
    return config;
  }

  /** Returns whether there is an option {@code --config-txt}. */
  boolean isGiven() {
    return config.isPresent();
  }

  @Override
  public Optional<String> problem() {
    if (config.isEmpty() && (directory.isPresent() || model.isPresent() || hat.isPresent())) {
      return Optional.of("--overlays, --model and --hat require --config-txt FILE");
    }
    if (model.isPresent() && PiModel.of(model.get().toLowerCase(Locale.ROOT)).isEmpty()) {
      String models =
          Arrays.stream(PiModel.values()).map(PiModel::filter).collect(Collectors.joining(", "));
      return Optional.of("--model must be one of " + models);
    }
    return Optional.empty();
  }

  /** Returns the tree with which the board boots, and the problems in config.txt. */
  Diagnosed<ConfiguredTree> read(InputFiles inputs, SourceOptions source, DeviceTree base)
      throws IOException {
    Path file = config.orElseThrow();
    SourceFile text = new SourceFile(InputFiles.name(file), inputs.read(file));
    Optional<PiModel> board = model.flatMap(name -> PiModel.of(name.toLowerCase(Locale.ROOT)));
    try {
      Diagnosed<BootConfig> read =
          BootConfig.read(text, base, board, name -> included(inputs, name));
      if (read.value().isEmpty()) {
        return Diagnosed.failed(read.diagnostics());
      }
      String prefix = prefix(read.value().get());
      if (hat.isPresent()) {
        Diagnosed<Hat> added = hat(inputs, source, prefix);
        read = read.then(config -> added.then(one -> Diagnosed.of(config.with(one), List.of())));
      }
      Path map = FileName.path(prefix + "overlay_map.dtb");
      if (Files.isRegularFile(map)) {
        Diagnosed<DeviceTree> names = source.read(inputs, map);
        read = read.then(config -> names.then(config::mapped));
      }
      if (read.value().isEmpty()) {
        return Diagnosed.failed(read.diagnostics());
      }
      OverlayDirectory overlays = overlays(inputs, source, prefix, read.value().get().overlays());
      return sorted(read.then(config -> ConfiguredBoot.apply(base, config, overlays)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** {@return the HAT, with a UUID replaced by the name of its overlay} */
  private Diagnosed<Hat> hat(InputFiles inputs, SourceOptions source, String prefix)
      throws IOException {
    Hat given = Hat.of("--hat", hat.orElseThrow());
    String map = prefix + "hat_map.dtb";
    if (!given.isUuid() || !Files.isRegularFile(FileName.path(map))) {
      return given.mapped(Optional.empty(), map);
    }
    return source
        .read(inputs, FileName.path(map))
        .then(known -> given.mapped(Optional.of(known), map));
  }

  /** Sorts problems by their places in config.txt, and in each file that it includes. */
  private static Diagnosed<ConfiguredTree> sorted(Diagnosed<ConfiguredTree> done) {
    List<Diagnostic> problems = new ArrayList<>(done.diagnostics());
    List<String> files =
        problems.stream()
            .flatMap(
                diagnostic ->
                    diagnostic.origin() instanceof Origin.Source at
                        ? Stream.of(at.file())
                        : Stream.of())
            .map(SourceFile::name)
            .distinct()
            .toList();
    problems.sort(
        Comparator.<Diagnostic>comparingInt(
                diagnostic ->
                    diagnostic.origin() instanceof Origin.Source at
                        ? files.indexOf(at.file().name())
                        : Integer.MAX_VALUE)
            .thenComparingInt(
                diagnostic -> diagnostic.origin() instanceof Origin.Source at ? at.start() : 0));
    return new Diagnosed<>(done.value(), problems);
  }

  /** {@return the path of a file in the directory of config.txt} */
  private Path sibling(String name) {
    Path file = config.orElseThrow();
    return InputFiles.isStandard(file) ? Path.of(name) : file.resolveSibling(name);
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private Optional<SourceFile> included(InputFiles inputs, String name) {
    Path file = isPlain(name) ? sibling(name) : Path.of("");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    inputs.use(file);
    try {
      return Optional.of(new SourceFile(InputFiles.name(file), InputFiles.found(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String prefix(BootConfig read) {
    if (directory.isPresent()) {
      return FileName.text(directory.get()) + "/";
    }
    String own = read.prefix(false);
    String shared = read.prefix(true);
    if (!isPlain("." + own + shared)) {
      return FileName.text(sibling("overlays")) + "/";
    }
    // The firmware uses the overlays in os_prefix only if this file exists.
    boolean isOwn =
        Files.isRegularFile(FileName.path(FileName.text(sibling(own)) + separator(own) + "README"));
    String used = isOwn ? own : shared;
    return FileName.text(sibling(used)) + separator(used);
  }

  private static String separator(String prefix) {
    return prefix.endsWith("/") ? "/" : "";
  }

  private OverlayDirectory overlays(
      InputFiles inputs, SourceOptions source, String prefix, List<String> names)
      throws IOException {
    Map<String, Diagnosed<Overlay>> read = new HashMap<>();
    for (String name : names) {
      Path file = FileName.path(isPlain(name) ? prefix + name + END : "");
      if (Files.isRegularFile(file)) {
        Diagnosed<Overlay> overlay =
            source.read(inputs, file).then(tree -> OverlayReader.read(FileName.text(file), tree));
        read.put(name, overlay);
      }
    }
    return new OverlayDirectory(prefix, read, there(prefix));
  }

  /**
   * {@return the names of all overlays in the directory, for suggestions after a misspelled name}
   */
  private static List<String> there(String prefix) throws IOException {
    List<String> names = new ArrayList<>();
    Path directory = FileName.path(prefix);
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        files
            .map(file -> FileName.text(file.getFileName()))
            .filter(name -> name.endsWith(END))
            .sorted()
            .forEach(name -> names.add(name.substring(0, name.length() - END.length())));
      }
    }
    return names;
  }
}
