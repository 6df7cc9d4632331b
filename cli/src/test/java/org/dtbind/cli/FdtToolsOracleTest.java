// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drop-ins beside the programs that they stand in for, where these are installed. */
@Tag("one-locale")
class FdtToolsOracleTest {

  private static final int ROUNDS = 300;

  private static final List<String> PATHS =
      List.of(
          "/", "/a", "/b", "/dev", "/dev@1", "/a/b", "/a/dev@2", "/node/a", "al", "al/b", "/a/");

  /** Mostly of nodes that blobs have. */
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

  @TempDir private Path folder;

  /** What a run leaves. */
  private record Left(int status, String out, String err, String file) {}

  /** Where the programs are: DTBIND_DTC names the folder; without it they are on the PATH. */
  private static final Path TOOLS = Path.of(System.getenv().getOrDefault("DTBIND_DTC", ""));

  private static boolean newest;

  private static String program(String name) {
    Path given = TOOLS.resolve(name);
    return given.isAbsolute() && Files.isExecutable(given) ? given.toString() : name;
  }

  /** Says what is compared with: programs before 1.8 are no judges of some things. */
  @BeforeAll
  static void version() throws Exception {
    if (!has("fdtget") && program("fdtget").equals("fdtget")) {
      return;
    }
    Process process = new ProcessBuilder(program("fdtget"), "-V").redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    newest = said.contains("DTC 1.8.");
    System.out.println("# compared with fdtget, fdtput, fdtdump and fdtoverlay: " + said.strip());
  }

  @BeforeEach
  void tools() {
    assumeTrue(
        has("fdtget") || !program("fdtget").equals("fdtget"),
        "oracle-dtc: needs fdtget on the PATH");
  }

  private static boolean has(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private Left theirs(byte[] blob, List<String> command) throws Exception {
    Path file = Files.write(folder.resolve("x.dtb"), blob);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(started(command))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return new Left(200, "", "", "");
    }
    return new Left(process.exitValue(), text(out), text(err), text(file));
  }

  private static List<String> started(List<String> command) {
    List<String> started = new ArrayList<>(command);
    started.set(0, program(command.get(0)));
    return started;
  }

  private static String text(Path file) throws Exception {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private Left ours(byte[] blob, List<String> command) throws Exception {
    Path file = Files.write(folder.resolve("x.dtb"), blob);
    String[] args = command.toArray(String[]::new);
    for (int i = 1; i < args.length; i++) {
      args[i] = args[i].matches("\\w+\\.dtbo?") ? folder.resolve(args[i]).toString() : args[i];
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
    String before = folder + "/";
    return new Left(
        status,
        out.toString(StandardCharsets.ISO_8859_1).replace(before, ""),
        err.toString(StandardCharsets.ISO_8859_1).replace(before, ""),
        text(file));
  }

  private static String any(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static List<String> command(Random random) {
    List<String> command = new ArrayList<>();
    String type = any(TYPES, random);
    if (random.nextInt(5) < 2) {
      command.add("fdtget");
      int mode = random.nextInt(4);
      command.add(mode == 0 ? "-p" : mode == 1 ? "-l" : type);
      command.add(random.nextInt(4) == 0 ? "-dnone" : "");
      command.add("x.dtb");
      for (int i = 0; i < 2; i++) {
        command.add(any(PATHS, random));
        if (mode > 1) {
          command.add(any(PROPERTIES, random));
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
        case 0 -> command.addAll(List.of("-c", "x.dtb", any(NEW, random), any(NEW, random)));
        case 1 -> command.addAll(List.of("-r", "x.dtb", any(PATHS, random)));
        case 2 -> {
          command.addAll(List.of("-d", "x.dtb", any(PATHS, random)));
          command.addAll(List.of(any(PROPERTIES, random), any(PROPERTIES, random)));
        }
        default -> {
          command.addAll(List.of(type, "x.dtb"));
          command.add(any(random.nextInt(4) == 0 ? NEW : PATHS, random));
          command.add(any(PROPERTIES, random));
          for (int i = random.nextInt(5); i > 0; i--) {
            command.add(any(WORDS, random));
          }
        }
      }
    }
    // Words that are no options stay; what was not chosen goes.
    boolean keep = command.get(0).equals("fdtput") && !command.contains("-r");
    command.removeIf(word -> word.isEmpty() && !(keep && command.indexOf(word) > 4));
    return command;
  }

  /** The words that are numbers, or should be. */
  private static List<String> numbers(List<String> command) {
    int from = command.indexOf("x.dtb") + 3;
    boolean none =
        !command.get(0).equals("fdtput")
            || command.stream().anyMatch(word -> word.matches("-[crd]|-ts"))
            || from >= command.size();
    return none ? List.of() : command.subList(from, command.size());
  }

  /**
   * Before 1.8, numbers are what they begin with, the wrong node is named, and later versions of
   * blobs are not shown.
   */
  private static boolean isDefined(List<String> command) {
    return newest
        || !command.contains("-c")
            && !command.get(0).equals("fdtdump")
            && numbers(command).stream().allMatch(w -> w.matches("[1-9]"));
  }

  private static boolean isNop(byte[] blob) {
    return Blobs.rootBegins(blob) == 4;
  }

  @Test
  void wholeBlobsGiveTheSameOutputMessagesAndBytes() throws Exception {
    int compared = 0;
    for (int seed = 0; compared < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] blob = Blobs.reshaped(Blobs.random(random), random);
      List<String> command = command(random);
      // fdtget -l ends at a removed token; the drop-in goes on.
      boolean listed = command.contains("-l") && blob.length > 0 && isNop(blob);
      if (isDefined(command) && !listed) {
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
      String node = any(NEW, random).replaceAll(".*/", "");
      text.append(
          "f@%d { target-path = \"%s\"; __overlay__ { %s = \"%s\"; %s { us; %s = <1 2>; }; }; };\n"
              .formatted(
                  i,
                  any(TARGETS, random),
                  any(PROPERTIES, random),
                  "x".repeat(random.nextInt(9)),
                  node,
                  any(PROPERTIES, random).replace("us", "two")));
    }
    return text.append("};\n").toString();
  }

  @Test
  void basesOfAnyShapeAreMergedIntoAlike() throws Exception {
    List<String> command =
        List.of("fdtoverlay", "-i", "x.dtb", "-o", "merged.dtb", "1.dtbo", "2.dtbo");
    Path merged = folder.resolve("merged.dtb");
    int made = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] base = Blobs.reshaped(Blobs.random(random), random);
      Files.write(folder.resolve("1.dtbo"), Blobs.of(fragments(random)));
      Files.write(folder.resolve("2.dtbo"), Blobs.of(fragments(random)));
      Left theirs = theirs(base, command);
      Optional<byte[]> expected = taken(merged);
      made += expected.isPresent() ? 1 : 0;
      Left ours = ours(base, command);
      assertThat(ours.status()).as("seed %d", seed).isEqualTo(theirs.status());
      // Behind it notes follow, and for older ones the hint about symbols.
      assertThat(ours.err()).as("seed %d", seed).startsWith(theirs.err());
      assertThat(taken(merged)).as("seed %d", seed).usingRecursiveComparison().isEqualTo(expected);
    }
    assertThat(made).isGreaterThan(ROUNDS / 10);
  }

  private static Optional<byte[]> taken(Path file) throws Exception {
    Optional<byte[]> content =
        Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    Files.deleteIfExists(file);
    return content;
  }

  /** Where the programs take a damaged blob, so may the drop-ins, with the same result. */
  @Test
  void damagedBlobsAreRefusedOrGiveTheSame() throws Exception {
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
      // What is to be shown in place of a node is shown for damage too, and hides it.
      command.remove("-dnone");
      Left ours = ours(blob, command);

      assertThat(ours.status()).as("seed %d: %s", seed, command).isBetween(0, 1);
      if (ours.status() == 1) {
        // Of what is no number dtc says nothing.
        boolean silent = !numbers(command).stream().allMatch(w -> w.matches("[1-9]"));
        assertThat(ours.err().isEmpty() && !silent).as("seed %d: %s", seed, command).isFalse();
        assertThat(ours.file()).isEqualTo(new String(blob, StandardCharsets.ISO_8859_1));
        refused++;
      } else if (isDefined(command) && !command.subList(0, 2).equals(List.of("fdtget", "-p"))) {
        // 1.6.1 shows a name again where the next one cannot be read: its fdtget -p is no judge.
        assertThat(ours).as("seed %d: %s", seed, command).isEqualTo(theirs(blob, command));
        same++;
      }
    }
    assertThat(refused).isGreaterThan(ROUNDS / 10);
    assertThat(same).isGreaterThan(newest ? ROUNDS / 100 : 0);
  }
}
