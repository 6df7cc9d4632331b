// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.BootOption;
import org.dtbind.cli.option.NamedOverlays;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.config.ConfiguredTree;
import org.dtbind.overlay.verify.BaseWithOverlays;
import org.dtbind.overlay.verify.BootChain;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/** A base, overlays on it, and parameters of the overlays. Picocli fills them in. */
final class StackInput implements ArgumentGroup {

  /**
   * The inputs.
   *
   * @param configured the merged tree, if config.txt determines it
   * @param read the trees of the overlays that are still to be checked
   * @param problems problems in config.txt, or with these overlays
   */
  record Stack(
      BaseWithOverlays input,
      Optional<MergedTree> configured,
      List<Diagnosed<DeviceTree>> read,
      List<Diagnostic> problems) {

    Stack {
      read = List.copyOf(read);
      problems = List.copyOf(problems);
    }

    /** {@return the base with all overlays merged} */
    Diagnosed<MergedTree> merged() {
      return configured.map(tree -> Diagnosed.of(tree, List.of())).orElseGet(input::merged);
    }
  }

  private final Supplier<Path> base;
  private final ConfigInput config;
  private final SourceOptions source;
  private final Supplier<List<Path>> files;
  private final BootOption boot;
  private final NamedOverlays named;

  /**
   * Creates the option for parameters, which has no values.
   *
   * @param base the base that is named by another option, as are config.txt and the overlays
   */
  StackInput(
      BootOption boot,
      Supplier<Path> base,
      ConfigInput config,
      SourceOptions source,
      Supplier<List<Path>> files) {
    this.boot = boot;
    this.base = base;
    this.config = config;
    this.source = source;
    this.files = files;
    this.named = new NamedOverlays("the base", () -> files.get().size(), boot);
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(named);
  }

  Path path() {
    return base.get();
  }

  /** {@return the option for parameters} */
  NamedOverlays parameters() {
    return named;
  }

  /** Returns whether parameters are set. */
  boolean hasParameters() {
    return named.areSet();
  }

  @Override
  public Optional<String> problem() {
    boolean isNamed = !files.get().isEmpty() || named.areSet();
    if (config.isGiven()) {
      if (isNamed) {
        return Optional.of(
            "--config-txt already specifies the overlays: omit their files and --param");
      }
      return boot.chain().filter(chain -> chain != BootChain.RPI).isPresent()
          ? Optional.of("--config-txt is only for the Raspberry Pi's firmware: omit --boot")
          : Optional.empty();
    }
    return isNamed ? Optional.empty() : Optional.of("specify at least one overlay");
  }

  /** Reads base and overlays; returns empty if one has errors, after showing them. */
  Optional<Stack> read(Session session) throws IOException {
    return config.isGiven()
        ? configured(session)
        : named
            .read(session, source, base.get(), files.get())
            .map(read -> new Stack(read, Optional.empty(), List.of(), List.of()));
  }

  /** Reads base and overlays to check them: overlays that can be read are not yet reported. */
  Optional<Stack> unchecked(Session session, CheckLevels checks) throws IOException {
    return config.isGiven()
        ? configured(session)
        : named
            .unchecked(session, source, base.get(), files.get(), checks)
            .map(all -> new Stack(all.input(), Optional.empty(), all.read(), all.problems()));
  }

  /** {@return the first of the files that is a declaration} */
  Optional<Path> declaration(InputFiles inputs) {
    return files.get().stream().filter(file -> FileCheck.isDeclaration(inputs, file)).findFirst();
  }

  private Optional<Stack> configured(Session session) throws IOException {
    Optional<DeviceTree> tree =
        session.diagnostics().shown(source.read(session.inputs(), base.get()));
    if (tree.isEmpty()) {
      return Optional.empty();
    }
    DeviceTree read = tree.get();
    Diagnosed<ConfiguredTree> done = config.read(session.inputs(), source, read);
    if (done.value().isEmpty()) {
      session.diagnostics().show(done);
      return Optional.empty();
    }
    ConfiguredTree configured = done.value().get();
    return Optional.of(
        new Stack(
            BaseWithOverlays.of(read, configured),
            Optional.of(configured.merged()),
            List.of(),
            done.diagnostics()));
  }

  /** {@return the strings block of the merged blob: as with fdtoverlay, that of the base} */
  Bytes names(DeviceTree tree, Optional<Bytes> blob) {
    Bytes names = blob.map(bytes -> DtbReader.names(source(bytes))).orElse(Bytes.empty());
    return names.isEmpty() ? DtbWriter.names(tree) : names;
  }

  /** {@return the bytes of the base, if it is a blob} */
  Optional<Bytes> blob(Session session) throws IOException {
    Path file = base.get();
    if (Files.isDirectory(file)) {
      return Optional.empty();
    }
    Bytes content = session.inputs().read(file);
    return DtbReader.names(source(content)).isEmpty() ? Optional.empty() : Optional.of(content);
  }

  private SourceFile source(Bytes content) {
    return new SourceFile(InputFiles.name(base.get()), content);
  }
}
