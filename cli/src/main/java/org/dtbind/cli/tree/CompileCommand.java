// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.compile.Batch;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.DiskFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Nearest;
import org.dtbind.dtb.AsmWriter;
import org.dtbind.dtb.BlobLayout;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.dts.print.YamlPrinter;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.build.TreeBuilder;
import org.dtbind.view.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command {@code dtbind compile}, which converts source or a blob to a blob, source, or another
 * format.
 */
@Command(
    name = "compile",
    description = "Preprocess devicetree source and compile it into a blob.",
    sortOptions = false)
public final class CompileCommand implements Callable<Integer> {

  /** The output formats. */
  public enum Form {
    /** A flattened devicetree. */
    dtb,
    /** Source, as dtc prints it. */
    dts,
    /** The YAML that dtc writes for schema checkers. */
    yaml,
    /** Assembler source of the blob. */
    asm,
    /** The JSON of {@link TreeReport}. */
    json;

    /**
     * Returns whether overlays have another file name extension than trees, such as {@code .dtbo}.
     */
    boolean isOfOverlays() {
      return this == dtb || this == dts;
    }
  }

  private final Session session;

  @Option(
      names = {"-@", "--symbols"},
      description = "Write the labels to /__symbols__, so that overlays can refer to them.")
  private boolean symbols;

  @Mixin private SourceOptions source = new SourceOptions();

  @Option(
      names = "-O",
      paramLabel = "dtb|dts|yaml|asm|json",
      description =
          "Output format. Default: the format that the extension of OUT (.dts, .yaml or .json) "
              + "indicates, otherwise dtb.")
  private Optional<Form> form = Optional.empty();

  @Option(
      names = "-o",
      paramLabel = "OUT",
      description = "Output file, written completely or not at all. Default: standard output.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--deps",
      paramLabel = "FILE",
      description =
          "Write a make rule to FILE. The target of the rule is OUT; the prerequisites are all "
              + "files that dtbind read.")
  private Optional<Path> dependencies = Optional.empty();

  @Option(
      names = "-W",
      paramLabel = "[no-]CHECK",
      description =
          "Report violations of CHECK as warnings; no-CHECK turns these warnings off. May be "
              + "repeated. Works as in dtc.")
  private List<String> warnings = new ArrayList<>();

  @Option(
      names = "-E",
      paramLabel = "[no-]CHECK",
      description =
          "Report violations of CHECK as errors; no-CHECK turns these errors off. May be "
              + "repeated. Works as in dtc.")
  private List<String> errors = new ArrayList<>();

  private CheckLevels checks = CheckLevels.DEFAULT;

  private final Set<String> used = new LinkedHashSet<>();

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      description =
          "Compile many sources: for each NAME.dts, write NAME.dtb to DIR; for each NAME.dtso, "
              + "write NAME.dtbo.")
  private Optional<Path> outDir = Optional.empty();

  @Option(
      names = "--source-root",
      paramLabel = "DIR",
      description =
          "With --out-dir: give each output file the same path below the output directory as its "
              + "source has below DIR.")
  private Optional<Path> sourceRoot = Optional.empty();

  @Option(
      names = "-j",
      paramLabel = "N",
      description =
          "With --out-dir: compile N sources in parallel. Default: the number of processors.")
  private Optional<Integer> jobs = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "table|json|yaml",
      description =
          "With --out-dir: output format of the summary. Default: table, which is one line of text.")
  private Format format = Format.TABLE;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Devicetree source, or a blob (.dtb).")
  private List<Path> files = new ArrayList<>();

  public CompileCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<String> unknown = takeChecks(warnings, false).or(() -> takeChecks(errors, true));
    if (unknown.isPresent()) {
      return session.fail(Exit.USAGE, unknown.get());
    }
    if (outDir.isPresent()) {
      return batch(outDir.get());
    }
    if (files.size() > 1 || sourceRoot.isPresent() || jobs.isPresent()) {
      return session.fail(Exit.USAGE, "to compile several sources, use --out-dir DIR");
    }
    return one(files.get(0));
  }

  /** Applies options for checks in order; returns a message about the first invalid one. */
  private Optional<String> takeChecks(List<String> given, boolean asErrors) {
    for (String argument : given) {
      Optional<CheckLevels> changed = checks.with(asErrors, argument);
      if (changed.isEmpty()) {
        List<String> names = Arrays.stream(Check.values()).map(Check::id).toList();
        List<String> near = Nearest.to(argument.replaceFirst("^no[-_]", ""), names);
        return Optional.of(
            "there is no check '"
                + argument
                + "'"
                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
      }
      checks = changed.get();
    }
    return Optional.empty();
  }

  private int batch(Path directory) throws IOException, InterruptedException {
    if (files.stream().anyMatch(InputFiles::isStandard)) {
      return session.fail(
          Exit.USAGE, "--out-dir names its output files after the sources, but '-' has no name");
    }
    if (out.isPresent() || dependencies.isPresent()) {
      return session.fail(
          Exit.USAGE, "-o and --deps are for one source: leave them out with --out-dir");
    }
    int threads = jobs.orElse(Runtime.getRuntime().availableProcessors());
    if (threads < 1 || threads > 1024) {
      return session.fail(Exit.USAGE, "-j takes 1 to 1024");
    }
    // The search for headers goes up from the directory of a source, so do it once per directory.
    Map<String, CompileOptions> ofDirectory = new ConcurrentHashMap<>();
    Batch batch =
        new Batch(
            name ->
                ofDirectory.computeIfAbsent(
                    name.substring(0, name.lastIndexOf('/') + 1),
                    inDirectory -> source.compile(session, FileName.path(name), symbols, checks)),
            new DiskFiles(source.headers(session)),
            threads);
    Form wanted = form.orElse(Form.dtb);
    int code =
        new BatchCompilation(session, directory, sourceRoot, wanted, format).run(batch, files);
    session.show(Diagnosed.failed(source.headers(session).notes()));
    return code;
  }

  private int one(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return session.fail(Exit.INPUT, file + ": is a directory; specify a .dts or .dtb file");
    }
    Form wanted = form.orElseGet(this::formOfName);
    Path target = out.orElse(Path.of("-"));
    if (wanted == Form.dtb && session.blobProblem(target).isPresent()) {
      return session.fail(
          Exit.USAGE, "a blob cannot be printed on the terminal: use -o OUT, or -O dts to read it");
    }
    Diagnosed<DeviceTree> tree = read(file);
    if (session.show(tree) || tree.value().isEmpty()) {
      return Exit.INPUT.code();
    }
    Bytes content = content(wanted, tree.value().get());
    if (dependencies.isPresent()) {
      Optional<String> broken = used.stream().filter(name -> name.contains("\n")).findFirst();
      if (broken.isPresent()) {
        return session.fail(
            Exit.FAILED, broken.get() + ": make does not support file names with a line break");
      }
      writeDependencies(dependencies.get());
    }
    session.write(target, content);
    return Exit.OK.code();
  }

  private Diagnosed<DeviceTree> read(Path file) throws IOException {
    return source.read(session, file, symbols, checks, used::add);
  }

  /** Writes a rule with the inputs of the output file, for make and ninja. */
  private void writeDependencies(Path target) throws IOException {
    StringBuilder rule = new StringBuilder();
    rule.append(escaped(out.map(FileName::text).orElse("-"))).append(':');
    // The list omits pipes, since make cannot check whether their content changed.
    used.forEach(name -> rule.append(" \\\n  ").append(escaped(name)));
    rule.append('\n');
    session.write(target, FileName.bytes(rule.toString()));
  }

  /**
   * Escapes a name for a rule (GNU make's manual, "What Makefiles Contain" and "Static Usage"). A
   * backslash is special only before a special character, where it is doubled. make cannot express
   * names with {@code ;}, {@code }, {@code =} or {@code %}; compilers do not escape these either.
   */
  private static String escaped(String name) {
    StringBuilder rule = new StringBuilder();
    int backslashes = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean special = c == ' ' || c == '\t' || c == '#' || c == ':';
      rule.append(special ? "\\".repeat(backslashes + 1) : "").append(c == '$' ? "$$" : c);
      backslashes = c == '\\' ? backslashes + 1 : 0;
    }
    // The character after the name is also special.
    return rule.append("\\".repeat(backslashes)).toString();
  }

  private Form formOfName() {
    String name = out.map(path -> FileName.text(path).toLowerCase(Locale.ROOT)).orElse("");
    for (Form known : List.of(Form.dts, Form.yaml, Form.json)) {
      if (name.endsWith("." + known)) {
        return known;
      }
    }
    return Form.dtb;
  }

  static Bytes content(Form form, DeviceTree tree) {
    return switch (form) {
      case dtb -> DtbWriter.write(tree);
      case dts -> Bytes.latin1(DtsPrinter.print(TreeBuilder.restored(tree)));
      case yaml -> Bytes.latin1(YamlPrinter.print(tree));
      case asm -> Bytes.latin1(AsmWriter.write(tree, BlobLayout.DEFAULT));
      case json -> Bytes.utf8(TreeReport.VIEW.json(tree));
    };
  }
}
