// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dtbind.cli.Blobs;
import org.dtbind.cli.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares fdtget, fdtput, fdtdump and fdtoverlay with the programs of dtc, if these are installed.
 */
@Tag("given")
@Tag("large")
class FdtToolsOracleTest {

  private static final int ROUNDS = 300;

  private static final List<String> PATHS =
      List.of(
          "/", "/a", "/b", "/dev", "/dev@1", "/a/b", "/a/dev@2", "/node/a", "al", "al/b", "/a/");

  /** Mostly nodes that the random blobs have. */
  private static final List<String> TARGETS =
      List.of("/", "/", "/", "/aliases", "/a", "/b", "/dev@1", "/a/b");

  private static final List<String> NEW =
      List.of("/new", "/a/new@1", "/dev@1", "/a/b/c/d", "/none/x", "new", "/dev");
  private static final List<String> PROPERTIES =
      List.of("reg", "status", "us", "compatible", "empty", "atus", "fresh", "model");
  private static final List<String> TYPES =
      List.of("", "-ts", "-tx", "-ti", "-tu", "-tbx", "-thhi", "-tbu", "-tlx", "-tLx");
  private static final List<String> WORDS =
      List.of("1", "0x12", " -5", "077", "okay", "", "two words", " 9z", "4294967295", "ff");

  @TempDir private Path directory;

  /** The results of a run, including the content of the changed file. */
  private record Result(int status, String out, String err, String file) {}

  /**
   * The directory of dtc's programs from DTBIND_DTC. Without it, the programs on the PATH are used.
   */
  private static final Path TOOLS = Path.of(System.getenv().getOrDefault("DTBIND_DTC", ""));

  private static boolean isVersion18;

  private static String program(String name) {
    Path given = TOOLS.resolve(name);
    return given.isAbsolute() && Files.isExecutable(given) ? given.toString() : name;
  }

  /**
   * Prints the version of the programs. Versions before 1.8 have errors that the comparison must
   * skip.
   */
  @BeforeAll
  static void printVersion() throws Exception {
    if (!isOnPath("fdtget") && program("fdtget").equals("fdtget")) {
      return;
    }
    Process process = new ProcessBuilder(program("fdtget"), "-V").redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    isVersion18 = output.contains("DTC 1.8.");
    System.out.println("# compared with fdtget, fdtput, fdtdump and fdtoverlay: " + output.strip());
  }

  @BeforeEach
  void requireTools() {
    assumeTrue(
        isOnPath("fdtget") || !program("fdtget").equals("fdtget"),
        "oracle-dtc: needs fdtget on the PATH");
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private Result theirs(byte[] blob, List<String> command) throws Exception {
    Path file = Files.write(directory.resolve("x.dtb"), blob);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(withInstalledProgram(command))
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return new Result(200, "", "", "");
    }
    return new Result(process.exitValue(), text(out), text(err), text(file));
  }

  private static List<String> withInstalledProgram(List<String> command) {
    List<String> started = new ArrayList<>(command);
    started.set(0, program(command.get(0)));
    return started;
  }

  private static String text(Path file) throws Exception {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private Result ours(byte[] blob, List<String> command) throws Exception {
    Path file = Files.write(directory.resolve("x.dtb"), blob);
    String[] args = command.toArray(String[]::new);
    for (int i = 1; i < args.length; i++) {
      args[i] = args[i].matches("\\w+\\.dtbo?") ? directory.resolve(args[i]).toString() : args[i];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            args,
            new ByteArrayInputStream(blob),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Map.of());
    String before = directory + "/";
    return new Result(
        status,
        out.toString(StandardCharsets.ISO_8859_1).replace(before, ""),
        err.toString(StandardCharsets.ISO_8859_1).replace(before, ""),
        text(file));
  }

  private static String pick(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static List<String> command(Random random) {
    List<String> command = new ArrayList<>();
    String type = pick(TYPES, random);
    if (random.nextInt(5) < 2) {
      command.add("fdtget");
      int mode = random.nextInt(4);
      command.add(mode == 0 ? "-p" : mode == 1 ? "-l" : type);
      command.add(random.nextInt(4) == 0 ? "-dnone" : "");
      command.add("x.dtb");
      for (int i = 0; i < 2; i++) {
        command.add(pick(PATHS, random));
        if (mode > 1) {
          command.add(pick(PROPERTIES, random));
        }
      }
    } else if (random.nextInt(4) == 0) {
      command.addAll(List.of("fdtdump", random.nextBoolean() ? "-d" : "", "x.dtb"));
      command.add(random.nextBoolean() ? "-s" : "");
    } else {
      command.add("fdtput");
      int mode = random.nextInt(6);
      command.add(random.nextInt(4) == 0 ? "-p" : "");
      command.add(random.nextInt(4) == 0 ? "-v" : "");
      switch (mode) {
        case 0 -> command.addAll(List.of("-c", "x.dtb", pick(NEW, random), pick(NEW, random)));
        case 1 -> command.addAll(List.of("-r", "x.dtb", pick(PATHS, random)));
        case 2 -> {
          command.addAll(List.of("-d", "x.dtb", pick(PATHS, random)));
          command.addAll(List.of(pick(PROPERTIES, random), pick(PROPERTIES, random)));
        }
        default -> {
          command.addAll(List.of(type, "x.dtb"));
          command.add(pick(random.nextInt(4) == 0 ? NEW : PATHS, random));
          command.add(pick(PROPERTIES, random));
          for (int i = random.nextInt(5); i > 0; i--) {
            command.add(pick(WORDS, random));
          }
        }
      }
    }
    // Empty words stand for options that were not chosen, but they are also valid arguments of
    // fdtput.
    boolean keepEmptyWords = command.get(0).equals("fdtput") && !command.contains("-r");
    command.removeIf(word -> word.isEmpty() && !(keepEmptyWords && command.indexOf(word) > 4));
    return command;
  }

  /** Returns the arguments that fdtput parses as numbers. */
  private static List<String> numbers(List<String> command) {
    int from = command.indexOf("x.dtb") + 3;
    boolean none =
        !command.get(0).equals("fdtput")
            || command.stream().anyMatch(word -> word.matches("-[crd]|-ts"))
            || from >= command.size();
    return none ? List.of() : command.subList(from, command.size());
  }

  /**
   * Versions before 1.8 accept text after a number, name the wrong node, and do not print blobs of
   * later versions.
   */
  private static boolean isComparable(List<String> command) {
    return isVersion18
        || !command.contains("-c")
            && !command.get(0).equals("fdtdump")
            && numbers(command).stream().allMatch(w -> w.matches("[1-9]"));
  }

  private static boolean beginsWithNop(byte[] blob) {
    return Blobs.firstTokenInRoot(blob) == 4;
  }

  @Test
  void validBlobsGiveIdenticalResults() throws Exception {
    int compared = 0;
    for (int seed = 0; compared < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] blob = Blobs.reshaped(Blobs.random(random), random);
      List<String> command = command(random);
      // dtc's fdtget -l stops at an FDT_NOP token; dtbind's continues.
      boolean listed = command.contains("-l") && blob.length > 0 && beginsWithNop(blob);
      if (isComparable(command) && !listed) {
        assertThat(ours(blob, command))
            .as("seed %d: %s", seed, command)
            .isEqualTo(theirs(blob, command));
        compared++;
      }
    }
  }

  private static String fragments(Random random) {
    StringBuilder text = new StringBuilder("/dts-v1/;\n/plugin/;\n/ {\n");
    for (int i = random.nextInt(4); i >= 0; i--) {
      String node = pick(NEW, random).replaceAll(".*/", "");
      text.append(
          "f@%d { target-path = \"%s\"; __overlay__ { %s = \"%s\"; %s { us; %s = <1 2>; }; }; };\n"
              .formatted(
                  i,
                  pick(TARGETS, random),
                  pick(PROPERTIES, random),
                  "x".repeat(random.nextInt(9)),
                  node,
                  pick(PROPERTIES, random).replace("us", "two")));
    }
    return text.append("};\n").toString();
  }

  @Test
  void fdtoverlayGivesIdenticalBlobs() throws Exception {
    List<String> command =
        List.of("fdtoverlay", "-i", "x.dtb", "-o", "merged.dtb", "1.dtbo", "2.dtbo");
    Path merged = directory.resolve("merged.dtb");
    int made = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] base = Blobs.reshaped(Blobs.random(random), random);
      Files.write(directory.resolve("1.dtbo"), Blobs.of(fragments(random)));
      Files.write(directory.resolve("2.dtbo"), Blobs.of(fragments(random)));
      Result theirs = theirs(base, command);
      Optional<byte[]> expected = readAndDelete(merged);
      made += expected.isPresent() ? 1 : 0;
      Result ours = ours(base, command);
      assertThat(ours.status()).as("seed %d", seed).isEqualTo(theirs.status());
      // dtbind adds notes, and a hint about symbols that older versions do not print.
      assertThat(ours.err()).as("seed %d", seed).startsWith(theirs.err());
      assertThat(readAndDelete(merged))
          .as("seed %d", seed)
          .usingRecursiveComparison()
          .isEqualTo(expected);
    }
    assertThat(made).isGreaterThan(ROUNDS / 10);
  }

  private static Optional<byte[]> readAndDelete(Path file) throws Exception {
    Optional<byte[]> content =
        Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    Files.deleteIfExists(file);
    return content;
  }

  /** If dtbind accepts a damaged blob, its result must equal that of dtc's programs. */
  @Test
  void damagedBlobsAreRefusedOrGiveIdenticalResults() throws Exception {
    int refused = 0;
    int same = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] blob = Blobs.random(random);
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = random.nextBoolean() ? random.nextInt(40) : random.nextInt(blob.length);
        blob[at] ^= (byte) (1 << random.nextInt(8));
      }
      List<String> command = command(random);
      // With -d, fdtget prints the default instead of an error, also for damaged blobs.
      command.remove("-dnone");
      Result ours = ours(blob, command);

      assertThat(ours.status()).as("seed %d: %s", seed, command).isBetween(0, 1);
      if (ours.status() == 1) {
        // Like dtc's, dtbind's fdtput prints no message for an invalid number.
        boolean silent = !numbers(command).stream().allMatch(w -> w.matches("[1-9]"));
        assertThat(ours.err().isEmpty() && !silent).as("seed %d: %s", seed, command).isFalse();
        assertThat(ours.file()).isEqualTo(new String(blob, StandardCharsets.ISO_8859_1));
        refused++;
      } else if (isComparable(command) && !command.subList(0, 2).equals(List.of("fdtget", "-p"))) {
        // fdtget -p of dtc 1.6.1 repeats a name if it cannot read the next one.
        assertThat(ours).as("seed %d: %s", seed, command).isEqualTo(theirs(blob, command));
        same++;
      }
    }
    assertThat(refused).isGreaterThan(ROUNDS / 10);
    assertThat(same).isGreaterThan(isVersion18 ? ROUNDS / 100 : 0);
  }
}
