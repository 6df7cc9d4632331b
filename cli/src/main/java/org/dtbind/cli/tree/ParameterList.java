// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.FailureText;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.overlay.rpi.OverlayHelp;
import org.dtbind.overlay.rpi.Parameter;
import org.dtbind.overlay.rpi.Parameters;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;
import org.dtbind.tree.DeviceTree;
import org.dtbind.view.Format;

/** Lists the parameters of an overlay or base for the Raspberry Pi, for {@code dtbind explain}. */
record ParameterList(Session session, SourceOptions source, Format format, Path file) {

  /** The suffix of source file names in the Raspberry Pi's kernel. */
  private static final String SOURCE = "-overlay";

  /** Lists the parameters, and returns the exit code. */
  int run() throws IOException {
    Optional<DeviceTree> tree = session.diagnostics().shown(source.read(session.inputs(), file));
    if (tree.isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    Diagnosed<List<Parameter>> read = Parameters.of(tree.get());
    boolean failed = session.diagnostics().show(read);
    List<Parameter> parameters = read.value().orElse(List.of());
    if (parameters.isEmpty() && !failed && format == Format.TABLE) {
      return session.fail(
          ExitStatus.NOT_FOUND,
          InputFiles.name(file) + " has no parameters: /__overrides__ is empty or missing",
          NodeMatches.ofFile(FileName.text(file)));
    }
    Optional<String> readme = readme();
    if (format == Format.TABLE) {
      readme.stream()
          .flatMap(String::lines)
          .map(Shown::escaped)
          .forEach(session.output().stream()::println);
    }
    session
        .output()
        .write(
            ParameterReport.VIEW,
            ParameterReport.of(InputFiles.name(file), tree.get(), parameters, readme),
            format);
    return (failed ? ExitStatus.INPUT : ExitStatus.DONE).code();
  }

  /** {@return the entry of the overlay in the file README in its directory} */
  private Optional<String> readme() throws IOException {
    Path readme = file.resolveSibling("README");
    if (!Files.isRegularFile(file) || !Files.isRegularFile(readme)) {
      return Optional.empty();
    }
    Bytes text;
    try {
      text = session.inputs().read(readme);
    } catch (IOException e) {
      session.messages().note("no descriptions: " + FailureText.text(e));
      return Optional.empty();
    }
    OverlayHelp help = new OverlayHelp(text);
    String name = FileName.bytes(overlay(FileName.text(file.getFileName()))).latin1();
    return help.find(name)
        ? Optional.of(FileName.text(Bytes.latin1(help.entry(name))))
        : Optional.empty();
  }

  /**
   * Returns the name of an overlay, from the file name of its blob or of its source in the kernel.
   */
  private static String overlay(String file) {
    int dot = file.lastIndexOf('.');
    String name = dot < 0 ? file : file.substring(0, dot);
    return name.endsWith(SOURCE) ? name.substring(0, name.length() - SOURCE.length()) : name;
  }
}
