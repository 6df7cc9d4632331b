// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that an archive of binding documents is read like the directory it was made from. */
class ArchivedDocumentsTest {

  private static final Path SCHEMAS = Path.of("src/test/resources/validate/dt-schema/schemas");

  @TempDir private Path directory;

  private Path archive(String prefix, String... others) throws IOException {
    Path file = directory.resolve("bindings.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
        Stream<Path> documents = Files.list(SCHEMAS)) {
      for (Path document : documents.toList()) {
        zip.putNextEntry(new ZipEntry(prefix + document.getFileName()));
        zip.write(Files.readAllBytes(document));
      }
      for (String other : others) {
        zip.putNextEntry(new ZipEntry(other));
        zip.write('x');
      }
    }
    return file;
  }

  private ReadResult read(Path place) throws IOException {
    return DocumentReader.read(List.of(place), Optional.of(directory));
  }

  @Test
  void archiveIsReadLikeItsDirectory() throws IOException {
    Documents expected = read(SCHEMAS).documents();
    Path file = archive("linux-6.1/Documentation/devicetree/bindings/", "linux-6.1/other.yaml");
    ReadResult first = read(file);
    ReadResult cached = read(file);
    assertThat(first.problems()).hasSameSizeAs(read(SCHEMAS).problems());
    for (Documents documents : List.of(first.documents(), cached.documents())) {
      assertThat(documents.index().files().keySet()).isEqualTo(expected.index().files().keySet());
      assertThat(documents.index().types().named()).isEqualTo(expected.index().types().named());
    }
    assertThat(cached.documents().index().files().values())
        .contains(file + "/linux-6.1/Documentation/devicetree/bindings/good-example.yaml");
    assertThat(cached.problems()).isEqualTo(first.problems());
  }

  @Test
  void allDocumentsOfAnArchiveWithoutKernelAreRead() throws IOException {
    assertThat(read(archive("", "broken.yaml")).problems())
        .anyMatch(problem -> problem.file().endsWith("bindings.zip/broken.yaml"));
  }

  @Test
  void directoryWithoutDocumentsIsRejected() {
    assertThatThrownBy(() -> read(directory))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(directory + ": the directory contains no binding documents (.yaml)");
  }

  @Test
  void archiveWithoutDocumentsIsRejected() throws IOException {
    Path file = directory.resolve("empty.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("README"));
    }
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(file + ": the archive contains no binding documents (.yaml)");
  }
}
