// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dtbind.cli.Blobs;
import org.dtbind.cli.Run;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares fdtoverlay with the program of dtc, if it is installed: exit codes and blobs. */
@Tag("given")
@Tag("large")
class FdtoverlayOracleTest {

  private static final int ROUNDS = 300;

  /** Mostly nodes that the random blobs have. */
  private static final List<String> TARGETS =
      List.of("/", "/", "/", "/aliases", "/a", "/b", "/dev@1", "/a/b");

  private static final List<String> NODES = List.of("new", "new@1", "d", "x", "dev");
  private static final List<String> PROPERTIES =
      List.of("reg", "status", "us", "compatible", "empty", "atus", "fresh", "model");

  /**
   * The directory of dtc's programs from DTBIND_DTC. Without it, the programs on the PATH are used.
   */
  private static final Path TOOLS = Path.of(System.getenv().getOrDefault("DTBIND_DTC", ""));

  @TempDir private Path directory;

  private static Optional<Path> program() {
    return Stream.concat(
            Stream.of(TOOLS.toAbsolutePath()),
            Arrays.stream(System.getenv("PATH").split(":", -1)).map(Path::of))
        .map(each -> each.resolve("fdtoverlay"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String pick(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String fragments(Random random) {
    StringBuilder text = new StringBuilder("/dts-v1/;\n/plugin/;\n/ {\n");
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(
          "f@%d { target-path = \"%s\"; __overlay__ { %s = \"%s\"; %s { us; %s = <1 2>; }; }; };\n"
              .formatted(
                  i,
                  pick(TARGETS, random),
                  pick(PROPERTIES, random),
                  "x".repeat(random.nextInt(9)),
                  pick(NODES, random),
                  pick(PROPERTIES, random).replace("us", "two")));
    }
    return text.append("};\n").toString();
  }

  /** Flips some bits, half of them in the header. */
  private static byte[] damaged(byte[] blob, Random random) {
    byte[] damaged = blob.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextBoolean() ? random.nextInt(40) : random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private List<String> arguments(byte[] base, Random random) throws Exception {
    Path x = Files.write(directory.resolve("x.dtb"), base);
    Path one = Files.write(directory.resolve("1.dtbo"), Blobs.of(fragments(random)));
    Path two = Files.write(directory.resolve("2.dtbo"), Blobs.of(fragments(random)));
    return Stream.of("-i", x, "-o", directory.resolve("merged.dtb"), one, two)
        .map(Object::toString)
        .toList();
  }

  private int theirs(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return process.waitFor();
  }

  private static Run ours(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("fdtoverlay"));
    command.addAll(arguments);
    return Run.of(command.toArray(String[]::new));
  }

  private Optional<byte[]> readAndDelete() throws Exception {
    Path file = directory.resolve("merged.dtb");
    Optional<byte[]> content =
        Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    Files.deleteIfExists(file);
    return content;
  }

  @Test
  void blobsAndExitCodesAreTheSame() throws Exception {
    assumeTrue(program().isPresent(), "oracle-dtc: needs fdtoverlay on the PATH");
    int merged = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      List<String> arguments = arguments(Blobs.reshaped(Blobs.random(random), random), random);
      int theirs = theirs(arguments);
      Optional<byte[]> expected = readAndDelete();
      merged += expected.isPresent() ? 1 : 0;
      Run ours = ours(arguments);
      assertThat(ours.status()).as("seed %d: %s", seed, ours).isEqualTo(theirs);
      assertThat(readAndDelete())
          .as("seed %d", seed)
          .usingRecursiveComparison()
          .isEqualTo(expected);
    }
    assertThat(merged).isGreaterThan(ROUNDS / 10);
  }

  /** If dtbind accepts a damaged base, its result must equal that of dtc's fdtoverlay. */
  @Test
  void damagedBasesAreRefusedOrGiveTheSameBlob() throws Exception {
    assumeTrue(program().isPresent(), "oracle-dtc: needs fdtoverlay on the PATH");
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      List<String> arguments = arguments(damaged(Blobs.random(random), random), random);
      Run ours = ours(arguments);
      Optional<byte[]> blob = readAndDelete();
      if (ours.status() == 0) {
        assertThat(theirs(arguments)).as("seed %d", seed).isZero();
        assertThat(readAndDelete()).as("seed %d", seed).usingRecursiveComparison().isEqualTo(blob);
      } else {
        assertThat(ours.status()).as("seed %d", seed).isEqualTo(1);
        assertThat(ours.err()).as("seed %d", seed).contains("x.dtb");
        assertThat(blob).isEmpty();
        refused++;
      }
    }
    assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - 1);
  }
}
