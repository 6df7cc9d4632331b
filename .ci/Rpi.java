// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.cli.Main;
import org.dtbind.dtb.DtbReader;
import org.dtbind.overlay.rpi.Parameter;
import org.dtbind.overlay.rpi.Parameters;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;

/**
 * Compares {@code overlay apply --boot rpi} with dtmerge: every overlay of a folder on every base
 * of another one, then drawn config.txt. Arguments: dtmerge, bases, overlays, a folder for what is
 * written, a seed, and the overlays again with their map. Prints counts; exits with 1 unless all
 * results are the same, byte for byte, and what the one refuses the other refuses, too.
 */
class Rpi {

  private final Path dtmerge;
  private final Path work;
  private static final int VALUES = 5;
  private static final int CONFIGS = 200;
  private static final int MOST = 8;
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]+");

  private static final List<String> DRAWN =
      List.of(
          "0",
          "1",
          "2",
          "5",
          "0x1f",
          "017",
          "08",
          "-1",
          "4294967296",
          "",
          "true",
          "false",
          "on",
          "off",
          "yes",
          "n",
          "up",
          "down",
          "okay",
          "enable",
          "hello",
          "a\\x41\\n",
          "a\\q",
          "12:34 ab",
          "1234567",
          "'quoted'",
          "/soc/spi",
          "18446744073709551616");

  private final Map<Path, List<Path>> fitting = new HashMap<>();
  private Random random = new Random(0);
  private int same;
  private int refused;
  private int strict;
  private int wrong;

  private Rpi(Path dtmerge, Path work) {
    this.dtmerge = dtmerge;
    this.work = work;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Rpi rpi = new Rpi(Path.of(arguments[0]), Path.of(arguments[3]));
    rpi.random = new Random(Long.parseLong(arguments[4]));
    List<Path> bases = files(arguments[1], ".dtb");
    List<Path> overlays = files(arguments[2], ".dtbo");
    for (Path base : bases) {
      for (Path overlay : overlays) {
        if (rpi.compare(base, Optional.of(overlay), List.of())) {
          rpi.fitting.computeIfAbsent(overlay, any -> new ArrayList<>()).add(base);
        }
      }
    }
    int wrong = rpi.count("overlays");
    for (Path overlay : overlays) {
      rpi.parameters(overlay);
    }
    wrong += rpi.count("parameters of overlays");
    for (Path base : bases) {
      rpi.ofBase(base);
    }
    wrong += rpi.count("parameters of bases");
    List<String> mapped = names(files(arguments[5], ".dtbo"), arguments[5]);
    for (int i = 0; i < CONFIGS; i++) {
      Path base = bases.get(rpi.random.nextInt(bases.size()));
      rpi.config(base, Path.of(arguments[5]), mapped);
    }
    wrong += rpi.count("config.txt");
    System.exit(wrong == 0 ? 0 : 1);
  }

  private static List<Path> files(String folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private int count(String what) {
    System.out.printf(
        "%s: %d the same, %d refused by both, %d refused here alone for a node's name, %d wrong%n",
        what, same, refused, strict, wrong);
    int counted = same == 0 ? 1 : wrong;
    same = 0;
    refused = 0;
    strict = 0;
    wrong = 0;
    return counted;
  }

  /** Gives each parameter of an overlay drawn values, and sometimes another one with it. */
  private void parameters(Path overlay) throws IOException, InterruptedException {
    List<Path> bases = fitting.getOrDefault(overlay, List.of());
    List<Parameter> all = bases.isEmpty() ? List.of() : parametersOf(overlay);
    for (Parameter parameter : all) {
      for (int i = 0; i < VALUES; i++) {
        List<String> settings = new ArrayList<>(List.of(setting(parameter)));
        if (random.nextInt(3) == 0) {
          settings.add(random.nextInt(2), setting(all.get(random.nextInt(all.size()))));
        }
        compare(bases.get(random.nextInt(bases.size())), Optional.of(overlay), settings);
      }
    }
  }

  private void ofBase(Path base) throws IOException, InterruptedException {
    for (Parameter parameter : parametersOf(base)) {
      for (int i = 0; i < VALUES; i++) {
        compare(base, Optional.empty(), List.of(setting(parameter)));
      }
    }
  }

  /** Returns the names of overlays, and those that the map has beside them. */
  private static List<String> names(List<Path> files, String folder) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      names.add(file.getFileName().toString().replace(".dtbo", ""));
    }
    Path map = Path.of(folder, "overlay_map.dtb");
    SourceFile read = new SourceFile(map.toString(), Bytes.wrap(Files.readAllBytes(map)));
    DtbReader.read(read)
        .value()
        .orElseThrow()
        .root()
        .children()
        .forEach(node -> names.add(node.name()));
    return names;
  }

  /**
   * Draws a config.txt; one dtmerge run for each overlay, and each parameter of the base, makes the
   * tree. Parameters that dtmerge refuses are left out: it ends there, and the firmware does not.
   */
  private void config(Path base, Path overlays, List<String> names)
      throws IOException, InterruptedException {
    Path now = work.resolve("now.dtb");
    Path next = work.resolve("next.dtb");
    Files.copy(base, now, StandardCopyOption.REPLACE_EXISTING);
    List<Parameter> ofBase = parametersOf(base);
    StringBuilder config = new StringBuilder("# drawn\n[all]\n");
    int lines = 1 + random.nextInt(MOST);
    for (int i = 0; i < lines; i++) {
      boolean isBase = random.nextInt(4) == 0;
      String name = isBase ? "" : names.get(random.nextInt(names.size()));
      Path file = overlays.resolve(name + ".dtbo");
      List<Parameter> all =
          isBase ? ofBase : Files.exists(file) ? parametersOf(file) : List.<Parameter>of();
      List<String> settings = new ArrayList<>();
      int most = all.isEmpty() ? 0 : random.nextInt(4);
      for (int j = 0; j < most; j++) {
        String setting = setting(all.get(random.nextInt(all.size())));
        if (setting.indexOf(',') < 0 && setting.equals(setting.strip()) && setting.length() < 80) {
          settings.add(setting);
        }
      }
      List<String> kept = new ArrayList<>();
      for (String setting : settings) {
        kept.add(setting);
        if (!merged(now, next, isBase ? "-" : file.toString(), kept)) {
          kept.remove(kept.size() - 1);
        }
      }
      if (merged(now, next, isBase ? "-" : file.toString(), kept)) {
        Files.move(next, now, StandardCopyOption.REPLACE_EXISTING);
      }
      config
          .append(random.nextBoolean() ? "dtoverlay=" : " DTOverlay = ")
          .append(name)
          .append('\n');
      kept.forEach(setting -> config.append("dtparam=").append(setting).append('\n'));
      config.append("[none]\ndtoverlay=").append(name).append("\n[all]\n");
    }
    Path text = work.resolve("config.txt");
    Files.writeString(text, config);
    Path ours = work.resolve("ours.dtb");
    Files.deleteIfExists(ours);
    List<String> typed =
        List.of(
            "overlay",
            "apply",
            "--config-txt",
            text.toString(),
            "--overlays",
            overlays.toString(),
            "--base",
            base.toString(),
            "-o",
            ours.toString());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code = run(typed, said);
    if (code == 0 && Arrays.equals(bytes(ours), bytes(now))) {
      same++;
    } else if (said.toString(StandardCharsets.UTF_8).contains("it takes the name of a node")) {
      strict++;
    } else {
      wrong++;
      Path kept = work.resolve("config-" + wrong + ".txt");
      Files.copy(text, kept, StandardCopyOption.REPLACE_EXISTING);
      Files.copy(
          now, work.resolve("config-" + wrong + ".dtb"), StandardCopyOption.REPLACE_EXISTING);
      System.out.println("wrong: " + base.getFileName() + ": " + code + "\n" + config + said);
    }
  }

  private boolean merged(Path base, Path out, String overlay, List<String> settings)
      throws IOException, InterruptedException {
    Files.deleteIfExists(out);
    List<String> command =
        new ArrayList<>(List.of(dtmerge.toString(), base.toString(), out.toString(), overlay));
    command.addAll(settings);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("said").toFile())
            .start();
    return process.waitFor() == 0 && Files.exists(out);
  }

  private static List<Parameter> parametersOf(Path file) throws IOException {
    SourceFile read = new SourceFile(file.toString(), Bytes.wrap(Files.readAllBytes(file)));
    return Parameters.of(DtbReader.read(read).value().orElseThrow()).value().orElseThrow();
  }

  /** Draws a value, mostly one that a parameter may take. */
  private String setting(Parameter parameter) {
    List<String> values = new ArrayList<>(DRAWN);
    Matcher word = WORD.matcher(parameter.property().value().bytes().latin1());
    while (word.find()) {
      values.add(word.group());
    }
    values.add(Integer.toString(random.nextInt(60)));
    values.add("0x" + Long.toHexString(random.nextLong()));
    String value = values.get(random.nextInt(values.size()));
    return random.nextInt(10) == 0 ? parameter.name() : parameter.name() + "=" + value;
  }

  /** Returns whether both merged it, to the same. */
  private boolean compare(Path base, Optional<Path> overlay, List<String> settings)
      throws IOException, InterruptedException {
    Path theirs = work.resolve("theirs.dtb");
    Path ours = work.resolve("ours.dtb");
    Files.deleteIfExists(theirs);
    Files.deleteIfExists(ours);
    List<String> command =
        new ArrayList<>(
            List.of(
                dtmerge.toString(),
                base.toString(),
                theirs.toString(),
                overlay.map(Path::toString).orElse("-")));
    command.addAll(settings);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("said").toFile())
            .start();
    boolean merged = process.waitFor() == 0 && Files.exists(theirs);
    List<String> typed =
        new ArrayList<>(
            List.of(
                "overlay",
                "apply",
                "--boot",
                "rpi",
                "--base",
                base.toString(),
                "-o",
                ours.toString()));
    overlay.ifPresent(file -> typed.add(file.toString()));
    settings.forEach(setting -> typed.addAll(List.of("--param", setting)));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code = run(typed, said);
    if (code == 0 && merged && Arrays.equals(bytes(ours), bytes(theirs))) {
      same++;
      return true;
    }
    if (code == 2 && !merged) {
      refused++;
      return false;
    }
    if (code == 2
        && said.toString(StandardCharsets.UTF_8).contains("it takes the name of a node")) {
      strict++; // dtmerge gives nodes names that no node can have, such as an empty one.
      return false;
    }
    wrong++;
    System.out.println(
        "wrong: "
            + base.getFileName()
            + " "
            + overlay.map(Path::getFileName).map(Path::toString).orElse("-")
            + " "
            + settings
            + ": "
            + (code != 0 ? "refused: " + first(said) : merged ? "other" : "not refused"));
    return false;
  }

  private static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  private static String first(ByteArrayOutputStream said) {
    return said.toString(StandardCharsets.UTF_8).lines().findFirst().orElse("");
  }

  private static int run(List<String> typed, ByteArrayOutputStream said) {
    PrintStream to = new PrintStream(said);
    return Main.run(typed.toArray(new String[0]), InputStream.nullInputStream(), to, to, Map.of());
  }
}
