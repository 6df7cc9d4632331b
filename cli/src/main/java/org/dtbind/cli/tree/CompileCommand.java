// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.FormatOption;
import org.dtbind.cli.option.JobsOption;
import org.dtbind.cli.option.LevelArguments;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.StdinNameOption;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.OutputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.compile.MakeRule;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.overlay.verify.OverlayVerification;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.build.TreeBuilder;

/**
 * The command {@code dtbind compile}, which converts source or a blob to a blob, source, or another
 * format.
 */
public final class CompileCommand implements Command {

  /** The output formats, named as users type them, and as extensions of output files. */
  public enum Form {
    /** A flattened devicetree. */
    dtb,
    /** Source, as dtc prints it. */
    dts
  }

  private final Session session;
  private boolean symbols;
  private final SourceOptions source = new SourceOptions();
  private final StdinNameOption stdin;
  private Optional<Form> form = Optional.empty();
  private Optional<Path> out = Optional.empty();
  private Optional<Path> dependencies = Optional.empty();
  private final LevelArguments levels =
      new LevelArguments(
          "CHECK",
          "Report violations of CHECK as warnings; no-CHECK turns these warnings off. May be "
              + "repeated. Works as in dtc. CHECK can also be another code in a message.",
          "Report violations of CHECK as errors; no-CHECK turns these errors off. May be "
              + "repeated. Works as in dtc. CHECK can also be another code in a message.");
  private final Set<String> used = new LinkedHashSet<>();
  private Optional<Path> outDir = Optional.empty();
  private Optional<Path> sourceRoot = Optional.empty();
  private final JobsOption jobs = new JobsOption("With --out-dir: compile N sources");
  private final FormatOption format =
      new FormatOption(
          "With --out-dir: format of the summary. Default: table, which here prints one line of text.");
  private List<Path> files = List.of();

  public CompileCommand(Session session) {
    this.session = session;
    this.stdin = new StdinNameOption(session.inputs());
  }

  @Override
  public List<String> description() {
    return List.of("Preprocess devicetree source and compile it into a blob.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("-@", "--symbols")
        .description("Write the labels to /__symbols__, so that overlays can refer to them.")
        .flag(value -> symbols = value);
    arguments.add(source);
    arguments
        .option("-O")
        .label("dtb|dts")
        .description("Output format. Default: dts if OUT ends in .dts, otherwise dtb.")
        .value(Form.class, value -> form = Optional.of(value));
    arguments
        .option("-o")
        .label("OUT")
        .description("Output file, written completely or not at all. Default: standard output.")
        .value(Path.class, value -> out = Optional.of(value));
    arguments
        .option("--deps")
        .label("FILE")
        .description(
            "Write a make rule to FILE. The target of the rule is OUT; the prerequisites are all "
                + "files that dtbind read.")
        .value(Path.class, value -> dependencies = Optional.of(value));
    arguments.add(levels);
    declareBatch(arguments);
    arguments
        .parameter("FILE")
        .index("0..*")
        .arity("1..*")
        .description("Devicetree source, or a blob (.dtb).")
        .list(Path.class, value -> files = value);
  }

  /** Declares the options for many sources. */
  private void declareBatch(Arguments arguments) {
    arguments
        .option("--out-dir")
        .label("DIR")
        .description(
            "Compile many sources: for each NAME.dts, write NAME.dtb to DIR; for each NAME.dtso, "
                + "write NAME.dtbo.")
        .value(Path.class, value -> outDir = Optional.of(value));
    arguments
        .option("--source-root")
        .label("DIR")
        .description(
            "With --out-dir: recreate the directories of the sources below DIR in the output "
                + "directory.")
        .value(Path.class, value -> sourceRoot = Optional.of(value));
    arguments.add(stdin);
    arguments.add(jobs);
    arguments.add(format);
  }

  @Override
  public Optional<String> problem() {
    if (outDir.isEmpty()
        && (files.size() > 1 || sourceRoot.isPresent() || jobs.isPresent() || !format.isTable())) {
      return Optional.of("several sources, --source-root, -j and --format require --out-dir DIR");
    }
    if (stdin.problem(files).isPresent()) {
      return stdin.problem(files);
    }
    if (outDir.isPresent() && files.stream().anyMatch(InputFiles::isStandard)) {
      return Optional.of("--out-dir names output files after the sources: '-' is not allowed");
    }
    return outDir.isPresent() && (out.isPresent() || dependencies.isPresent())
        ? Optional.of("-o and --deps are only for a single source: omit them, or omit --out-dir")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    session.diagnostics().setLevels(levels.of(CheckLevels.DEFAULT));
    return outDir.isPresent() ? batch(outDir.get()) : one(files.get(0));
  }

  private int batch(Path directory) throws IOException, InterruptedException {
    Form wanted = form.orElse(Form.dtb);
    int code =
        new BatchCompilation(
                session,
                directory,
                sourceRoot,
                tree -> content(wanted, tree),
                wanted,
                format.value())
            .run(source.batch(session.inputs(), symbols, checks(), jobs.threads()), files);
    boolean failed = session.diagnostics().show(source.headers(session.inputs()).notes());
    return failed && code == ExitStatus.DONE.code() ? ExitStatus.INPUT.code() : code;
  }

  private int one(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return session.fail(
          ExitStatus.INPUT, FileName.text(file) + ": is a directory; specify a .dts or .dtb file");
    }
    Form wanted = form.orElse(OutputFiles.form(out, List.of(Form.dts), Form.dtb));
    Path target = out.orElse(Path.of("-"));
    if (wanted == Form.dtb && session.output().blobProblem(target).isPresent()) {
      return session.fail(
          ExitStatus.USAGE,
          "a blob cannot be printed on the terminal: use -o OUT, or -O dts to read it");
    }
    Optional<DeviceTree> tree = session.diagnostics().shown(read(file));
    if (tree.isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    Bytes content = content(wanted, tree.get());
    if (dependencies.isPresent()) {
      Optional<String> broken = used.stream().filter(name -> name.contains("\n")).findFirst();
      if (broken.isPresent()) {
        return session.fail(
            ExitStatus.FAILED,
            broken.get() + ": make does not support file names with a line break");
      }
      session
          .output()
          .write(dependencies.get(), MakeRule.of(out.map(FileName::text).orElse("-"), used));
    }
    session.output().write(target, content);
    return ExitStatus.DONE.code();
  }

  private CheckLevels checks() {
    return levels.of(CheckLevels.DEFAULT).checks();
  }

  private Diagnosed<DeviceTree> read(Path file) throws IOException {
    return withStatuses(source.read(session.inputs(), file, symbols, checks(), used::add));
  }

  /** Adds warnings about statuses that Linux does not know, of which dtc has no check. */
  static Diagnosed<DeviceTree> withStatuses(Diagnosed<DeviceTree> read) {
    List<Diagnostic> all = new ArrayList<>(read.diagnostics());
    read.value().map(OverlayVerification::unknownStatuses).ifPresent(all::addAll);
    return new Diagnosed<>(read.value(), all);
  }

  private static Bytes content(Form form, DeviceTree tree) {
    return switch (form) {
      case dtb -> DtbWriter.write(tree);
      case dts -> Bytes.latin1(DtsPrinter.print(TreeBuilder.restored(tree)));
    };
  }
}
