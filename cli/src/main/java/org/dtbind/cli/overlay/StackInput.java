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
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.overlay.verify.BootChain;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A base and overlays on it, as they are named on the command line. Filled in by picocli. */
final class StackInput {

  /**
   * What was read.
   *
   * @param base the base
   * @param blob the base as it was read, where it is a blob
   * @param names its table of names: fdtoverlay keeps that of a blob as it is
   * @param overlays in the order in which they are applied
   * @param boot who merges them, where that is known
   * @param settings values of parameters, by overlay
   */
  record Stack(
      DeviceTree base,
      Optional<Bytes> blob,
      Bytes names,
      List<Overlay> overlays,
      Optional<BootChain> boot,
      Map<Integer, List<ParameterSetting>> settings) {

    Stack {
      overlays = List.copyOf(overlays);
      settings = Map.copyOf(settings);
    }

    MergePlan plan() {
      return new MergePlan(BootChain.rules(boot), settings);
    }
  }

  @Mixin private BaseOption base = new BaseOption();

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
      parameterConsumer = Setting.class,
      description =
          "Set a parameter of the preceding overlay, or of the base if no overlay precedes it."
              + " May be repeated; the order counts. Implies --boot rpi.")
  private List<String> typed = new ArrayList<>();

  /** Takes each setting when it is its turn: overlays behind it are not there yet. */
  static final class Setting implements IParameterConsumer {
    @Override
    public void consumeParameters(
        java.util.Stack<String> rest, ArgSpec option, CommandSpec command) {
      if (rest.isEmpty()) {
        throw new MissingParameterException(
            command.commandLine(), option, "Missing required parameter for option '--param'");
      }
      String text = rest.pop();
      for (CommandSpec mixin : command.mixins().values()) {
        if (mixin.userObject() instanceof StackInput input) {
          input.set(text);
        }
      }
    }
  }

  private void set(String text) {
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
    if (files.isEmpty() && settings.isEmpty()) {
      return Optional.of("give the overlays: OVERLAY...");
    }
    return !settings.isEmpty() && chain.filter(one -> one != BootChain.RPI).isPresent()
        ? Optional.of("--param is for the Raspberry Pi's firmware alone: leave out --boot")
        : Optional.empty();
  }

  /**
   * {@return base and overlays; absent where any of them has errors, which were shown}
   *
   * @param chain who merges them, where that was said
   */
  Optional<Stack> read(Session session, Optional<BootChain> chain) throws IOException {
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
    Bytes names = blob.map(bytes -> DtbReader.names(source(bytes))).orElse(Bytes.empty());
    return Optional.of(
        new Stack(
            tree.value().get(),
            blob,
            names.isEmpty() ? DtbWriter.names(tree.value().get()) : names,
            overlays,
            boot,
            settings));
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
