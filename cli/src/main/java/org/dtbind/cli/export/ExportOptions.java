// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.FormatOption;
import org.dtbind.cli.option.LevelArguments;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.export.Artefacts;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.view.View;

/**
 * Common parts of all {@code dtbind export} commands: they read a declaration and a base, write
 * files, and list them. Picocli fills in the options.
 */
public final class ExportOptions implements ArgumentGroup {

  /** Whether an export uses the base. */
  enum Base {
    UNUSED,
    OPTIONAL,
    REQUIRED
  }

  /** What an export is made from: a declaration, its text, and the base, if there is one. */
  record Inputs(Specification specification, Bytes text, Optional<DeviceTree> base) {

    /** {@return the base of an export that requires one} */
    DeviceTree tree() {
      return base.orElseThrow();
    }
  }

  /** Makes the files of an export. */
  @FunctionalInterface
  interface Export {
    Diagnosed<Artefacts> files(Inputs inputs) throws IOException;
  }

  /** Compares the files with those of an earlier export, before they are written. */
  @FunctionalInterface
  interface Comparison {
    /** {@return the files, with those marked that must not be replaced} */
    List<ExportDirectory.Planned> of(List<ExportDirectory.Planned> files) throws IOException;
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

  private final String kind;
  private final Base use;
  private final SpecOption spec = new SpecOption();
  private Optional<Path> base = Optional.empty();
  private Path directory = Path.of("");
  private final LevelArguments levels =
      new LevelArguments(
          "CODE",
          "no-CODE turns off warnings with CODE, the name in parentheses in the message, such as "
              + "not_exported; CODE turns them on again. May be repeated.",
          "Show warnings with CODE as errors, which prevent the export; no-CODE turns "
              + "these errors off. May be repeated.");
  private boolean dryRun;
  private final FormatOption format =
      new FormatOption("Output format of the list of files. Default: table.");
  private final SourceOptions source = new SourceOptions();

  ExportOptions(String kind, Base use) {
    this.kind = kind;
    this.use = use;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(spec);
    if (use != Base.UNUSED) {
      arguments
          .option("--base")
          .label("B")
          .description(
              "The base (the devicetree that the declaration is for): a source file, a blob, or a "
                  + "directory such as /proc/device-tree.")
          .value(Path.class, value -> base = Optional.of(value));
    }
    arguments
        .option("-o")
        .label("DIR")
        .required()
        .description(
            "Output directory. dtbind writes nothing outside this directory, and does not follow symbolic "
                + "links.")
        .value(Path.class, value -> directory = value);
    arguments.add(levels);
    arguments
        .option("--dry-run")
        .description("List the files, but do not write them.")
        .flag(value -> dryRun = value);
    arguments.add(format);
    if (use != Base.UNUSED) {
      arguments.add(source);
    }
  }

  /** Runs an export; returns the exit code. */
  int run(Session session, Export export) throws IOException {
    return run(session, Optional.empty(), export, files -> files);
  }

  /**
   * Runs an export; returns the exit code.
   *
   * @param given the declaration, if it is not the file on the command line
   */
  int run(Session session, Optional<SourceFile> given, Export export, Comparison comparison)
      throws IOException {
    session.diagnostics().setLevels(levels.of(CheckLevels.DEFAULT));
    Optional<DeviceTree> tree = Optional.empty();
    boolean failed = false;
    if (base.isPresent()) {
      Diagnosed<DeviceTree> read = source.read(session.inputs(), base.get());
      failed = session.diagnostics().show(read) || read.value().isEmpty();
      tree = read.value();
    }
    SourceFile file = given.isPresent() ? given.get() : spec.file(session.inputs());
    Diagnosed<Specification> specification = SpecReader.read(file);
    failed |= session.diagnostics().show(specification);
    if (failed || specification.value().isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    Inputs inputs = new Inputs(specification.value().get(), file.content(), tree);
    return write(session, export.files(inputs), comparison);
  }

  Path directory() {
    return directory;
  }

  /** Returns whether the command line names a declaration. */
  boolean hasSpec() {
    return spec.isGiven();
  }

  /** {@return the file or directory of the base, if there is one} */
  Optional<Path> base() {
    return base;
  }

  private int write(Session session, Diagnosed<Artefacts> files, Comparison comparison)
      throws IOException {
    if (session.diagnostics().show(files) || files.value().isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    List<ExportDirectory.Planned> planned =
        comparison.of(ExportDirectory.plan(directory, files.value().get()));
    if (!dryRun) {
      ExportDirectory.write(directory, planned);
    }
    session.output().write(VIEW, new Exported(kind, directory, dryRun, planned), format.value());
    return ExitStatus.DONE.code();
  }

  @Override
  public Optional<String> problem() {
    if (use == Base.REQUIRED && base.isEmpty()) {
      return Optional.of(
          "export %s needs the devicetree that the declaration is for: add --base B"
              .formatted(kind));
    }
    return Optional.empty();
  }
}
