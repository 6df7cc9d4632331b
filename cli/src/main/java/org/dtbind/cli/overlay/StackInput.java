// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.cli.option.BaseOption;
import org.dtbind.cli.option.SettingConsumer;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergeRules;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.config.AskedBy;
import org.dtbind.overlay.config.ConfiguredTree;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.overlay.verify.BootChain;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A base and overlays on it, as they are named on the command line. Filled in by picocli. */
final class StackInput implements SettingConsumer.Settings {

  /**
   * What was read.
   *
   * @param base the base
   * @param blob the base as it was read, where it is a blob
   * @param names its table of names: fdtoverlay keeps that of a blob as it is
   * @param overlays in the order in which they are applied
   * @param boot who merges them, where that is known
   * @param plan how they are merged, with values of parameters
   * @param asked which line of config.txt asks for what
   * @param merged what config.txt makes of the base
   * @param problems what the firmware does not take of config.txt
   */
  record Stack(
      DeviceTree base,
      Optional<Bytes> blob,
      Bytes names,
      List<Overlay> overlays,
      Optional<BootChain> boot,
      MergePlan plan,
      AskedBy asked,
      Optional<MergedTree> merged,
      List<Diagnostic> problems) {

    Stack {
      overlays = List.copyOf(overlays);
      problems = List.copyOf(problems);
    }

    /** Returns the base with all of them merged. */
    Diagnosed<MergedTree> merge() {
      return merged.isPresent()
          ? Diagnosed.of(merged.get(), List.of())
          : OverlayStack.apply(base, overlays, plan);
    }
  }

  @Mixin private BaseOption base = new BaseOption();

  @Mixin private ConfigInput config = new ConfigInput();

  @Mixin private SourceOptions source = new SourceOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "OVERLAY",
      description =
          "Overlays, as source or blobs. Later ones can refer to labels of" + " earlier ones.")
  private List<Path> files = new ArrayList<>();

  /** By the number of overlays before them on the command line. */
  private final Map<Integer, List<ParameterSetting>> settings = new TreeMap<>();

  @Option(
      names = "--param",
      paramLabel = "NAME[=VALUE]",
      parameterConsumer = SettingConsumer.class,
      description =
          "Set a parameter of the preceding overlay, or of the base if no overlay precedes it."
              + " May be repeated; the order counts. Implies --boot rpi.")
  private List<String> typed = new ArrayList<>();

  @Override
  public void set(String text) {
    typed.add(text);
    settings
        .computeIfAbsent(files.size(), number -> new ArrayList<>())
        .add(ParameterSetting.of(Bytes.utf8(text).latin1()));
  }

  /** {@return the base's file or folder} */
  Path path() {
    return base.path();
  }

  /**
   * {@return what is wrong with the command line}
   *
   * @param chain who merges them, where that was said
   */
  Optional<String> problem(Optional<BootChain> chain) {
    Optional<String> problem = config.problem();
    if (problem.isPresent()) {
      return problem;
    }
    boolean named = !files.isEmpty() || !settings.isEmpty();
    if (config.isGiven()) {
      if (named) {
        return Optional.of("--config-txt names the overlays: leave out OVERLAY and --param");
      }
      return chain.filter(one -> one != BootChain.RPI).isPresent()
          ? Optional.of("--config-txt is for the Raspberry Pi's firmware alone: leave out --boot")
          : Optional.empty();
    }
    if (!named) {
      return Optional.of("give the overlays: OVERLAY...");
    }
    return !settings.isEmpty() && chain.filter(one -> one != BootChain.RPI).isPresent()
        ? Optional.of("--param is only for the Raspberry Pi's firmware: leave out --boot")
        : Optional.empty();
  }

  /**
   * {@return base and overlays; absent where any of them has errors, which were shown}
   *
   * @param chain who merges them, where that was said
   */
  Optional<Stack> read(Session session, Optional<BootChain> chain) throws IOException {
    if (config.isGiven()) {
      return configured(session);
    }
    Optional<BootChain> boot = settings.isEmpty() ? chain : Optional.of(BootChain.RPI);
    MergeRules rules = BootChain.rules(boot);
    Diagnosed<DeviceTree> tree = base.read(session, source);
    boolean failed = session.show(tree);
    List<Overlay> overlays = new ArrayList<>();
    for (Path file : files) {
      Diagnosed<Overlay> overlay =
          source.read(session, file).then(read -> OverlayReader.read(InputFiles.name(file), read));
      boolean isSet = settings.containsKey(overlays.size() + 1);
      if (isSet) {
        overlay = withoutAllOff(overlay);
      }
      failed |= session.show(overlay) || changesNothing(overlay.diagnostics(), rules);
      overlay.value().ifPresent(overlays::add);
    }
    if (failed || tree.value().isEmpty()) {
      return Optional.empty();
    }
    Optional<Bytes> blob = blob(session);
    return Optional.of(
        new Stack(
            tree.value().get(),
            blob,
            names(tree.value().get(), blob),
            overlays,
            boot,
            new MergePlan(rules, settings),
            AskedBy.NOBODY,
            Optional.empty(),
            List.of()));
  }

  private Optional<Stack> configured(Session session) throws IOException {
    Diagnosed<DeviceTree> tree = base.read(session, source);
    if (session.show(tree) || tree.value().isEmpty()) {
      return Optional.empty();
    }
    DeviceTree read = tree.value().get();
    Diagnosed<ConfiguredTree> done = config.read(session, source, read);
    if (done.value().isEmpty()) {
      session.show(done);
      return Optional.empty();
    }
    ConfiguredTree configured = done.value().get();
    Optional<Bytes> blob = blob(session);
    return Optional.of(
        new Stack(
            read,
            blob,
            names(read, blob),
            configured.overlays(),
            Optional.of(BootChain.RPI),
            configured.plan(),
            configured.asked(),
            Optional.of(configured.merged()),
            done.diagnostics()));
  }

  private Bytes names(DeviceTree tree, Optional<Bytes> blob) {
    Bytes names = blob.map(bytes -> DtbReader.names(source(bytes))).orElse(Bytes.empty());
    return names.isEmpty() ? DtbWriter.names(tree) : names;
  }

  /** Parameters are there to turn fragments on. */
  private static Diagnosed<Overlay> withoutAllOff(Diagnosed<Overlay> overlay) {
    return new Diagnosed<>(
        overlay.value(),
        overlay.diagnostics().stream().filter(p -> p.code() != OverlayCode.ALL_OFF).toList());
  }

  /**
   * Returns whether an overlay has no effect: for whoever named it that is a mistake, but for one
   * of a Raspberry Pi's that waits for parameters.
   */
  private static boolean changesNothing(List<Diagnostic> problems, MergeRules rules) {
    return problems.stream()
        .anyMatch(
            p ->
                p.code() == OverlayCode.NO_FRAGMENTS
                    || p.code() == OverlayCode.ALL_OFF && rules == MergeRules.LIBFDT);
  }

  private Optional<Bytes> blob(Session session) throws IOException {
    Path file = base.path();
    if (Files.isDirectory(file)) {
      return Optional.empty();
    }
    Bytes content = session.inputs().read(file);
    return DtbReader.names(source(content)).isEmpty() ? Optional.empty() : Optional.of(content);
  }

  private SourceFile source(Bytes content) {
    return new SourceFile(InputFiles.name(base.path()), content);
  }
}
