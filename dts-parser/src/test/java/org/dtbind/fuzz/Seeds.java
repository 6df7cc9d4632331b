// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.Bytes;

/**
 * Seed inputs: the accepted cases, and preprocessed sources (such as kernel boards) from the
 * directory in the system property {@code fuzz.seeds}.
 */
final class Seeds {

  private static final Path CASES = Path.of("src/test/resources/cases/accept");

  static final List<String> SOURCES = sources();

  private static final List<Bytes> BLOBS = SOURCES.stream().flatMap(Seeds::blob).toList();

  private Seeds() {}

  static List<Bytes> blobs() {
    return BLOBS;
  }

  private static List<String> sources() {
    List<String> sources = new ArrayList<>();
    try {
      read(CASES, sources);
      String extraDirectory = System.getProperty("fuzz.seeds", "");
      if (!extraDirectory.isEmpty()) {
        read(Path.of(extraDirectory), sources);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(sources);
  }

  private static void read(Path directory, List<String> sources) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".dts")).sorted().toList()) {
        sources.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static Stream<Bytes> blob(String source) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, true);
    return new Compiler(
            options,
            name -> name.equals("x.dts") ? Optional.of(Bytes.latin1(source)) : Optional.empty())
        .compile("x.dts").value().map(DtbWriter::write).stream();
  }
}
