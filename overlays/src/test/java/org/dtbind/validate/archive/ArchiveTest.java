// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that tar and Java make have the files that went in; damaged ones end with a reason. */
class ArchiveTest {

  /** Longer than the fields of a header, which has 100 bytes for a name and 155 before it. */
  private static final String LONG = "a-folder/".repeat(40) + "long.yaml";

  private static final List<String> NAMES = List.of(LONG, "top/other.yaml", "top/plain.yaml");

  @TempDir private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    for (String name : NAMES) {
      Path file = folder.resolve("in/" + name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content(name));
    }
    Files.writeString(folder.resolve("in/top/other.txt"), "x".repeat(2000));
    Files.createSymbolicLink(folder.resolve("in/top/link.yaml"), Path.of("plain.yaml"));
  }

  /** Of a size that fills no block. */
  private static String content(String name) {
    return name.repeat(30);
  }

  private Path tar(String... options) throws IOException, InterruptedException {
    Path file = folder.resolve("archive");
    List<String> command = new ArrayList<>(List.of("tar", "-cf", file.toString(), "-C", "in"));
    command.addAll(List.of(options));
    command.add(".");
    Process tar = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    assertThat(tar.waitFor()).isZero();
    return file;
  }

  private static List<Archive.Entry> files(Bytes content) throws IOException {
    return Archive.of(content).orElseThrow().files(name -> name.endsWith(".yaml"));
  }

  private static List<Archive.Entry> files(Path file) throws IOException {
    return files(Bytes.wrap(Files.readAllBytes(file)));
  }

  private static void assertAllThere(List<Archive.Entry> files, String before) {
    assertThat(files.stream().map(Archive.Entry::name))
        .containsExactlyElementsOf(NAMES.stream().map(name -> before + name).toList());
    assertThat(files.stream().map(file -> file.content().utf8()))
        .containsExactlyElementsOf(NAMES.stream().map(ArchiveTest::content).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--format=gnu", "--format=pax"})
  void readsWhatTarMakes(String format) throws Exception {
    assertAllThere(files(tar(format)), "./");
    assertAllThere(files(tar(format, "--gzip")), "./");
    assertAllThere(files(tar(format, "--xz")), "./");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--format=ustar", "--format=v7"})
  void readsFormatsWithShortNames(String format) throws Exception {
    Files.delete(folder.resolve("in/" + LONG));
    Path middle = Files.createDirectories(folder.resolve("in/" + "b".repeat(60)));
    String name = "c".repeat(30) + ".yaml";
    Files.writeString(middle.resolve(name), "short");
    List<Archive.Entry> files = files(tar(format, "--gzip", "--exclude=a-folder"));
    assertThat(files).hasSize(3);
    assertThat(files.get(0).name()).isEqualTo("./" + "b".repeat(60) + "/" + name);
  }

  @Test
  void readsZip() throws IOException {
    assertAllThere(files(zipped()), "");
  }

  @Test
  void namesInZipAreUtf8() throws IOException {
    Path file = folder.resolve("archive.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("größe.yaml"));
    }
    assertThat(files(file).get(0).name()).isEqualTo("größe.yaml");
  }

  private Path zipped() throws IOException {
    Path file = folder.resolve("archive.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("top/"));
      for (String name : NAMES) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content(name).getBytes(StandardCharsets.UTF_8));
      }
      zip.putNextEntry(new ZipEntry("top/other.txt"));
      zip.write(new byte[2000]);
    }
    return file;
  }

  @Test
  void otherFilesAreNoArchives() {
    assertThat(Archive.of(Bytes.latin1("%YAML 1.2\n---\n"))).isEmpty();
    assertThat(Archive.of(Bytes.empty())).isEmpty();
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    assertThatThrownBy(() -> files(Bytes.latin1("BZh91AY&SY")))
        .isInstanceOf(IOException.class)
        .hasMessage("compressed with bzip2: unpack it, or compress it with gzip or xz");
    Path text = folder.resolve("text.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(text))) {
      out.write(
          "no tar, but long enough for a header ".repeat(20).getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> files(text)).isInstanceOf(IOException.class);
    byte[] whole = Files.readAllBytes(tar("--gzip"));
    assertThatThrownBy(() -> files(Bytes.wrap(Arrays.copyOf(whole, whole.length / 2))))
        .isInstanceOf(IOException.class)
        .hasMessage("damaged: it ends prematurely");
  }

  @Test
  void damageIsAReasonOrChangesContent() throws Exception {
    List<byte[]> archives =
        List.of(
            Files.readAllBytes(tar("--format=gnu")),
            Files.readAllBytes(tar("--format=pax")),
            Files.readAllBytes(tar("--gzip")),
            Files.readAllBytes(tar("--xz")),
            Files.readAllBytes(zipped()));
    Random random = new Random(26);
    int refused = 0;
    for (int i = 0; i < 4000; i++) {
      byte[] damaged = archives.get(i % archives.size()).clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      if (i % 3 == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      try {
        var archive = Archive.of(Bytes.wrap(damaged));
        if (archive.isPresent()) {
          archive.get().files(name -> true);
        }
      } catch (IOException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @Test
  void whatUnpacksToTooMuchIsRefused() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            return length;
          }

          @Override
          public long skip(long bytes) {
            return bytes;
          }
        };
    assertThatThrownBy(() -> new BoundedStream(endless).skipRest())
        .isInstanceOf(IOException.class)
        .hasMessage("more than 8,192 MiB in an unpacked archive of binding documents");
    assertThatThrownBy(() -> new BoundedStream(endless).skipNBytes(9L << 30))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("more than 8,192 MiB");
  }
}
