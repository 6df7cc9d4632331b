// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dtbind overlay apply}: a base and overlays to one tree. */
@Command(
    name = "apply",
    description = "Merges overlays into a base, in order: all of them, or none.",
    sortOptions = false)
final class OverlayApplyCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private BaseOption base = new BaseOption();

  @Option(
      names = "-o",
      required = true,
      paramLabel = "OUT",
      description = "Where to write, whole or not at all.")
  private Path out = Path.of("");

  @Option(
      names = "-O",
      paramLabel = "dtb|dts",
      description = "What to write. Default: dts where OUT ends in .dts, else dtb.")
  private Optional<CompileCommand.Form> form = Optional.empty();

  @Mixin private SourceOptions source = new SourceOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "OVERLAY",
      description = "Overlays, source or blobs; later ones may refer to labels of earlier ones.")
  private List<Path> files = new ArrayList<>();

  /**
   * Creates it.
   *
   * @param session what it works with
   */
  OverlayApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Diagnosed<DeviceTree> tree = base.read(source);
    boolean failed = session.show(tree);
    List<Overlay> overlays = new ArrayList<>();
    for (Path file : files) {
      Diagnosed<Overlay> overlay =
          TreeInput.read(file, source.compile(file, true))
              .then(read -> OverlayReader.read(file.toString(), read));
      failed |= session.show(overlay) || changesNothing(overlay.diagnostics());
      overlay.value().ifPresent(overlays::add);
    }
    if (failed || tree.value().isEmpty()) {
      return Exit.INPUT.code();
    }
    Diagnosed<MergedTree> merged = OverlayStack.apply(tree.value().get(), overlays);
    if (session.show(merged) || merged.value().isEmpty()) {
      return Exit.INPUT.code();
    }
    Bytes content = content(tree.value().get(), merged.value().get());
    OutputFile.write(out, content);
    session
        .messages()
        .decision(
            "wrote %s, %d bytes, from %s and %d overlays"
                .formatted(out, content.length(), base.path(), overlays.size()));
    return Exit.OK.code();
  }

  /** Returns whether an overlay has no effect: for whoever named it that is a mistake. */
  private static boolean changesNothing(List<Diagnostic> problems) {
    return problems.stream().anyMatch(p -> p.code() == OverlayCode.NO_FRAGMENTS);
  }

  private Bytes content(DeviceTree read, MergedTree merged) throws IOException {
    boolean named = out.toString().toLowerCase(Locale.ROOT).endsWith(".dts");
    CompileCommand.Form wanted =
        form.orElse(named ? CompileCommand.Form.dts : CompileCommand.Form.dtb);
    if (wanted == CompileCommand.Form.dts) {
      String text = DtsPrinter.print(merged.tree());
      return Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    Bytes names = namesOfBlob();
    Bytes first = names.isEmpty() ? DtbWriter.names(read) : names;
    return DtbWriter.write(merged.tree(), DtbWriter.names(first, merged.names()));
  }

  /** Returns the table of names of a base that is a blob: fdtoverlay keeps it as it is. */
  private Bytes namesOfBlob() throws IOException {
    Path file = base.path();
    return Files.isRegularFile(file)
        ? DtbReader.names(new SourceFile(file.toString(), Bytes.wrap(Files.readAllBytes(file))))
        : Bytes.empty();
  }
}
