// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.compile.DiskFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.diag.Severity;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.fs.DeviceTreeFolder;

/** {@code dtc}: one input, one output, as dtc's main program has it (dtc.c). */
final class DtcProgram {

  private static final int MAGIC = 0xd00dfeed;
  private static final String STDIN = "<stdin>";

  private final Session session;
  private final DtcOptions options = new DtcOptions();

  /**
   * Creates it.
   *
   * @param session its streams
   */
  DtcProgram(Session session) {
    this.session = session;
  }

  /**
   * Runs it.
   *
   * @param arguments the command line, without the program's name
   * @return dtc's exit code: 1 where it cannot go on, 2 where a tree does not pass the checks
   * @throws IOException where standard input cannot be read
   */
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
      say(e.getMessage() + "\n" + DtcOptions.usage() + "\nError: unknown option\n");
    } catch (DtcFailure e) {
      say("FATAL ERROR: " + e.getMessage() + "\n");
    }
    return 1;
  }

  private void say(String text) {
    Bytes bytes = FileName.bytes(text);
    session.err().write(bytes.toArray(), 0, bytes.length());
    session.err().flush();
  }

  private int compile() throws IOException, DtcFailure {
    String in = options.in.orElseGet(() -> guessInput(options.file));
    String form =
        options.form.orElseGet(
            () -> typeByName(options.out).orElse(in.equals("dts") ? "dtb" : "dts"));
    Diagnosed<DeviceTree> tree = read(in);
    for (Diagnostic diagnostic : tree.diagnostics()) {
      if (options.quiet < (diagnostic.severity() == Severity.ERROR ? 2 : 1)) {
        say(DiagnosticText.line(diagnostic) + "\n");
      }
    }
    if (tree.hasErrors() || tree.value().isEmpty()) {
      throw new DtcFailure("Unable to parse input tree");
    }
    write(content(form, tree.value().get()));
    return 0;
  }

  private Diagnosed<DeviceTree> read(String in) throws IOException, DtcFailure {
    return switch (in) {
      case "dts" -> {
        CompileOptions how =
            new CompileOptions(options.include, List.of(), false, options.build(), options.checks);
        String name = options.file.equals("-") ? STDIN : options.file;
        yield new Compiler(how, this::file).compile(name);
      }
      case "dtb" -> DtbReader.read(new SourceFile(options.file, blob()));
      case "fs" -> DeviceTreeFolder.read(FileName.path(options.file));
      default -> throw new DtcFailure("Unknown input format \"" + in + "\"");
    };
  }

  private Bytes blob() throws IOException, DtcFailure {
    String name = options.file.equals("-") ? STDIN : options.file;
    return file(name)
        .orElseThrow(
            () -> new DtcFailure("Couldn't open \"" + name + "\": No such file or directory"));
  }

  private Optional<Bytes> file(String name) throws IOException {
    return options.file.equals("-") && name.equals(STDIN)
        ? Optional.of(Bytes.wrap(session.in().readAllBytes()))
        : new DiskFiles(FileName.path(options.file)).read(name);
  }

  private Bytes content(String form, DeviceTree tree) throws DtcFailure {
    return switch (form) {
      case "dtb" -> DtbWriter.write(tree);
      case "dts" -> Bytes.latin1(DtsPrinter.print(tree));
      case "null" -> Bytes.empty();
      default -> throw new DtcFailure("Unknown output format \"" + form + "\"");
    };
  }

  private void write(Bytes content) throws IOException {
    if (options.out.equals("-")) {
      session.out().write(content.toArray(), 0, content.length());
    } else {
      OutputFile.write(FileName.path(options.out), content);
    }
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
        return head.cell(0) == MAGIC ? "dtb" : typeByName(file).orElse("dts");
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
