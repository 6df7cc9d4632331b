// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.TreeCheck;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.Version;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.AsmWriter;
import org.dtbind.dtb.BlobLayout;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dtb.Fdt;
import org.dtbind.dts.print.Annotations;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.dts.print.YamlPrinter;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.TreeOrder;
import org.dtbind.tree.build.TreeBuilder;
import org.dtbind.tree.build.TreeCode;

/** The program {@code dtc}, which converts one input to one output (dtc's dtc.c). */
final class DtcProgram {

  private final Session session;
  private final DtcOptions options = new DtcOptions();

  DtcProgram(Session session) {
    this.session = session;
  }

  int run(List<String> arguments) throws IOException {
    try {
      switch (options.take(arguments)) {
        case HELP -> session.out().print(DtcOptions.usage());
        case VERSION -> session.out().print("Version: " + Version.ofThisBuild().asDtc() + "\n");
        case COMPILE -> {
          return compile();
        }
      }
      return 0;
    } catch (Getopt.Unusable e) {
      String reason = String.valueOf(e.getMessage());
      say(
          (reason.isEmpty() ? "" : reason + "\n")
              + DtcOptions.usage()
              + (reason.isEmpty() ? "\nError: missing files\n" : "\nError: unknown option\n"));
    } catch (DtcFailure e) {
      say("FATAL ERROR: " + e.getMessage() + "\n");
      if (options.quiet < 2) {
        say(e.note());
      }
    }
    return 1;
  }

  private void say(String text) {
    session.err().writeBytes(FileName.bytes(text).toArray());
    session.err().flush();
  }

  private int compile() throws IOException, DtcFailure {
    String in = options.in.orElseGet(() -> guessInput(options.file));
    String form =
        options.form.orElseGet(
            () -> typeByName(options.out).orElse(in.equals("dts") ? "dtb" : "dts"));
    if (options.annotate > 0 && !(in.equals("dts") && form.equals("dts"))) {
      throw new DtcFailure("--annotate requires -I dts -O dts");
    }
    if (options.dependencies.isPresent()) {
      writable(options.dependencies.get(), "dependency");
    }
    DtcInput input = new DtcInput(session.in(), options);
    Diagnosed<DeviceTree> built = input.read(in);
    Map<Stage, List<Diagnostic>> problems =
        built.diagnostics().stream().collect(Collectors.groupingBy(Stage::of));
    DtcMessages messages = new DtcMessages(this::say, options.quiet, options.out);
    read(messages, problems.getOrDefault(Stage.READ, List.of()), input);
    DeviceTree tree = built.value().orElseThrow(() -> new DtcFailure("Unable to parse input tree"));
    if (options.dependencies.isPresent()) {
      write(options.dependencies.get(), "dependency", dependencies(input.read()));
    }
    List<Diagnostic> found =
        TreeCheck.asDtc(
            tree, options.checks, in.equals("dts"), problems.getOrDefault(Stage.CHECK, List.of()));
    if (messages.ofChecks(found, tree) && !forced()) {
      return 2;
    }
    messages.ofTables(problems.getOrDefault(Stage.TABLES, List.of()));
    DeviceTree complete = in.equals("dts") ? tree : restored(tree, messages);
    DeviceTree numbered = options.bootCpu.map(complete::bootedBy).orElse(complete);
    DeviceTree wanted = options.sort ? TreeOrder.sorted(numbered) : numbered;
    Bytes content = content(in, form, wanted, input);
    if (options.out.equals("-")) {
      session.out().writeBytes(content.toArray());
    } else {
      write(options.out, "output", content);
    }
    return 0;
  }

  /**
   * Writes all problems in a source. dtc names only the place of a syntax error, so notes explain
   * the error.
   */
  private void read(DtcMessages messages, List<Diagnostic> problems, DtcInput input)
      throws DtcFailure, IOException {
    boolean failed;
    try {
      failed = messages.ofSource(problems);
    } catch (DtcFailure e) {
      throw messages.isSyntax() && options.quiet < 2
          ? new DtcFailure(String.valueOf(e.getMessage()), input.explained())
          : e;
    }
    if (failed) {
      throw new DtcFailure(
          "Syntax error parsing input tree", messages.isSyntax() ? input.explained() : "");
    }
  }

  /**
   * Adds symbols, aliases and fixups to the tree of a blob or directory. For a source, the builder
   * of the tree already added them.
   */
  private DeviceTree restored(DeviceTree tree, DtcMessages messages) throws DtcFailure {
    Diagnosed<DeviceTree> restored = TreeBuilder.restored(tree, options.build());
    messages.ofTables(restored.diagnostics());
    return restored.value().orElse(tree);
  }

  /** The stage of dtc that reports a problem. */
  private enum Stage {
    READ,
    CHECK,
    TABLES;

    static Stage of(Diagnostic problem) {
      if (CheckLevels.check(problem.code().id()).isPresent()) {
        return CHECK;
      }
      boolean tables =
          problem.code() == TreeCode.SYMBOL_EXISTS
              || problem.code() == TreeCode.TABLE_ENTRY
              || problem.code() == TreeCode.FIXUP_BY_PATH;
      return tables ? TABLES : READ;
    }
  }

  /** Reports that the tree has errors; returns whether to write output nevertheless. */
  private boolean forced() {
    if (!options.force) {
      say("ERROR: Input tree has errors, aborting (use -f to force output)\n");
    } else if (options.quiet < 3) {
      say("Warning: Input tree has errors, output forced\n");
    }
    return options.force;
  }

  /** Returns the rule for make. Like dtc, it escapes only spaces in names. */
  private Bytes dependencies(List<String> names) {
    StringBuilder rule = new StringBuilder(options.out.replace(" ", "\\ ")).append(':');
    names.forEach(name -> rule.append(' ').append(name.replace(" ", "\\ ")));
    return FileName.bytes(rule.append('\n').toString());
  }

  private Bytes content(String in, String form, DeviceTree tree, DtcInput input) throws DtcFailure {
    switch (form) {
      case "dts" -> {
        Annotations annotations =
            options.annotate == 0
                ? Annotations.NONE
                : new Annotations(Math.min(options.annotate, 2), input.firstName());
        return Bytes.latin1(DtsPrinter.printAsDtc(tree, annotations));
      }
      case "yaml" -> {
        if (!in.equals("dts")) {
          throw new DtcFailure("YAML output format requires dts input format");
        }
        return Bytes.latin1(YamlPrinter.print(tree));
      }
      case "dtb", "asm" -> {
        if (!BlobLayout.isVersion(options.version)) {
          throw new DtcFailure("Unknown device tree blob version " + options.version);
        }
        return form.equals("asm")
            ? Bytes.latin1(AsmWriter.write(tree, options.layout()))
            : blob(tree);
      }
      case "null" -> {
        return Bytes.empty();
      }
      default -> throw new DtcFailure("Unknown output format \"" + form + "\"");
    }
  }

  private Bytes blob(DeviceTree tree) {
    BlobLayout layout = options.layout();
    if (layout.size() > 0 && options.quiet < 1) {
      BlobLayout bare = new BlobLayout(layout.version(), layout.reservations(), 0, 0, 0);
      int size = DtbWriter.write(tree, bare).length();
      if (size > layout.size()) {
        say("Warning: blob size " + size + " >= minimum size " + layout.size() + "\n");
      }
    }
    return DtbWriter.write(tree, layout);
  }

  /** Fails if a file cannot be written, before dtc does any work for it. */
  private static void writable(String name, String what) throws DtcFailure {
    Path path = FileName.path(name);
    Path directory = path.toAbsolutePath().getParent();
    if (directory == null || !Files.exists(directory)) {
      throw unwritable(name, what, "No such file or directory");
    }
    if (Files.isDirectory(path)) {
      throw unwritable(name, what, "Is a directory");
    }
  }

  private static void write(String name, String what, Bytes content) throws DtcFailure {
    writable(name, what);
    try {
      OutputFile.write(FileName.path(name), content);
    } catch (IOException e) {
      throw unwritable(name, what, Strerror.of(e));
    }
  }

  private static DtcFailure unwritable(String name, String what, String reason) {
    return new DtcFailure("Couldn't open " + what + " file " + name + ": " + reason);
  }

  private static String guessInput(String file) {
    Path path = FileName.path(file);
    if (Files.isDirectory(path)) {
      return "fs";
    }
    if (Files.isRegularFile(path)) {
      try (InputStream in = Files.newInputStream(path)) {
        Bytes head = Bytes.wrap(in.readNBytes(4));
        if (head.length() < 4) {
          return "dts";
        }
        return head.cell(0) == Fdt.MAGIC ? "dtb" : typeByName(file).orElse("dts");
      } catch (IOException e) {
        return "dts";
      }
    }
    return "dts";
  }

  private static Optional<String> typeByName(String file) {
    int dot = file.lastIndexOf('.');
    return switch (dot < 0 ? "" : file.substring(dot).toLowerCase(Locale.ROOT)) {
      case ".dts" -> Optional.of("dts");
      case ".yaml" -> Optional.of("yaml");
      case ".dtb", ".dtbo" -> Optional.of("dtb");
      default -> Optional.empty();
    };
  }
}
