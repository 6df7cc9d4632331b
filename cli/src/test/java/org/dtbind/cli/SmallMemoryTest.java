// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.change.result.ExitStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Security review 9 and 17: runs dtbind with little memory on small hostile input. */
@Tag("acceptance")
@Tag("large")
class SmallMemoryTest {

  private static final int HEADER = 40;

  @TempDir private Path directory;

  private Run run(int megabytes, String... arguments) throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.dtbind.cli.Main"));
    line.addAll(List.of(arguments));
    int status =
        new ProcessBuilder(line)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Run(status, head(out), head(err));
  }

  private static String head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(100_000), StandardCharsets.UTF_8);
    }
  }

  /** Returns a blob whose root has empty properties, each named by a suffix of one long name. */
  private Path blobWithNameSuffixes(int properties, int ends) throws IOException {
    ByteArrayOutputStream structure = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(structure)) {
      out.writeInt(1);
      out.writeInt(0);
      for (int i = 0; i < properties; i++) {
        out.writeInt(3);
        out.writeInt(0);
        out.writeInt(i % ends);
      }
      out.writeInt(2);
      out.writeInt(9);
    }
    return blob(
        structure.toByteArray(), ("n".repeat(ends) + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  private Path blobWithValue(int bytes) throws IOException {
    ByteArrayOutputStream structure = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(structure)) {
      out.writeInt(1);
      out.writeInt(0);
      out.writeInt(3);
      out.writeInt(bytes);
      out.writeInt(0);
      out.write(new byte[bytes]);
      out.writeInt(2);
      out.writeInt(9);
    }
    return blob(structure.toByteArray(), new byte[] {'a', 0});
  }

  private Path blob(byte[] structure, byte[] strings) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int at = HEADER + 16;
    try (DataOutputStream out = new DataOutputStream(content)) {
      int total = at + structure.length + strings.length;
      for (int field :
          new int[] {
            0xd00dfeed,
            total,
            at,
            at + structure.length,
            HEADER,
            17,
            16,
            0,
            strings.length,
            structure.length
          }) {
        out.writeInt(field);
      }
      out.write(new byte[16]);
      out.write(structure);
      out.write(strings);
    }
    return Files.write(directory.resolve("hostile.dtb"), content.toByteArray());
  }

  @Test
  void manyNameSuffixesNeedLittleMemory() throws Exception {
    Path blob = blobWithNameSuffixes(60_000, 4_000);
    assertThat(Files.size(blob)).isLessThan(800_000);
    Run listed = run(128, "devices", "--tree", blob.toString());
    assertThat(listed.status()).as(listed.err()).isEqualTo(3); // None of them is a device.
    Path overlay =
        Files.writeString(directory.resolve("o.dtso"), "/dts-v1/;\n/plugin/;\n&{/} { a; };\n");
    Run checked = run(128, "check", "--together", "--base", blob.toString(), overlay.toString());
    assertThat(checked.err()).doesNotContain("bug", "too large");
    assertThat(checked.status()).as(checked.err()).isIn(0, 2);
  }

  @Test
  void excessiveNamesAreRefused() throws Exception {
    ByteArrayOutputStream structure = new ByteArrayOutputStream();
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(structure)) {
      out.writeInt(1);
      out.writeInt(0);
      for (int i = 0; i < 5; i++) {
        for (int end = 0; end < 4_000; end++) {
          out.writeInt(3);
          out.writeInt(0);
          out.writeInt(strings.size() + end);
        }
        strings.writeBytes(("n".repeat(4_000) + "\0").getBytes(StandardCharsets.US_ASCII));
      }
      out.writeInt(2);
      out.writeInt(9);
    }
    Path blob = blob(structure.toByteArray(), strings.toByteArray());
    Run run = run(128, "devices", "--tree", blob.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("ERROR (bad_structure): the names of nodes and properties exceed 16777216");
  }

  @Test
  void inputLargerThanMemoryIsNotReportedAsABug() throws Exception {
    Path blob = blobWithValue(40 << 20);
    Run run = run(24, "compile", "-O", "dts", blob.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("dtbind: the input is too large for Java's memory limit, ")
        .contains("help: raise the limit with DTBIND_JAVA_OPTIONS=-Xmx1g");
    Run dropIn = run(24, "dtc", "-O", "dts", blob.toString());
    assertThat(dropIn.status()).isEqualTo(1);
    assertThat(dropIn.err()).contains("the input is too large").doesNotContain("\tat ");
  }

  @Test
  void manySyntaxErrorsNeedLittleMemory() throws Exception {
    for (String text : List.of("a=;\n".repeat(200_000), "a=;".repeat(20_000))) {
      Path source = Files.writeString(directory.resolve("x.dts"), "/dts-v1/;\n/ {" + text + "};\n");
      Run run = run(256, "compile", "-o", directory.resolve("x.dtb").toString(), source.toString());
      assertThat(run.status()).as(run.err()).isEqualTo(2);
      assertThat(Files.readString(directory.resolve("err"), StandardCharsets.UTF_8))
          .containsPattern("ERROR \\(too_many_problems\\): 1?[0-9]+ more problems are not shown");
    }
  }

  @Test
  void endlessFileNeedsNoMoreMemoryThanTheLargestFile() throws Exception {
    Run run = run(400, "compile", "/dev/zero");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED.code());
    assertThat(run.err()).contains("it is larger than 256 MiB").doesNotContain("too large for");
  }

  @Test
  void problemsInOneLineAreCutOff() throws Exception {
    String lines =
        IntStream.range(0, 30_000).mapToObj(i -> "u" + i).collect(Collectors.joining(", "));
    Path declaration = directory.resolve("bindings.yaml");
    Files.writeString(
        declaration,
        "apiVersion: dtbind/v1\naggregators:\n  - { name: a, lines: [" + lines + "] }\n");
    Path base = Files.writeString(directory.resolve("base.dts"), "/dts-v1/;\n/ { };\n");
    String made = directory.resolve("made").toString();
    Run run =
        run(
            256,
            "export",
            "target",
            "--base=" + base,
            "--spec",
            declaration.toString(),
            "-o",
            made);
    assertThat(run.status()).isEqualTo(2);
    Path err = directory.resolve("err");
    assertThat(Files.readString(err)).contains("20001 more problems are not shown");
    assertThat(Files.size(err)).isLessThan(8_000_000);
  }
}
