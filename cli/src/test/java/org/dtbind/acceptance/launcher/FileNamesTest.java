// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that files with any name can be read and written in any locale. */
@Tag("acceptance")
class FileNamesTest {

  private static final List<RawName> NAMES =
      List.of(
          RawName.utf8("höhe.dts"),
          RawName.utf8("дверь.dts"),
          RawName.utf8("two  words.dts"),
          RawName.utf8("two\nlines.dts"),
          new RawName("no utf-8 \u00ff\u00fe.dts"),
          new RawName("half \u00c3.dts"),
          RawName.utf8("back\\slash.dts"),
          RawName.utf8("hash#.dts"),
          RawName.utf8("cost$.dts"),
          RawName.utf8("col:on.dts"),
          RawName.utf8("end\\"));

  /** The bytes {@code gr\xfcn}, each as a character. */
  private static final String LATIN1 = "gr\u00fcn";

  @TempDir private Path work;

  @BeforeAll
  static void build() throws IOException {
    Checkout.build();
  }

  /** Writes a source for each name, and a .dtsi file that it includes. */
  private void writeSources() throws IOException {
    for (RawName name : NAMES) {
      RawName included = name.and(".dtsi");
      write(included, "/ { name-of-this; };\n");
      String text =
          """
          /dts-v1/;
          %s
          / { latin1 = "%s"; data = /incbin/("%s"); };
          """;
      // An #include directive cannot contain a line break.
      String include =
          hasTwoLines(name)
              ? "/ { name-of-this; };"
              : "#include \"%s\"".formatted(included.bytes());
      write(name, text.formatted(include, LATIN1, included.bytes().replace("\\", "\\\\")));
    }
  }

  private void write(RawName name, String text) throws IOException {
    Files.writeString(name.in(work), text, StandardCharsets.ISO_8859_1);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static boolean hasTwoLines(RawName name) {
    return name.bytes().contains("\n");
  }

  /** Returns a call of dtbind with arguments in bash syntax. */
  private Program dtbind(String arguments, String locale) {
    return Checkout.bash("exec dtbind " + arguments).in(work).with("LC_ALL", locale);
  }

  @Test
  void nonAsciiFileNamesWorkInTheCLocale() throws IOException {
    Files.writeString(work.resolve("tür ü.dts"), "/dts-v1/;\n/ { };\n");
    Checkout.dtbind("compile", "tür ü.dts", "-o", "tür.dtb")
        .in(work)
        .with("LC_ALL", "C")
        .run()
        .succeeded();
    assertThat(work.resolve("tür.dtb")).isNotEmptyFile();
  }

  /** In the C locale a process compiles each file; in the other locales, one compiles all files. */
  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
  void filesOfAnyNameAreCompiled(String locale) throws IOException {
    writeSources();
    if (locale.equals("C")) {
      for (RawName name : NAMES) {
        String blob = blobOf(name).word();
        dtbind("compile " + name.word() + " -o " + blob, locale).run().succeeded();
      }
    } else {
      dtbind("compile --out-dir . " + allNames(), locale).run().succeeded();
    }
    for (RawName name : NAMES) {
      RawName blob = blobOf(name);
      RawName printed = new RawName("out of " + name.bytes());
      dtbind("compile " + blob.word() + " -o " + printed.word() + " -O dts", locale)
          .run()
          .succeeded();
      // The bytes of the source must be unchanged in the blob.
      assertThat(read(blob.in(work))).as(name.toString()).contains(LATIN1);
      assertThat(read(printed.in(work)).lines())
          .as("%s contains the included node", name)
          .anyMatch(line -> line.endsWith("name-of-this;"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
  void filesOfAnyNameAreCompiledToADirectory(String locale) throws IOException {
    writeSources();
    dtbind("compile --out-dir 'out of all' " + allNames(), locale).run().succeeded();
    Path out = work.resolve("out of all");
    for (RawName name : NAMES) {
      assertThat(Files.size(blobOf(name).in(out))).as(name.toString()).isPositive();
    }
    try (Stream<Path> made = Files.list(out)) {
      assertThat(made).hasSize(NAMES.size());
    }
  }

  private static String allNames() {
    return NAMES.stream().map(RawName::word).collect(Collectors.joining(" "));
  }

  private static RawName blobOf(RawName source) {
    return new RawName(source.bytes().replaceFirst("\\.dts$", "")).and(".dtb");
  }

  /** make must rebuild if and only if a file that dtbind read has changed. */
  @Test
  void makeReadsTheDependencyFile() throws IOException {
    writeSources();
    for (RawName name : NAMES) {
      if (!hasTwoLines(name)) {
        String options = " -o " + blobOf(name).word() + " --deps deps";
        dtbind("compile " + name.word() + options, "C").run().succeeded();
        Path rules = work.resolve("deps");
        Files.writeString(rules, read(rules) + "\t@:\n", StandardCharsets.ISO_8859_1);
        setAge(name, Duration.ofHours(1));
        setAge(name.and(".dtsi"), Duration.ofHours(1));
        assertMakeStatus(0);
        setAge(name.and(".dtsi"), Duration.ofHours(-1));
        assertMakeStatus(1);
      }
    }
    Finished refused = dtbind("compile $'two\\nlines.dts' -o two.dtb --deps deps", "C").run();
    assertThat(refused.status()).as(refused.toString()).isNotZero();
    assertThat(refused.err()).contains("make does not support file");
  }

  private void assertMakeStatus(int status) throws IOException {
    Finished make = Program.of("make", "-q", "-f", "deps").in(work).with("LC_ALL", "C").run();
    assertThat(make.status()).as("%s with %s", make, read(work.resolve("deps"))).isEqualTo(status);
  }

  private void setAge(RawName name, Duration age) throws IOException {
    Files.setLastModifiedTime(name.in(work), FileTime.from(Instant.now().minus(age)));
  }
}
