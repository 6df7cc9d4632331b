// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Severity;
import org.dtbind.export.Artefacts;
import org.dtbind.export.ExportCode;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.view.Format;
import org.dtbind.view.View;

/**
 * Common parts of all {@code dtbind export} commands: they read a declaration and a base, write
 * files, and list them. Picocli fills in the options.
 */
public final class ExportOptions implements ArgumentGroup {

  /** An export that needs only a declaration. */
  @FunctionalInterface
  interface OfSpecification {
    Diagnosed<Artefacts> files(Specification specification);
  }

  /** An export that needs a declaration and a base. */
  @FunctionalInterface
  interface OfBoth {
    Diagnosed<Artefacts> files(Specification specification, DeviceTree base);
  }

  /** An export that needs the text of a declaration, and can use a base. */
  @FunctionalInterface
  interface OfText {
    /**
     * Returns the files.
     *
     * @param text the text of the declaration
     * @param base the base, if there is one
     * @throws IOException if another input cannot be read
     */
    Diagnosed<Artefacts> files(Specification specification, Bytes text, Optional<DeviceTree> base)
        throws IOException;
  }

  /** Marks existing files that the export must not replace. */
  @FunctionalInterface
  interface Keeping {
    /**
     * Returns the files, with those to keep marked.
     *
     * @param directory the directory of the export
     * @param files all files of the export
     * @throws IOException if an existing file cannot be read
     */
    List<ExportDirectory.Planned> of(Path directory, List<ExportDirectory.Planned> files)
        throws IOException;
  }

  /** The result of an export or dry run. */
  record Exported(
      String kind, Path directory, boolean dryRun, List<ExportDirectory.Planned> files) {}

  public static final View<Exported> VIEW =
      View.<Exported>document(
              "export",
              "`export`: the exported files. `state` is `new` (the file did not exist), `changed`"
                  + " (the file existed, but was different), `same` (the file existed, and did not"
                  + " need to be changed) or `kept` (the file was edited after an earlier export,"
                  + " and is not replaced)")
          .text("kind", "kind of export, such as `target`", Exported::kind)
          .text(
              "folder",
              "directory to which the files are exported",
              export -> FileName.text(export.directory))
          .flag(
              "dryRun",
              "whether this was a dry run, in which no files are written",
              Exported::dryRun)
          .list(
              "files",
              "files, sorted by path",
              View.<ExportDirectory.Planned>part()
                  .text(
                      "path",
                      "path of the file, relative to the directory in `folder`",
                      file -> file.artefact().path())
                  .column("FILE")
                  .text(
                      "mode", "mode of the file, as an octal number", ExportDirectory.Planned::mode)
                  .column("MODE")
                  .number(
                      "bytes",
                      "size of the file, in bytes",
                      file -> file.artefact().content().length())
                  .column("BYTES")
                  .text(
                      "state",
                      "state of the file: one of the values described above",
                      file -> file.state().text())
                  .column("STATE")
                  .text("purpose", "purpose of the file", file -> file.artefact().purpose())
                  .column("PURPOSE"),
              Exported::files)
          .states();

  private final SpecOption spec = new SpecOption();
  private Optional<Path> base = Optional.empty();
  private Path directory = Path.of("");
  private List<String> accepted = List.of();
  private boolean dryRun;
  private Format format = Format.TABLE;
  private final SourceOptions source = new SourceOptions();

  @Override
  public void declare(Arguments arguments) {
    arguments.add(spec);
    arguments
        .option("-i", "--base")
        .label("B")
        .description(
            "The base (the devicetree that the declaration is for): a source file, a blob, or a "
                + "directory such as /proc/device-tree.")
        .value(Path.class, value -> base = Optional.of(value));
    arguments
        .option("-o")
        .label("DIR")
        .required()
        .description(
            "Output directory. dtbind writes nothing outside this directory, and does not follow symbolic "
                + "links.")
        .value(Path.class, value -> directory = value);
    arguments
        .option("-W")
        .label("no-CODE")
        .description(
            "Do not show warnings with CODE, such as not_exported, which is in the message. May be "
                + "repeated.")
        .list(String.class, value -> accepted = value);
    arguments
        .option("--dry-run")
        .description("List the files, but do not write them.")
        .flag(value -> dryRun = value);
    arguments
        .option("--format")
        .label("table|json|yaml")
        .description("Output format of the list of files. Default: table.")
        .value(Format.class, value -> format = value);
    arguments.add(source);
  }

  /** Runs an export that needs no base; returns the exit code. */
  int run(Session session, String kind, OfSpecification export) throws IOException {
    Diagnosed<Specification> specification = spec.read(session.inputs());
    if (session.show(specification) || specification.value().isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    return write(session, kind, export.files(specification.value().get()));
  }

  /** Runs an export that needs a base; returns the exit code. */
  int runWithBase(Session session, String kind, OfBoth export) throws IOException {
    return runWithBase(session, kind, export, (any, files) -> files);
  }

  /** Runs an export that needs a base, to a directory that may contain an earlier export. */
  int runWithBase(Session session, String kind, OfBoth export, Keeping keeping) throws IOException {
    if (base.isEmpty()) {
      return session.fail(
          ExitStatus.USAGE,
          "export %s needs the devicetree that the declaration is for: add --base B"
              .formatted(kind));
    }
    Diagnosed<DeviceTree> tree = source.read(session, base.get());
    boolean failed = session.show(tree);
    Diagnosed<Specification> specification = spec.read(session.inputs());
    failed |= session.show(specification);
    if (failed || tree.value().isEmpty() || specification.value().isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    return write(
        session, kind, export.files(specification.value().get(), tree.value().get()), keeping);
  }

  /** Runs an export that needs the text of the declaration; returns the exit code. */
  int runWithText(Session session, String kind, OfText export) throws IOException {
    return runWithText(session, kind, spec.file(session.inputs()), export);
  }

  /**
   * Runs an export for a given declaration instead of the file on the command line; returns the
   * exit code.
   */
  int runWithText(Session session, String kind, SourceFile file, OfText export) throws IOException {
    return runWithText(session, kind, file, export, (any, files) -> files);
  }

  /** Runs an export to a directory whose files users may have changed; returns the exit code. */
  int runWithText(Session session, String kind, OfText export, Keeping keeping) throws IOException {
    return runWithText(session, kind, spec.file(session.inputs()), export, keeping);
  }

  private int runWithText(
      Session session, String kind, SourceFile file, OfText export, Keeping keeping)
      throws IOException {
    Optional<DeviceTree> tree = Optional.empty();
    boolean failed = false;
    if (base.isPresent()) {
      Diagnosed<DeviceTree> read = source.read(session, base.get());
      failed = session.show(read) || read.value().isEmpty();
      tree = read.value();
    }
    Diagnosed<Specification> specification = SpecReader.read(file);
    failed |= session.show(specification);
    if (failed || specification.value().isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    return write(
        session, kind, export.files(specification.value().get(), file.content(), tree), keeping);
  }

  Path directory() {
    return directory;
  }

  /** {@return the file or directory of the base, if there is one} */
  Optional<Path> base() {
    return base;
  }

  private int write(Session session, String kind, Diagnosed<Artefacts> files) throws IOException {
    return write(session, kind, files, (any, planned) -> planned);
  }

  private int write(Session session, String kind, Diagnosed<Artefacts> files, Keeping keeping)
      throws IOException {
    Optional<String> problem = problem();
    if (problem.isPresent()) {
      return session.fail(ExitStatus.USAGE, problem.get());
    }
    if (session.show(withoutAccepted(files)) || files.value().isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    List<ExportDirectory.Planned> planned =
        keeping.of(directory, ExportDirectory.plan(directory, files.value().get()));
    if (!dryRun) {
      ExportDirectory.write(directory, planned);
    }
    session.write(VIEW, new Exported(kind, directory, dryRun, planned), format);
    return ExitStatus.DONE.code();
  }

  private Optional<String> problem() {
    List<String> names = Stream.of(ExportCode.values()).map(code -> "no-" + code.id()).toList();
    return accepted.stream()
        .filter(option -> !names.contains(option))
        .findFirst()
        .map(option -> Messages.unknown("warning", option, Nearest.to(option, names)));
  }

  private Diagnosed<Artefacts> withoutAccepted(Diagnosed<Artefacts> files) {
    return new Diagnosed<>(
        files.value(),
        files.diagnostics().stream()
            .filter(
                one ->
                    one.severity() == Severity.ERROR || !accepted.contains("no-" + one.code().id()))
            .toList());
  }
}
