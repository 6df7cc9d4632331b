// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.dtb.DtbReader;
import org.dtbind.overlay.rpi.Parameter;
import org.dtbind.overlay.rpi.Parameters;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.testing.Program;
import org.dtbind.tree.DeviceTree;

/**
 * The program dtmerge and the data of the Raspberry Pi.
 *
 * @param dtmerge the program
 * @param base the directory of the bases
 * @param overlays the directory of the overlays without the overlay map
 * @param mapped the directory of the overlays with the overlay map
 * @param out a directory for results
 */
record RpiPeers(Path dtmerge, Path base, Path overlays, Path mapped, Path out) {

  /** Builds the program; skips the test if DTBIND_RPI is not set. */
  static RpiPeers built(Path work) throws IOException {
    String given = System.getenv().getOrDefault("DTBIND_RPI", "");
    assumeTrue(!given.isEmpty(), "rpi: DTBIND_RPI names no directory with dtmerge's source");
    Checkout.build();
    Path peers = unpacked(Path.of(given), work);
    Path dtmerge = work.resolve("dtmerge");
    Path libfdt = Dtc.newest().directory().orElseThrow().resolve("libfdt");
    Program.of("gcc", "-O1", "-w", "-I", libfdt.toString(), "-o", dtmerge.toString())
        .and("dtmerge.c", "dtoverlay.c", libfdt.resolve("libfdt.a").toString())
        .in(peers.resolve("dtmerge"))
        .run()
        .succeeded();
    Path out = Files.createDirectory(work.resolve("out"));
    // No map in this directory: dtmerge would replace overlays by others.
    Path overlays = Files.createDirectory(work.resolve("overlays"));
    Path mapped = Files.createDirectory(work.resolve("mapped"));
    for (Path file : files(peers.resolve("overlays-dtbo"), "")) {
      Files.copy(file, mapped.resolve(file.getFileName()));
      if (file.toString().endsWith(".dtbo")) {
        Files.copy(file, overlays.resolve(file.getFileName()));
      }
    }
    return new RpiPeers(dtmerge, peers.resolve("base"), overlays, mapped, out);
  }

  private static Path unpacked(Path given, Path work) throws IOException {
    Path archive = given.resolve("raspberrypi.tar.xz");
    archive = Files.isRegularFile(archive) ? archive : given;
    if (Files.isDirectory(archive)) {
      return archive;
    }
    Program.of("tar", "-xf", archive.toString(), "-C", work.toString()).run().succeeded();
    return work.resolve("raspberrypi");
  }

  /** Returns the files of a directory whose names have this ending, sorted. */
  static List<Path> files(Path directory, String end) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  /** Returns the tree of a Raspberry Pi 4. */
  Path raspberryPi4() {
    return base.resolve("bcm2711-rpi-4-b.dtb");
  }

  /**
   * Runs dtmerge, and returns whether it succeeded.
   *
   * @param overlay the overlay, or {@code -} to set parameters of the base
   */
  boolean merges(Path tree, Path into, String overlay, List<String> settings) throws IOException {
    Files.deleteIfExists(into);
    List<String> arguments = new ArrayList<>(List.of(tree.toString(), into.toString(), overlay));
    arguments.addAll(settings);
    int status =
        Program.of(dtmerge.toString()).and(arguments.toArray(String[]::new)).run().status();
    return status == 0 && Files.exists(into);
  }

  /** Reads a blob. */
  static DeviceTree tree(Path file) throws IOException {
    SourceFile read = new SourceFile(file.toString(), Bytes.wrap(Files.readAllBytes(file)));
    return DtbReader.read(read).value().orElseThrow();
  }

  /** Returns the parameters of a base or an overlay. */
  static List<Parameter> parameters(Path file) throws IOException {
    return Parameters.of(tree(file)).value().orElseThrow();
  }
}
