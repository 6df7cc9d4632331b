// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.TreeCheck;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.cli.session.Session;
import org.dtbind.compile.CompileOptions;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.dtb.AsmWriter;
import org.dtbind.dtb.BlobLayout;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dtc.Getopt.Option;
import org.dtbind.dts.SyntaxCode;
import org.dtbind.dts.print.Annotations;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.dts.print.YamlPrinter;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;
import org.dtbind.source.Shown;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.TreeOrder;
import org.dtbind.tree.build.TreeBuilder;
import org.dtbind.tree.build.TreeCode;

/** The program {@code dtc}, which converts one input to one output (dtc's dtc.c). */
final class DtcProgram extends FdtProgram {

  private static final Pattern NUMBER =
      Pattern.compile("\\s*([+-]?(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*))");

  /** The exit code if a check finds an error. */
  private static final int INVALID = 2;

  /** The warnings, besides those of checks, that dtc has, too. */
  private static final Set<Code> WARNINGS =
      Set.of(SyntaxCode.VALUE_TRUNCATED, TreeCode.SYMBOL_EXISTS, TreeCode.TABLE_ENTRY);

  private static final List<Option> OPTIONS =
      List.of(
          new Option('q', "quiet", false, "-q: no warnings; -qq: no errors either; -qqq: nothing"),
          new Option(
              'I', "in-format", true, "dts (source), dtb (blob) or fs (directory such as /proc/…)"),
          new Option('o', "out", true, "output file; - for standard output"),
          new Option('O', "out-format", true, "dts, dtb, yaml, asm (assembler source) or null"),
          new Option('V', "out-version", true, "version of the blob: 1, 2, 3, 16 or 17"),
          new Option('d', "out-dependency", true, "file for a make rule"),
          new Option('R', "reserve", true, "empty entries to keep in the list of reservations"),
          new Option('S', "space", true, "minimum size of the blob in bytes"),
          new Option('p', "pad", true, "bytes to add to the blob"),
          new Option(
              'a',
              "align",
              true,
              "round the size of the blob up to a multiple of this power of two"),
          new Option('b', "boot-cpu", true, "physical number of the boot processor"),
          new Option('f', "force", false, "write output even if the tree has errors"),
          new Option(
              'i', "include", true, "directory to search for included files; may be repeated"),
          new Option('s', "sort", false, "sort nodes and properties by name"),
          new Option('H', "phandle", true, "legacy (linux,phandle), epapr (phandle) or both"),
          new Option(
              'W',
              "warning",
              true,
              "report violations of CHECK as warnings; no-CHECK turns them off"),
          new Option(
              'E', "error", true, "report violations of CHECK as errors; no-CHECK turns them off"),
          new Option('@', "symbols", false, "keep labels in /__symbols__"),
          new Option(
              'L', "local-fixups", false, "keep the locations of references, as in overlays"),
          new Option('A', "auto-alias", false, "keep labels in /aliases"),
          new Option(
              'T',
              "annotate",
              false,
              "with -O dts, show where each part was written; repeat for full details"),
          new Option('h', "help", false, "print this help and exit"),
          new Option('v', "version", false, "print the version and exit"));

  private int quiet;
  private Optional<String> in = Optional.empty();
  private Optional<String> form = Optional.empty();
  private String out = "-";
  private Optional<String> dependencies = Optional.empty();
  private int version = 17;
  private int reservations;
  private int size;
  private int padding;
  private int alignment;
  private Optional<Integer> bootCpu = Optional.empty();
  private boolean force;
  private boolean sort;
  private int annotate;
  private final List<String> include = new ArrayList<>();
  private CheckLevels checks = CheckLevels.DEFAULT;
  private boolean symbols;
  private boolean fixups;
  private boolean aliases;
  private BuildOptions.Phandle phandles = BuildOptions.Phandle.EPAPR;

  DtcProgram(Session session) {
    super(session, "dtc", "dtc [options] <input file>", OPTIONS);
  }

  @Override
  public void take(char letter, String argument) throws Stop {
    switch (letter) {
      case 'q' -> quiet++;
      case 'I' -> in = Optional.of(argument);
      case 'O' -> form = Optional.of(argument);
      case 'o' -> out = argument;
      case 'V' -> version = (int) number(argument);
      case 'd' -> dependencies = Optional.of(argument);
      case 'R' -> reservations = Math.max(0, amount(letter, argument, Limit.RESERVATIONS));
      case 'S' -> size = amount(letter, argument, Limit.FILE_BYTES);
      case 'p' -> padding = amount(letter, argument, Limit.FILE_BYTES);
      case 'a' -> alignment = powerOfTwo(amount(letter, argument, Limit.FILE_BYTES));
      case 'b' -> bootCpu = Optional.of((int) number(argument));
      case 'f' -> force = true;
      case 's' -> sort = true;
      case 'i' -> include.add(argument);
      case 'H' -> phandles = phandles(argument);
      case 'W', 'E' ->
          checks =
              checks
                  .with(letter == 'E', argument)
                  .orElseThrow(
                      () ->
                          fatal(
                              "Unrecognized check name \""
                                  + argument.replaceFirst("^no[-_]", "")
                                  + "\""));
      case '@' -> symbols = true;
      case 'L' -> fixups = true;
      case 'A' -> aliases = true;
      case 'T' -> annotate++;
      default -> super.take(letter, argument);
    }
  }

  /** Returns a number that determines the size of the blob. */
  private int amount(char letter, String argument, Limit limit) throws Stop {
    long number = number(argument);
    if (number > limit.most()) {
      throw fatal("Invalid argument \"" + argument + "\" to -" + letter + " option");
    }
    return (int) number;
  }

  private int powerOfTwo(int number) throws Stop {
    if (number <= 0 || (number & (number - 1)) != 0) {
      throw fatal("Invalid argument \"" + number + "\" to -a option");
    }
    return number;
  }

  private BuildOptions.Phandle phandles(String argument) throws Stop {
    return switch (argument) {
      case "legacy" -> BuildOptions.Phandle.LEGACY;
      case "epapr" -> BuildOptions.Phandle.EPAPR;
      case "both" -> BuildOptions.Phandle.BOTH;
      default -> throw fatal("Invalid argument \"" + argument + "\" to -H option");
    };
  }

  /** Reads the number at the beginning of a text as C's {@code strtol()} does. */
  private static long number(String text) {
    Matcher number = NUMBER.matcher(text);
    if (!number.lookingAt()) {
      return 0;
    }
    try {
      return Long.decode(number.group(1));
    } catch (NumberFormatException e) {
      return number.group(1).startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  @Override
  int work(List<String> operands) throws Stop, IOException {
    if (operands.size() > 1) {
      throw misused("missing files");
    }
    if (size != 0 && padding != 0) {
      throw fatal("Can't set both -p and -S");
    }
    return compile(operands.isEmpty() ? "-" : operands.get(0));
  }

  private int compile(String file) throws Stop, IOException {
    String inputType = in.orElseGet(() -> DtcFormat.ofInput(file));
    boolean fromSource = inputType.equals(DtcFormat.DTS);
    String outputType =
        form.orElseGet(
            () -> DtcFormat.ofName(out).orElse(fromSource ? DtcFormat.DTB : DtcFormat.DTS));
    if (annotate > 0 && !(fromSource && outputType.equals(DtcFormat.DTS))) {
      throw fatal("--annotate requires -I dts -O dts");
    }
    if (!DtcFormat.INPUTS.contains(inputType)) {
      throw fatal("Unknown input format \"" + inputType + "\"");
    }
    BuildOptions build = new BuildOptions(symbols, fixups, aliases, phandles);
    DtcInput input =
        new DtcInput(
            session.streams().in(),
            file,
            new CompileOptions(include, List.of(), false, build, checks));
    DeviceTree tree = checked(input, inputType, file);
    DeviceTree complete = fromSource ? tree : restored(tree, build);
    DeviceTree numbered = bootCpu.map(complete::bootedBy).orElse(complete);
    DeviceTree wanted = sort ? TreeOrder.sorted(numbered) : numbered;
    Bytes content = content(outputType, fromSource, wanted, input);
    if (out.equals("-")) {
      print(content);
    } else {
      OutputFile.write(FileName.path(out), content);
    }
    return 0;
  }

  /** Reads the input, writes the dependencies, and checks the tree. */
  private DeviceTree checked(DtcInput input, String inputType, String file)
      throws Stop, IOException {
    Diagnosed<DeviceTree> built = input.read(inputType);
    Map<Boolean, List<Diagnostic>> problems =
        built.diagnostics().stream()
            .collect(Collectors.partitioningBy(problem -> problem.code() instanceof Check));
    List<Diagnostic> found = problems.getOrDefault(false, List.of());
    showOfInput(found);
    if (built.value().isEmpty() || found.stream().anyMatch(DtcProgram::endsReading)) {
      throw new Stop(FAILED);
    }
    DeviceTree tree = built.value().get();
    if (dependencies.isPresent()) {
      OutputFile.write(FileName.path(dependencies.get()), dependencies(input.read()));
    }
    List<Diagnostic> findings =
        TreeCheck.asDtc(
            tree, checks, inputType.equals(DtcFormat.DTS), problems.getOrDefault(true, List.of()));
    show(findings.stream().filter(this::isWanted).toList());
    if (Diagnostic.anyError(findings) && !forced(file)) {
      throw new Stop(INVALID);
    }
    if (Diagnostic.anyError(found)) {
      throw new Stop(FAILED);
    }
    return tree;
  }

  /** Whether dtc fails before the checks, which have an exit code of their own. */
  private static boolean endsReading(Diagnostic problem) {
    return problem.severity() == Severity.ERROR && problem.code() != TreeCode.FIXUP_BY_PATH;
  }

  /** Whether {@code -q} leaves a finding of a check. */
  private boolean isWanted(Diagnostic problem) {
    return quiet < (problem.severity() == Severity.ERROR ? 2 : 1);
  }

  /** Writes all errors, which end dtc, and those warnings that dtc has, too. */
  private void showOfInput(List<Diagnostic> problems) {
    show(
        problems.stream()
            .filter(
                problem ->
                    problem.severity() == Severity.ERROR
                        || WARNINGS.contains(problem.code()) && isWanted(problem))
            .toList());
  }

  /**
   * Adds symbols, aliases and fixups to the tree of a blob or directory. For a source, the builder
   * of the tree already added them.
   */
  private DeviceTree restored(DeviceTree tree, BuildOptions build) throws Stop {
    Diagnosed<DeviceTree> restored = TreeBuilder.restored(tree, build);
    showOfInput(restored.diagnostics());
    if (restored.hasErrors()) {
      throw new Stop(FAILED);
    }
    return restored.value().orElse(tree);
  }

  /** Reports that the tree has errors; returns whether to write output nevertheless. */
  private boolean forced(String file) {
    String problem = Shown.escaped(file) + " has errors";
    if (!force) {
      printError("ERROR: " + problem + "; use -f to write the output nevertheless\n");
    } else if (quiet < 3) {
      printError("Warning: " + problem + ", but -f forces output\n");
    }
    return force;
  }

  /** Returns the rule for make. Like dtc, it escapes only spaces in names. */
  private Bytes dependencies(List<String> names) {
    StringBuilder rule = new StringBuilder(out.replace(" ", "\\ ")).append(':');
    names.forEach(name -> rule.append(' ').append(name.replace(" ", "\\ ")));
    return FileName.bytes(rule.append('\n').toString());
  }

  private Bytes content(String outputType, boolean fromSource, DeviceTree tree, DtcInput input)
      throws Stop {
    switch (outputType) {
      case DtcFormat.DTS -> {
        Annotations annotations =
            annotate == 0
                ? Annotations.NONE
                : new Annotations(Math.min(annotate, 2), input.firstName());
        return Bytes.latin1(DtsPrinter.printAsDtc(tree, annotations));
      }
      case DtcFormat.YAML -> {
        if (!fromSource) {
          throw fatal("YAML output format requires dts input format");
        }
        return Bytes.latin1(YamlPrinter.print(tree));
      }
      case DtcFormat.DTB, DtcFormat.ASM -> {
        if (!BlobLayout.isVersion(version)) {
          throw fatal("Unknown device tree blob version " + version);
        }
        return outputType.equals(DtcFormat.ASM)
            ? Bytes.latin1(AsmWriter.write(tree, layout()))
            : blob(tree);
      }
      case DtcFormat.NULL -> {
        return Bytes.empty();
      }
      default -> throw fatal("Unknown output format \"" + outputType + "\"");
    }
  }

  /** Returns the format of the blob; the version may be one that does not exist. */
  private BlobLayout layout() {
    return new BlobLayout(version, reservations, size, padding, alignment);
  }

  private Bytes blob(DeviceTree tree) {
    BlobLayout layout = layout();
    if (layout.size() > 0 && quiet < 1) {
      BlobLayout bare = new BlobLayout(layout.version(), layout.reservations(), 0, 0, 0);
      int size = DtbWriter.write(tree, bare).length();
      if (size > layout.size()) {
        printError(
            "Warning: the blob has %d bytes, which is more than -S %d\n"
                .formatted(size, layout.size()));
      }
    }
    return DtbWriter.write(tree, layout);
  }
}
