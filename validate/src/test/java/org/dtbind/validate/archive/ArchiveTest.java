// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
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
import org.dtbind.source.Limit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads archives made by tar and Java, and damaged archives, which must report the reason. */
class ArchiveTest {

  /** Longer than the 100 bytes for the name and 155 for the prefix in a tar header. */
  private static final String LONG_NAME = "a-directory/".repeat(40) + "long.yaml";

  private static final List<String> NAMES = List.of(LONG_NAME, "top/other.yaml", "top/plain.yaml");

  @TempDir private Path directory;

  @BeforeEach
  void makeFiles() throws IOException {
    for (String name : NAMES) {
      Path file = directory.resolve("in/" + name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content(name));
    }
    Files.writeString(directory.resolve("in/top/other.txt"), "x".repeat(2000));
    Files.createSymbolicLink(directory.resolve("in/top/link.yaml"), Path.of("plain.yaml"));
  }

  /** Content of a size that is not a multiple of the block size. */
  private static String content(String name) {
    return name.repeat(30);
  }

  private Path tar(String... options) throws IOException, InterruptedException {
    Path file = directory.resolve("archive");
    List<String> command = new ArrayList<>(List.of("tar", "-cf", file.toString(), "-C", "in"));
    command.addAll(List.of(options));
    command.add(".");
    Process tar = new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
    assertThat(tar.waitFor()).isZero();
    return file;
  }

  private static List<Archive.ArchivedFile> entries(Bytes content) throws IOException {
    return Archive.of(content).orElseThrow().files(name -> name.endsWith(".yaml"));
  }

  private static List<Archive.ArchivedFile> entries(Path file) throws IOException {
    return entries(Bytes.wrap(Files.readAllBytes(file)));
  }

  private static void assertComplete(List<Archive.ArchivedFile> entries, String prefix) {
    assertThat(entries.stream().map(Archive.ArchivedFile::name))
        .containsExactlyElementsOf(NAMES.stream().map(name -> prefix + name).toList());
    assertThat(entries.stream().map(file -> file.content().utf8()))
        .containsExactlyElementsOf(NAMES.stream().map(ArchiveTest::content).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--format=gnu", "--format=pax"})
  void readsTarArchives(String format) throws Exception {
    assertComplete(entries(tar(format)), "./");
    assertComplete(entries(tar(format, "--gzip")), "./");
    assertComplete(entries(tar(format, "--xz")), "./");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--format=ustar", "--format=v7"})
  void readsFormatsWithShortNames(String format) throws Exception {
    Files.delete(directory.resolve("in/" + LONG_NAME));
    Path middle = Files.createDirectories(directory.resolve("in/" + "b".repeat(60)));
    String name = "c".repeat(30) + ".yaml";
    Files.writeString(middle.resolve(name), "short");
    List<Archive.ArchivedFile> entries = entries(tar(format, "--gzip", "--exclude=a-directory"));
    assertThat(entries).hasSize(3);
    assertThat(entries.get(0).name()).isEqualTo("./" + "b".repeat(60) + "/" + name);
  }

  @Test
  void readsZip() throws IOException {
    assertComplete(entries(createZip()), "");
  }

  @Test
  void namesInZipAreUtf8() throws IOException {
    Path file = directory.resolve("archive.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("größe.yaml"));
    }
    assertThat(entries(file).get(0).name()).isEqualTo("größe.yaml");
  }

  private Path createZip() throws IOException {
    Path file = directory.resolve("archive.zip");
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
  void otherFilesAreNotArchives() {
    assertThat(Archive.of(Bytes.latin1("%YAML 1.2\n---\n"))).isEmpty();
    assertThat(Archive.of(Bytes.empty())).isEmpty();
  }

  @Test
  void unreadableArchiveReportsTheReason() throws Exception {
    assertThatThrownBy(() -> entries(Bytes.latin1("BZh91AY&SY")))
        .isInstanceOf(IOException.class)
        .hasMessage("compressed with bzip2; unpack it, or compress it with gzip or xz");
    Path text = directory.resolve("text.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(text))) {
      out.write(
          "no tar, but long enough for a header ".repeat(20).getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> entries(text)).isInstanceOf(IOException.class);
    byte[] complete = Files.readAllBytes(tar("--gzip"));
    assertThatThrownBy(() -> entries(Bytes.wrap(Arrays.copyOf(complete, complete.length / 2))))
        .isInstanceOf(IOException.class)
        .hasMessage("damaged: it ends prematurely");
  }

  @Test
  @Tag("large")
  void damagedArchiveNeverThrowsOtherExceptions() throws Exception {
    List<byte[]> archives =
        List.of(
            Files.readAllBytes(tar("--format=gnu")),
            Files.readAllBytes(tar("--format=pax")),
            Files.readAllBytes(tar("--gzip")),
            Files.readAllBytes(tar("--xz")),
            Files.readAllBytes(createZip()));
    Random random = new Random(26);
    int failures = 0;
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
        failures++;
      }
    }
    assertThat(failures).isGreaterThan(1000);
  }

  /** Such a record used to be read forever. */
  @Test
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
  void paxRecordWithoutSpaceEndsTheRecords() throws Exception {
    byte[] archive = Files.readAllBytes(tar("--format=pax"));
    String content = Bytes.wrap(archive).latin1();
    int records = content.indexOf(" path=");
    int end = content.indexOf('\0', records);
    int last = content.lastIndexOf(' ', end);
    assertThat(last).isGreaterThan(records);
    archive[last] = 'x';
    assertComplete(entries(Bytes.wrap(archive)), "./");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6 path=", "7 path=", "7 path=\n", "8 path=x\n"})
  void paxRecordWithWrongLengthIsIgnored(String record) throws Exception {
    byte[] archive = Files.readAllBytes(tar("--format=pax"));
    int records = Bytes.wrap(archive).latin1().indexOf(" path=") / 512 * 512;
    Arrays.fill(archive, records, records + 512, (byte) 0);
    byte[] written = record.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(written, 0, archive, records, written.length);
    assertThat(entries(Bytes.wrap(archive))).hasSizeBetween(2, 3);
  }

  @Test
  void oversizedUnpackedContentIsRejected() {
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

  /** Empty files, and those that are not wanted, count for nothing in a limit of bytes. */
  @Test
  void numberOfFilesIsLimited() throws IOException {
    int most = Limit.ARCHIVE_FILES.most();
    assertThat(entries(Bytes.wrap(emptyFiles(most, "%d.yaml")))).hasSize(most);
    for (String name : List.of("%d.yaml", "%d/")) {
      assertThatThrownBy(() -> entries(Bytes.wrap(emptyFiles(most + 1, name))))
          .hasMessage("more than 200,000 files and directories in an archive of binding documents");
    }
    byte[] header = emptyFile("x.txt");
    byte[] all = new byte[header.length * (most + 1)];
    for (int i = 0; i <= most; i++) {
      System.arraycopy(header, 0, all, header.length * i, header.length);
    }
    assertThatThrownBy(() -> entries(Bytes.wrap(all)))
        .hasMessage("more than 200,000 files and directories in an archive of binding documents");
  }

  /** Returns the header of an empty file in a tar archive (POSIX.1, ustar). */
  private static byte[] emptyFile(String name) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, "00000000000");
    put(header, 148, "        0");
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte one : header) {
      sum += one;
    }
    put(header, 148, "%06o".formatted(sum));
    header[154] = 0;
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static byte[] emptyFiles(int count, String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < count; i++) {
        zip.putNextEntry(new ZipEntry(name.formatted(i)));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
