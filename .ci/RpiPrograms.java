// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
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
 * Compares the programs that stand in for dtmerge, dtoverlay and dtparam with these: output,
 * messages, exit codes and what is written. Arguments: the folder with the programs, one base, the
 * folder of overlays with their map, a folder in which this runs, and a seed. Prints counts; exits
 * with 1 unless all are the same.
 */
class RpiPrograms {

  private static final List<String> DRAWN =
      List.of(
          "", "0", "1", "23", "0x1f", "true", "off", "up", "okay", "hello", "a\\q", "a\\x41",
          "12:34", "-1", "xyz");

  private final Path programs;
  private final Path work;
  private final Random random;
  private int same;
  private int asTrees;
  private int lost;
  private int refused;
  private int wrong;

  private RpiPrograms(Path programs, Path work, long seed) {
    this.programs = programs;
    this.work = work;
    this.random = new Random(seed);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RpiPrograms rpi =
        new RpiPrograms(Path.of(arguments[0]), Path.of(arguments[3]), Long.parseLong(arguments[4]));
    String base = arguments[1];
    String overlays = arguments[2];
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(overlays))) {
      files = all.filter(file -> file.toString().endsWith(".dtbo")).sorted().toList();
    }
    for (String options : List.of("", "-h", "-x", "-h x", "-r -R", "-d", "-d none -h x", "-a x")) {
      rpi.compare("dtoverlay", words(options), "");
      rpi.compare("dtparam", words(options), "");
    }
    for (String options : List.of("", "-h", "--help", "-x", "a b", "none out.dtb -")) {
      rpi.compare("dtmerge", words(options), "out.dtb");
    }
    int wrong = rpi.count("command lines");
    rpi.readme(files, Path.of(overlays, "README"));
    for (Path file : files) {
      String name = name(file);
      rpi.compare("dtoverlay", List.of("-d", overlays, "-h", name), "");
      for (String parameter : List.of("gpiopin", "none", "p1")) {
        rpi.compare("dtoverlay", List.of("-d", overlays, "-h", name, parameter), "");
      }
    }
    rpi.compare("dtparam", List.of("-d", overlays), "");
    rpi.compare("dtparam", List.of("-d", overlays, "-h", "p1", "p2"), "");
    rpi.compare("dtoverlay", List.of("-d", overlays, "-h", "dtparam"), "");
    wrong += rpi.count("help");
    for (String board : List.of("bcm2835", "brcm,bcm2711", "bcm2712", "other")) {
      for (Path file : files) {
        List<String> fixed = List.of("-D", "-d", overlays, "-p", board, name(file));
        rpi.compare("dtoverlay", fixed, "dry_run.dtbo");
        List<String> more = new ArrayList<>(fixed);
        more.addAll(rpi.settings(file));
        rpi.compare("dtoverlay", more, "dry_run.dtbo");
      }
    }
    wrong += rpi.count("dtoverlay -D");
    for (Path file : files) {
      for (int i = 0; i < 3; i++) {
        List<String> all = new ArrayList<>(List.of(base, "out.dtb", file.toString()));
        all.addAll(rpi.settings(file));
        rpi.compare("dtmerge", all, "out.dtb");
      }
    }
    wrong += rpi.count("dtmerge");
    System.exit(wrong == 0 ? 0 : 1);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".dtbo", "");
  }

  /** Draws a README with an entry for most of the overlays. */
  private void readme(List<Path> files, Path readme) throws IOException {
    StringBuilder text = new StringBuilder("Introduction\n============\n\n\n");
    List<String> names = new ArrayList<>(files.stream().map(RpiPrograms::name).toList());
    names.add("<The base DTB>");
    for (String name : names) {
      if (random.nextInt(8) == 0) {
        continue;
      }
      text.append("Name:").append(random.nextInt(9) == 0 ? "\n        " : "   ").append(name);
      text.append("\n".repeat(random.nextInt(12) == 0 ? 2 : 1));
      for (String field : List.of("Info:   ", "Load:   ", "Params: ")) {
        if (random.nextInt(9) == 0) {
          continue;
        }
        text.append(field);
        int lines = random.nextInt(6);
        for (int i = 0; i <= lines; i++) {
          boolean isName = field.startsWith("P") && random.nextBoolean();
          text.append(i == 0 ? "" : "        ");
          text.append(isName ? "p" + i + "      " : "              ");
          text.append("word ".repeat(random.nextInt(20))).append('\n');
          text.append("\n".repeat(random.nextInt(7) == 0 ? 1 : 0));
        }
      }
      text.append(random.nextInt(20) == 0 ? "\n" : "\n\n");
    }
    Files.writeString(readme, text);
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
              : DRAWN.get(random.nextInt(DRAWN.size()));
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

  private int count(String what) {
    System.out.printf(
        "%s: %d the same, %d of them only as trees, %d refused by both, %d without a local fixup that"
            + " dtoverlay loses, %d wrong%n",
        what, same, asTrees, refused, lost, wrong);
    int counted = wrong;
    same = 0;
    asTrees = 0;
    lost = 0;
    refused = 0;
    wrong = 0;
    return counted;
  }

  private static String source(Path file) throws IOException {
    return DtsPrinter.print(tree(file));
  }

  private static String withoutLocal(Path file) throws IOException {
    return source(file).replaceAll("(?s)\n\t__local_fixups__ \\{.*?\n\t\\};", "");
  }

  private void compare(String program, List<String> arguments, String written)
      throws IOException, InterruptedException {
    Path theirs = work.resolve("theirs");
    Files.createDirectories(theirs);
    Path theirFile = theirs.resolve(written.isEmpty() ? "nothing" : written);
    Path ourFile = work.resolve(written.isEmpty() ? "nothing" : written);
    Files.deleteIfExists(theirFile);
    Files.deleteIfExists(ourFile);
    List<String> command = new ArrayList<>(List.of(programs.resolve(program).toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(theirs.toFile())
            .redirectOutput(work.resolve("their-out").toFile())
            .redirectError(work.resolve("their-err").toFile())
            .start();
    int theirCode = process.waitFor();
    List<String> typed = new ArrayList<>(List.of(program));
    typed.addAll(arguments);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            typed.toArray(new String[0]),
            InputStream.nullInputStream(),
            new PrintStream(out),
            new PrintStream(err),
            Map.of());
    String said =
        err.toString(StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> !line.startsWith("note: "))
            .collect(Collectors.joining("\n"));
    String theySaid =
        Files.readString(work.resolve("their-err"), StandardCharsets.ISO_8859_1)
            .lines()
            .collect(Collectors.joining("\n"));
    boolean isSame =
        code == theirCode
            && Arrays.equals(out.toByteArray(), Files.readAllBytes(work.resolve("their-out")))
            && said.equals(theySaid)
            && Files.exists(ourFile) == Files.exists(theirFile);
    boolean byBytes = true;
    if (isSame && Files.exists(ourFile)) {
      byBytes = Arrays.equals(Files.readAllBytes(ourFile), Files.readAllBytes(theirFile));
      isSame = byBytes || source(ourFile).equals(source(theirFile));
      if (!isSame && withoutLocal(ourFile).equals(withoutLocal(theirFile))) {
        lost++; // Where it adds the first node to the table, it looks for the other one too early.
        return;
      }
    }
    if (!isSame) {
      wrong++;
      System.out.println(
          "wrong: " + program + " " + arguments + ": " + code + ", not " + theirCode + "\n" + said
              + "\n--\n" + theySaid);
    } else if (code != 0) {
      refused++;
    } else {
      same++;
      asTrees += byBytes ? 0 : 1;
    }
  }
}
