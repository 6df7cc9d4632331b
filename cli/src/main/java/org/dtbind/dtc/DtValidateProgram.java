// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.cli.option.SchemaOptions;
import org.dtbind.cli.session.FailureText;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.Version;
import org.dtbind.compile.DiskFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dtb.DtbReader;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.Finding;
import org.dtbind.validate.SchemaSet;
import org.dtbind.validate.Validator;
import org.dtbind.validate.report.DtSchemaText;

/**
 * The program {@code dt-validate}, which validates blobs against binding documents (dt-schema's
 * dtb_validate.py).
 */
final class DtValidateProgram extends DropInProgram implements Getopt.Target<DropInProgram.Stop> {

  private static final String USAGE =
      """
      usage: dt-validate [-h] [-s SCHEMA] [-p PREPARSE] [-l LIMIT] [-m] [-n] [-v] [-u URL_PATH] [-V]
                         [dtbs ...]
      """;

  private static final String HELP =
      """

      positional arguments:
        dtbs                  Blobs, or directories that contain blobs

      options:
        -h, --help            Print this help and exit
        -s, --schema SCHEMA   Binding documents: a directory, or a file that dt-mk-schema wrote
        -p, --preparse FILE   Same as --schema
        -l, --limit LIMIT     Use only documents whose $id contains LIMIT; separate several with colons
        -m, --show-unmatched  Also report compatible strings that no document describes
        -n, --line-number     Ignored
        -v, --verbose         Print the name of each blob
        -u, --url-path PATH   Ignored, except that LIMIT may begin with PATH
        -V, --version         Print the version and exit

      @FILE stands for the arguments in FILE, one per line.
      """;

  private static final List<Getopt.Option> OPTIONS =
      List.of(
          new Getopt.Option('h', "help", false),
          new Getopt.Option('s', "schema", true),
          new Getopt.Option('p', "preparse", true),
          new Getopt.Option('l', "limit", true),
          new Getopt.Option('m', "show-unmatched", false),
          new Getopt.Option('n', "line-number", false),
          new Getopt.Option('v', "verbose", false),
          new Getopt.Option('u', "url-path", true),
          new Getopt.Option('V', "version", false));

  private static final int UNUSABLE = 2;

  private final List<String> operands = new ArrayList<>();

  /** The files among the operands, as opposed to those in directories. */
  private final Set<Path> named = new HashSet<>();

  private final DiskFiles disk = new DiskFiles();

  private final List<String> limit = new ArrayList<>();
  private String schema = "";
  private String preparse = "";
  private String url = "";
  private boolean unmatched;
  private boolean verbose;

  DtValidateProgram(Session session) {
    super(session);
  }

  @Override
  int perform(List<String> arguments) throws Stop, IOException {
    try {
      operands.addAll(new Getopt("dt-validate", OPTIONS, expanded(arguments)).parse(this));
    } catch (Getopt.Unusable e) {
      printError(USAGE + "dt-validate: error: " + e.getMessage() + "\n");
      return UNUSABLE;
    }
    return validate();
  }

  @Override
  public void take(char letter, String argument) throws Stop {
    switch (letter) {
      case 's' -> schema = argument;
      case 'p' -> preparse = argument;
      case 'l' -> limit.addAll(Arrays.asList(argument.split(":")));
      case 'u' -> url = argument;
      case 'm' -> unmatched = true;
      case 'v' -> verbose = true;
      case 'h' -> throw shown(USAGE + HELP);
      case 'V' -> throw shown(Version.ofThisBuild().version() + "\n");
      default -> {}
    }
  }

  private Stop shown(String text) {
    print(text);
    return new Stop(0);
  }

  private List<String> expanded(List<String> arguments) throws Getopt.Unusable {
    List<String> all = new ArrayList<>();
    for (String argument : arguments) {
      if (!argument.startsWith("@")) {
        all.add(argument);
        continue;
      }
      String file = argument.substring(1);
      try {
        FileName.text(session.inputs().read(FileName.path(file))).lines().forEach(all::add);
      } catch (IOException e) {
        throw new Getopt.Unusable(FailureText.text(e));
      }
    }
    return all;
  }

  private int validate() throws IOException {
    String from = preparse.isEmpty() ? schema : preparse;
    if (!from.isEmpty() && !Files.exists(FileName.path(from))) {
      return 255; // dt-validate calls exit(-1) in this case.
    }
    SchemaSet schemas =
        SchemaOptions.read(session, from.isEmpty() ? List.of() : List.of(FileName.path(from)));
    for (SchemaSet.Problem problem : schemas.problems()) {
      printError(problem.file() + ": ignoring, " + problem.text() + "\n");
    }
    Validator validator = new Validator(schemas, limit.stream().map(this::inUrl).toList());
    // dt-validate ends with an exception at the first blob that it cannot read.
    boolean read = true;
    for (Path file : blobs()) {
      read &= blob(validator, file);
    }
    return read ? 0 : FAILED;
  }

  /**
   * Strips the URL path ({@code -u}) from the beginning of a limit ({@code -l}), as dt-validate
   * does.
   */
  private String inUrl(String pattern) {
    String left = pattern;
    for (String directory : url.split("/", -1)) {
      if (!directory.isEmpty() && left.startsWith(directory)) {
        left = left.substring(Math.min(left.length(), directory.length() + 1));
      }
    }
    return left;
  }

  private List<Path> blobs() throws IOException {
    List<Path> blobs = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (String operand : operands) {
      Path path = FileName.path(operand);
      if (Files.isDirectory(path)) {
        try (Stream<Path> below = Files.walk(path)) {
          below
              .filter(file -> FileName.text(file).endsWith(".dtb"))
              .filter(Files::isRegularFile)
              .sorted()
              .forEach(blobs::add);
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
      } else if (Files.isRegularFile(path)) {
        files.add(path);
        named.add(path);
      }
    }
    blobs.addAll(files);
    return blobs;
  }

  /** Checks a blob; returns whether it could be read. */
  private boolean blob(Validator validator, Path file) throws IOException {
    String name = FileName.text(file);
    if (verbose) {
      print("Check:  " + name + "\n");
      session.streams().out().flush();
    }
    Bytes content =
        named.contains(file) ? session.inputs().read(file) : InputFiles.found(disk, file);
    Diagnosed<DeviceTree> tree = DtbReader.read(new SourceFile(name, content));
    if (tree.value().isEmpty()) {
      session.diagnostics().show(tree);
      return false;
    }
    DtSchemaText text = new DtSchemaText(shown(file), tree.value().get());
    for (Finding finding : validator.validate(tree.value().get())) {
      if (unmatched || !finding.schema().equals(Validator.UNDOCUMENTED)) {
        printError(text.of(finding) + "\n");
      }
    }
    return true;
  }

  /**
   * Returns the path of a file relative to the working directory, or the absolute path of a file
   * outside it.
   */
  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path whole = file.toAbsolutePath().normalize();
    return FileName.text(whole.startsWith(here) ? here.relativize(whole) : whole);
  }
}
