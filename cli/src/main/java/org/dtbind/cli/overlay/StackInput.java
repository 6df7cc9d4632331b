// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.config.AskedBy;
import org.dtbind.overlay.config.ConfiguredTree;
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

  private final NamedOverlays named = new NamedOverlays();

  @Option(
      names = "--param",
      paramLabel = "NAME[=VALUE]",
      parameterConsumer = SettingConsumer.class,
      description =
          "Set a parameter of the preceding overlay or, before the first overlay, of the base. "
              + "May be repeated; the order matters. Implies --boot rpi.")
  private List<String> typed = new ArrayList<>();

  @Override
  public void set(String text) {
    typed.add(text);
    named.set(files.size(), text);
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
    boolean isNamed = !files.isEmpty() || named.areSet();
    if (config.isGiven()) {
      if (isNamed) {
        return Optional.of("--config-txt names the overlays: leave out OVERLAY and --param");
      }
      return chain.filter(one -> one != BootChain.RPI).isPresent()
          ? Optional.of("--config-txt is only for the Raspberry Pi's firmware: leave out --boot")
          : Optional.empty();
    }
    return isNamed ? named.problem(chain) : Optional.of("specify the overlays: OVERLAY...");
  }

  /**
   * {@return base and overlays; absent if any of them has errors, which were shown}
   *
   * @param chain who merges them, where that was said
   */
  Optional<Stack> read(Session session, Optional<BootChain> chain) throws IOException {
    if (config.isGiven()) {
      return configured(session);
    }
    Diagnosed<DeviceTree> tree = base.read(session, source);
    boolean failed = session.show(tree);
    Optional<List<Overlay>> overlays = named.read(session, source, files, chain);
    if (failed || overlays.isEmpty() || tree.value().isEmpty()) {
      return Optional.empty();
    }
    Optional<Bytes> blob = blob(session);
    return Optional.of(
        new Stack(
            tree.value().get(),
            blob,
            names(tree.value().get(), blob),
            overlays.get(),
            named.boot(chain),
            named.plan(chain),
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
