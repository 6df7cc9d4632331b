// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.export.ExportOptions.Base;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.export.patch.DriverTable;
import org.dtbind.export.patch.KernelPatch;
import org.dtbind.linux.Release;
import org.dtbind.source.PlainText;
import org.dtbind.source.SourceFile;

/**
 * The command {@code dtbind export kernel-patch}, which exports a patch that makes Linux bind the
 * declared devices.
 */
final class ExportKernelPatchCommand implements Command {

  private final Session session;
  private final ExportOptions options = new ExportOptions("kernel-patch", Base.UNUSED);
  private Optional<Path> kernel = Optional.empty();
  private Optional<String> release = Optional.empty();
  private String author = KernelPatch.AUTHOR;

  ExportKernelPatchCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Export a kernel patch that makes Linux's GPIO aggregator driver bind to the declared "
            + "devices. Apply the patch with 'git am'.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(options);
    arguments
        .option("--kernel-source")
        .label("DIR|FILE")
        .description(
            "The Linux source tree to patch, or only the file drivers/gpio/gpio-aggregator.c from "
                + "that tree.")
        .value(Path.class, value -> kernel = Optional.of(value));
    arguments
        .option("--release")
        .label("VERSION")
        .description("The Linux release to patch, such as 6.1, if you do not have its source.")
        .value(String.class, value -> release = Optional.of(value));
    arguments
        .option("--author")
        .label("\"NAME <ADDRESS>\"")
        .description("Author of the patch. Default: " + KernelPatch.AUTHOR + ".")
        .value(String.class, value -> author = value);
  }

  @Override
  public Optional<String> problem() {
    if (kernel.isPresent() == release.isPresent()) {
      return Optional.of(
          "export kernel-patch needs either --kernel-source DIR or --release VERSION");
    }
    return isPerson(author)
        ? Optional.empty()
        : Optional.of("--author requires NAME <ADDRESS>, not " + author);
  }

  @Override
  public Integer call() throws IOException {
    Optional<DriverTable> table;
    if (kernel.isPresent()) {
      Diagnosed<DriverTable> read = DriverTable.in(source(kernel.get()));
      if (session.diagnostics().show(read)) {
        return ExitStatus.INPUT.code();
      }
      table = read.value();
    } else {
      table = release.flatMap(Release::of).flatMap(DriverTable::of);
    }
    if (table.isEmpty()) {
      return session.fail(
          ExitStatus.USAGE,
          "--release requires Linux 5.8 (the first with this driver) or later, not "
              + release.orElse(""));
    }
    DriverTable drivers = table.get();
    return options.run(session, inputs -> KernelPatch.of(inputs.specification(), drivers, author));
  }

  static boolean isPerson(String text) {
    return PlainText.is(text) && text.matches("[^<>]+ <[^<>\\s]+>");
  }

  private SourceFile source(Path path) throws IOException {
    Path file = path;
    if (Files.isDirectory(path)) {
      for (String name : List.of(DriverTable.FILE.split("/", -1))) {
        file = file.resolve(name);
      }
    }
    return new SourceFile(InputFiles.name(file), session.inputs().read(file));
  }
}
