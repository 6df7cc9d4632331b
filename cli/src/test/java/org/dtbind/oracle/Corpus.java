// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;

/**
 * The devicetree sources of Debian's linux-source-6.1, and ways to compile them with cpp and dtc.
 *
 * @param directory the directory with the sources and their includes
 * @param sources the paths in the directory, sorted
 * @param dtc the dtc to use by default
 */
record Corpus(Path directory, List<String> sources, Dtc dtc) implements AutoCloseable {

  /** Unpacks the sources. */
  static Corpus unpacked() throws IOException {
    Checkout.build();
    Path work = Files.createTempDirectory("oracle");
    Path directory = work.resolve("linux");
    Checkout.unpackLinux(directory);
    List<String> sources;
    try (Stream<Path> files = Files.walk(directory.resolve("arch"))) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".dts"))
              .map(file -> directory.relativize(file).toString())
              .sorted()
              .toList();
    }
    Files.write(work.resolve("linux.sources"), sources);
    return new Corpus(directory, sources, Dtc.usual());
  }

  /** Returns a file that lists the sources. */
  Path list() {
    return directory.resolveSibling("linux.sources");
  }

  /** Returns the sources in random order. */
  List<String> shuffled(long seed) {
    List<String> shuffled = new ArrayList<>(sources);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  /** Returns every n-th source. */
  List<String> every(int step) {
    return IntStream.range(0, sources.size() / step)
        .mapToObj(i -> sources.get((i + 1) * step - 1))
        .toList();
  }

  /** Returns the cpp command of the kernel's Makefiles. */
  Program cpp(String source, String... arguments) {
    return Program.of("cpp", "-nostdinc", "-undef", "-D__DTS__", "-x", "assembler-with-cpp")
        .and("-I", "scripts/dtc/include-prefixes")
        .and(arguments)
        .and(source)
        .in(directory);
  }

  /** Returns a dtc command that reads the preprocessed source from standard input. */
  Program compiler(Dtc with, String source, String... arguments) {
    return with.dtc("-I", "dts", "-i", directoryOf(source)).and(arguments).and("-").in(directory);
  }

  /** Returns the directory of a source, which {@code /include/} searches first. */
  static String directoryOf(String source) {
    return source.substring(0, source.lastIndexOf('/'));
  }

  /** Compiles a source with cpp and dtc, and returns whether that succeeded. */
  boolean compiles(Dtc with, String source, Path blob, String... arguments) throws IOException {
    String[] all =
        Stream.concat(
                Stream.of("-q", "-@", "-O", "dtb", "-o", blob.toString()), Stream.of(arguments))
            .toArray(String[]::new);
    return compiler(with, source, all).runOn(cpp(source)).isPresent();
  }

  /** Returns the path of the blob of a source in a directory. */
  static Path blob(Path blobs, String source) {
    return blobs.resolve(source.replaceFirst("\\.dts$", ".dtb"));
  }

  /** Compiles all sources with cpp and dtc into a directory. */
  void compileAll(Path blobs) throws IOException {
    OnAllProcessors.map(
        sources,
        source -> {
          Path blob = blob(blobs, source);
          Files.createDirectories(blob.resolveSibling(""));
          return compiles(dtc, source, blob);
        });
  }

  /** Preprocesses a source, and returns the file next to it. */
  String preprocessed(String source) throws IOException {
    String out = source + ".i";
    if (!Files.exists(directory.resolve(out))) {
      cpp(source, "-o", out).run();
    }
    return out;
  }

  /** Creates a directory that is deleted with the sources. */
  Path newDirectory(String name) throws IOException {
    return Files.createTempDirectory(directory.resolveSibling(""), name);
  }

  @Override
  public void close() throws IOException {
    assertThat(Program.of("rm", "-rf", directory.resolveSibling("").toString()).run().status())
        .isZero();
  }
}
