// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.dtbind.cli.Main;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.overlay.rpi.Parameter;
import org.dtbind.overlay.rpi.Parameters;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/**
 * Compares the dtbind replacements of dtmerge, dtoverlay and dtparam with the originals: output,
 * messages, exit codes and written files. Prints counts, and exits with 1 if a result is wrong.
 * This is a separate program because the programs write into the current directory.
 */
final class RpiPrograms {

  /** The result of running a program. */
  private record Result(int code, String out, List<String> err) {}

  private static final List<String> VALUES =
      List.of(
          "", "0", "1", "23", "0x1f", "true", "off", "up", "okay", "hello", "a\\q", "a\\x41",
          "12:34", "-1", "xyz");

  private final Path programs;
  private final Path work;
  private final Random random;
  private int same;
  private int sameTrees;
  private int lostFixups;
  private int refused;
  private int wrong;

  private RpiPrograms(Path programs, Path work, long seed) {
    this.programs = programs;
    this.work = work;
    this.random = new Random(seed);
  }

  /**
   * Compares the programs.
   *
   * @param arguments the directory of the programs, a base, the directory of overlays with their
   *     map, the current directory, and a seed
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    RpiPrograms rpi =
        new RpiPrograms(Path.of(arguments[0]), Path.of(arguments[3]), Long.parseLong(arguments[4]));
    Path overlays = Path.of(arguments[2]);
    List<Path> files;
    try (Stream<Path> all = Files.list(overlays)) {
      files = all.filter(file -> file.toString().endsWith(".dtbo")).sorted().toList();
    }
    int wrong = rpi.commandLines();
    wrong += rpi.help(files, overlays);
    wrong += rpi.dryRuns(files, overlays.toString());
    for (Path file : files) {
      for (int i = 0; i < 3; i++) {
        List<String> all = new ArrayList<>(List.of(arguments[1], "out.dtb", file.toString()));
        all.addAll(rpi.settings(file));
        rpi.compare("dtmerge", all, "out.dtb");
      }
    }
    wrong += rpi.printCounts("dtmerge");
    System.exit(wrong == 0 ? 0 : 1);
  }

  private int commandLines() throws IOException, InterruptedException {
    for (String options : List.of("", "-h", "-x", "-h x", "-r -R", "-d", "-d none -h x", "-a x")) {
      compare("dtoverlay", words(options), "");
      compare("dtparam", words(options), "");
    }
    for (String options : List.of("", "-h", "--help", "-x", "a b", "none out.dtb -")) {
      compare("dtmerge", words(options), "out.dtb");
    }
    return printCounts("command lines");
  }

  private int help(List<Path> files, Path overlays) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>(files.stream().map(RpiPrograms::name).toList());
    names.add("<The base DTB>");
    Files.writeString(overlays.resolve("README"), RpiReadme.generate(names, random));
    String directory = overlays.toString();
    for (Path file : files) {
      String name = name(file);
      compare("dtoverlay", List.of("-d", directory, "-h", name), "");
      for (String parameter : List.of("gpiopin", "none", "p1")) {
        compare("dtoverlay", List.of("-d", directory, "-h", name, parameter), "");
      }
    }
    compare("dtparam", List.of("-d", directory), "");
    compare("dtparam", List.of("-d", directory, "-h", "p1", "p2"), "");
    compare("dtoverlay", List.of("-d", directory, "-h", "dtparam"), "");
    return printCounts("help");
  }

  private int dryRuns(List<Path> files, String overlays) throws IOException, InterruptedException {
    for (String board : List.of("bcm2835", "brcm,bcm2711", "bcm2712", "other")) {
      for (Path file : files) {
        List<String> fixed = List.of("-D", "-d", overlays, "-p", board, name(file));
        compare("dtoverlay", fixed, "dry_run.dtbo");
        List<String> more = new ArrayList<>(fixed);
        more.addAll(settings(file));
        compare("dtoverlay", more, "dry_run.dtbo");
      }
    }
    return printCounts("dtoverlay -D");
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".dtbo", "");
  }

  private List<String> settings(Path file) throws IOException {
    List<Parameter> all = Parameters.of(tree(file)).value().orElseThrow();
    List<String> settings = new ArrayList<>();
    int most = all.isEmpty() ? 0 : random.nextInt(4);
    for (int i = 0; i < most; i++) {
      String name = all.get(random.nextInt(all.size())).name();
      String value =
          random.nextInt(3) == 0
              ? Integer.toString(random.nextInt(99))
              : VALUES.get(random.nextInt(VALUES.size()));
      settings.add(random.nextInt(5) == 0 ? name : name + "=" + value);
    }
    if (random.nextInt(20) == 0) {
      settings.add("unknown=1");
    }
    return settings;
  }

  private static DeviceTree tree(Path file) throws IOException {
    SourceFile read = new SourceFile(file.toString(), Bytes.wrap(Files.readAllBytes(file)));
    return DtbReader.read(read).value().orElseThrow();
  }

  private int printCounts(String what) {
    System.out.printf(
        Locale.ROOT,
        "%s: %d the same, %d of them only as trees, %d refused by both, %d with a local fixup that"
            + " dtoverlay loses, %d wrong%n",
        what,
        same,
        sameTrees,
        refused,
        lostFixups,
        wrong);
    int counted = wrong;
    same = 0;
    sameTrees = 0;
    lostFixups = 0;
    refused = 0;
    wrong = 0;
    return counted;
  }

  private static String source(Path file) throws IOException {
    return DtsPrinter.print(tree(file));
  }

  private static String withoutLocalFixups(Path file) throws IOException {
    return source(file).replaceAll("(?s)\n\t__local_fixups__ \\{.*?\n\t\\};", "");
  }

  private void compare(String program, List<String> arguments, String written)
      throws IOException, InterruptedException {
    String file = written.isEmpty() ? "nothing" : written;
    Path theirs = Files.createDirectories(work.resolve("theirs"));
    Path theirFile = theirs.resolve(file);
    Path ourFile = work.resolve(file);
    Files.deleteIfExists(theirFile);
    Files.deleteIfExists(ourFile);
    Result theirResult = theirs(program, arguments, theirs);
    Result ourResult = ours(program, arguments);
    boolean isSame =
        ourResult.equals(theirResult) && Files.exists(ourFile) == Files.exists(theirFile);
    boolean byBytes = true;
    if (isSame && Files.exists(ourFile)) {
      byBytes = Files.mismatch(ourFile, theirFile) < 0;
      isSame = byBytes || source(ourFile).equals(source(theirFile));
      if (!isSame && withoutLocalFixups(ourFile).equals(withoutLocalFixups(theirFile))) {
        lostFixups++; // dtoverlay loses a local fixup when it adds the first node to the table.
        return;
      }
    }
    if (!isSame) {
      wrong++;
      System.out.printf("wrong: %s %s: %s%n--%n%s%n", program, arguments, ourResult, theirResult);
    } else if (ourResult.code() != 0) {
      refused++;
    } else {
      same++;
      sameTrees += byBytes ? 0 : 1;
    }
  }

  private Result theirs(String program, List<String> arguments, Path directory)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(programs.resolve(program).toString()));
    command.addAll(arguments);
    Path out = work.resolve("their-out");
    Path err = work.resolve("their-err");
    int code =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Result(
        code,
        Files.readString(out, StandardCharsets.ISO_8859_1),
        Files.readString(err, StandardCharsets.ISO_8859_1).lines().toList());
  }

  private static Result ours(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            command.toArray(String[]::new),
            InputStream.nullInputStream(),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Map.of());
    return new Result(
        code,
        out.toString(StandardCharsets.ISO_8859_1),
        err.toString(StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> !line.startsWith("note: "))
            .toList());
  }
}
