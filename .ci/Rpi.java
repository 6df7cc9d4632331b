// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.cli.Main;

/**
 * Compares {@code overlay apply --boot rpi} with dtmerge: every overlay of a folder on every base
 * of another one. Arguments: dtmerge, bases, overlays, a folder for what is written. Prints counts;
 * exits with 1 unless all results are the same, byte for byte, and what the one refuses the other
 * refuses, too.
 */
class Rpi {

  private final Path dtmerge;
  private final Path work;
  private int same;
  private int refused;
  private int wrong;

  private Rpi(Path dtmerge, Path work) {
    this.dtmerge = dtmerge;
    this.work = work;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Rpi rpi = new Rpi(Path.of(arguments[0]), Path.of(arguments[3]));
    for (Path base : files(arguments[1], ".dtb")) {
      for (Path overlay : files(arguments[2], ".dtbo")) {
        rpi.compare(base, overlay);
      }
    }
    System.out.printf(
        "overlays: %d the same, %d refused by both, %d wrong%n", rpi.same, rpi.refused, rpi.wrong);
    System.exit(rpi.wrong == 0 && rpi.same > 0 ? 0 : 1);
  }

  private static List<Path> files(String folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private void compare(Path base, Path overlay) throws IOException, InterruptedException {
    Path theirs = work.resolve("theirs.dtb");
    Path ours = work.resolve("ours.dtb");
    Files.deleteIfExists(theirs);
    Files.deleteIfExists(ours);
    List<String> command =
        new ArrayList<>(
            List.of(dtmerge.toString(), base.toString(), theirs.toString(), overlay.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("said").toFile())
            .start();
    boolean merged = process.waitFor() == 0 && Files.exists(theirs);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
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
                ours.toString(),
                overlay.toString()));
    int code = run(typed, said);
    String name = base.getFileName() + " " + overlay.getFileName();
    if (code != 0 && !merged) {
      refused++;
    } else if (code == 0 && merged && Arrays.equals(bytes(ours), bytes(theirs))) {
      same++;
    } else {
      wrong++;
      System.out.println(
          "wrong: "
              + name
              + ": "
              + (code != 0 ? "refused: " + first(said) : merged ? "other" : "not refused"));
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  private static String first(ByteArrayOutputStream said) {
    return said.toString(java.nio.charset.StandardCharsets.UTF_8).lines().findFirst().orElse("");
  }

  private static int run(List<String> typed, ByteArrayOutputStream said) {
    PrintStream to = new PrintStream(said);
    return Main.run(typed.toArray(new String[0]), InputStream.nullInputStream(), to, to, Map.of());
  }
}
