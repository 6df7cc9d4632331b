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
   * @param names its table of names: fdtoverlay keeps that of a blob as it is
   * @param overlays in the order in which they are applied
   */
  record Stack(DeviceTree base, Bytes names, List<Overlay> overlays) {

    Stack {
      overlays = List.copyOf(overlays);
    }
  }

  @Mixin private BaseOption base = new BaseOption();

  @Mixin private SourceOptions source = new SourceOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "OVERLAY",
      description = "Overlays, source or blobs; later ones may refer to labels of earlier ones.")
  private List<Path> files = new ArrayList<>();

  /** {@return the base's file or folder} */
  Path path() {
    return base.path();
  }

  /** {@return base and overlays; absent where any of them has errors, which were shown} */
  Optional<Stack> read(Session session) throws IOException {
    Diagnosed<DeviceTree> tree = base.read(session, source);
    boolean failed = session.show(tree);
    List<Overlay> overlays = new ArrayList<>();
    for (Path file : files) {
      Diagnosed<Overlay> overlay =
          source.read(session, file).then(read -> OverlayReader.read(InputFiles.name(file), read));
      failed |= session.show(overlay) || changesNothing(overlay.diagnostics());
      overlay.value().ifPresent(overlays::add);
    }
    if (failed || tree.value().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Stack(tree.value().get(), names(session, tree.value().get()), overlays));
  }

  /** Returns whether an overlay has no effect: for whoever named it that is a mistake. */
  private static boolean changesNothing(List<Diagnostic> problems) {
    return problems.stream().anyMatch(p -> p.code() == OverlayCode.NO_FRAGMENTS);
  }

  private Bytes names(Session session, DeviceTree read) throws IOException {
    Path file = base.path();
    Bytes names =
        Files.isDirectory(file)
            ? Bytes.empty()
            : DtbReader.names(new SourceFile(InputFiles.name(file), session.inputs().read(file)));
    return names.isEmpty() ? DtbWriter.names(read) : names;
  }
}
