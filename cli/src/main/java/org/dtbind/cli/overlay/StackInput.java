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
import org.dtbind.overlay.apply.MergeRules;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.Mixin;
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
   */
  record Stack(DeviceTree base, Optional<Bytes> blob, Bytes names, List<Overlay> overlays) {

    Stack {
      overlays = List.copyOf(overlays);
    }
  }

  @Mixin private BaseOption base = new BaseOption();

  @Mixin private SourceOptions source = new SourceOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "OVERLAY",
      description =
          "Overlays, as source or blobs. Later ones can refer to labels of" + " earlier ones.")
  private List<Path> files = new ArrayList<>();

  /** {@return the base's file or folder} */
  Path path() {
    return base.path();
  }

  /**
   * {@return base and overlays; absent where any of them has errors, which were shown}
   *
   * @param rules by which they will be merged
   */
  Optional<Stack> read(Session session, MergeRules rules) throws IOException {
    Diagnosed<DeviceTree> tree = base.read(session, source);
    boolean failed = session.show(tree);
    List<Overlay> overlays = new ArrayList<>();
    for (Path file : files) {
      Diagnosed<Overlay> overlay =
          source.read(session, file).then(read -> OverlayReader.read(InputFiles.name(file), read));
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
            overlays));
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
