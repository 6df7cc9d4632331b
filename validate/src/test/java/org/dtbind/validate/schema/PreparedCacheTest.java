// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that cached documents equal the originals, even if the cache file is damaged. */
class PreparedCacheTest {

  private static final Path SCHEMAS = Path.of("src/test/resources/validate/dt-schema/schemas");

  @TempDir private Path cache;
  @TempDir private Path directory;

  private static ReadResult readUncached(Path place) throws IOException {
    return DocumentReader.read(List.of(place), Optional.empty());
  }

  private ReadResult readCached(Path place) throws IOException {
    return DocumentReader.read(List.of(place), Optional.of(cache));
  }

  /** Returns everything about the documents for comparison. */
  private static Map<String, Object> contents(ReadResult result) {
    Documents documents = result.documents();
    Map<String, Object> contents = new TreeMap<>();
    documents
        .index()
        .files()
        .forEach(
            (id, file) -> {
              contents.put("file " + id, file);
              contents.put("document " + id, documents.document(id).orElseThrow());
            });
    contents.put("selects", documents.selects());
    contents.put("compatibles", documents.compatibles());
    contents.put("documented", documents.documented());
    contents.put("types", documents.types().named());
    contents.put("patterns", documents.types().patterns());
    contents.put("problems", result.problems());
    return contents;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.sorted().toList();
    }
  }

  private Path copy() throws IOException {
    Path copy = Files.createDirectories(directory.resolve("copy"));
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @Test
  void cachedDocumentsEqualTheOriginals() throws IOException {
    Map<String, Object> expected = contents(readUncached(SCHEMAS));
    assertThat(readUncached(SCHEMAS).problems()).isNotEmpty();
    assertThat(contents(readCached(SCHEMAS))).isEqualTo(expected);
    assertThat(files()).hasSize(1);
    assertThat(contents(readCached(SCHEMAS))).isEqualTo(expected);
    assertThat(files()).hasSize(1);
  }

  @Test
  void cacheHitFromAnotherDirectoryUsesItsFileNames() throws IOException {
    readCached(SCHEMAS);
    Path copy = copy();
    assertThat(contents(readCached(copy))).isEqualTo(contents(readUncached(copy)));
    assertThat(files()).hasSize(1);
  }

  @Test
  void changedDocumentIsReadAgain() throws IOException {
    Path copy = copy();
    readCached(copy);
    Files.writeString(
        copy.resolve("more.yaml"),
        """
        $id: http://devicetree.org/schemas/more.yaml#
        $schema: http://devicetree.org/meta-schemas/core.yaml#
        title: A document
        maintainers:
          - A name <name@example.org>
        select: true
        properties:
          acme,more:
            enum: [ 1, 0x12345678123456781234, 1.5 ]
        additionalProperties: true
        """);
    Map<String, Object> expected = contents(readUncached(copy));
    assertThat(expected).containsKey("document http://devicetree.org/schemas/more.yaml");
    assertThat(contents(readCached(copy))).isEqualTo(expected);
    assertThat(contents(readCached(copy))).isEqualTo(expected);
    assertThat(files()).hasSize(2);
  }

  /** Aliases hid the depth of the document: dtbind stored it, and could not read it again. */
  @Test
  void nestedAliasesAreTooDeep() throws IOException {
    Path documents = Files.createDirectories(directory.resolve("deep"));
    Files.writeString(
        documents.resolve("deep.yaml"),
        """
        $id: http://devicetree.org/schemas/deep.yaml#
        $schema: http://devicetree.org/meta-schemas/core.yaml#
        title: A document
        select: false
        x1: &a %s
        x2: &b %s
        x3: %s
        """
            .formatted(nested("1"), nested("*a"), nested("*b")));
    Map<String, Object> expected = contents(readUncached(documents));
    assertThat(readUncached(documents).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).contains("levels deep"));
    assertThat(contents(readCached(documents))).isEqualTo(expected);
    assertThat(contents(readCached(documents))).isEqualTo(expected);
  }

  private static String nested(String inner) {
    return "[ ".repeat(95) + inner + " ]".repeat(95);
  }

  /** Each file was taken to be in the first place whose name its own name begins with. */
  @Test
  void cacheHitKnowsPlacesWhoseNamesBeginAlike() throws IOException {
    Path first = Files.createDirectories(directory.resolve("doc"));
    Path second = Files.createDirectories(directory.resolve("docs"));
    Files.copy(SCHEMAS.resolve("good-example.yaml"), second.resolve("good.yaml"));
    Files.writeString(first.resolve("bad.yaml"), "- no document\n");
    DocumentReader.read(List.of(first, second), Optional.of(cache));
    Path one = Files.move(first, directory.resolve("a"));
    Path other = Files.move(second, directory.resolve("b"));
    List<Path> moved = List.of(one, other);
    ReadResult hit = DocumentReader.read(moved, Optional.of(cache));
    assertThat(hit.documents().index().files())
        .containsValue(other + "/good.yaml")
        .containsAllEntriesOf(
            DocumentReader.read(moved, Optional.empty()).documents().index().files());
    assertThat(hit.problems()).extracting(problem -> problem.file()).contains(one + "/bad.yaml");
    assertThat(files()).hasSize(1);
  }

  @Test
  void damagedCacheFileIsReplaced() throws IOException {
    Map<String, Object> expected = contents(readCached(SCHEMAS));
    Path file = files().get(0);
    byte[] original = Files.readAllBytes(file);
    Random random = new Random(26);
    for (int i = 0; i < 12; i++) {
      byte[] damaged = original.clone();
      int at = i < 4 ? i * 12 : random.nextInt(original.length);
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, i == 11 ? new byte[at] : damaged);
      assertThat(contents(readCached(SCHEMAS))).as("byte %d", at).isEqualTo(expected);
      assertThat(Files.readAllBytes(file)).isEqualTo(original);
    }
  }

  @Test
  void damagedPartIsRejectedWithoutOtherExceptions() throws Exception {
    PartWriter writer = new PartWriter();
    writer.write(
        Map.of("list", List.of(1L, -1L, Long.MIN_VALUE, 2.5, true, "text"), "map", Map.of()));
    byte[] original = writer.bytes();
    assertThat(new PartReader(Bytes.copyOf(original)).read())
        .isEqualTo(
            Map.of("list", List.of(1L, -1L, Long.MIN_VALUE, 2.5, true, "text"), "map", Map.of()));
    int rejected = 0;
    for (int at = 0; at < original.length; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] damaged = original.clone();
        damaged[at] = (byte) value;
        try {
          new PartReader(Bytes.wrap(damaged)).read();
        } catch (PartReader.Damaged e) {
          rejected++;
        }
      }
    }
    assertThat(rejected).isGreaterThan(1000);
  }

  @Test
  void oldestCacheFilesAreRemoved() throws IOException {
    for (int i = 0; i < 9; i++) {
      Path documents = Files.createDirectories(directory.resolve("directory" + i));
      Files.copy(SCHEMAS.resolve("good-example.yaml"), documents.resolve(i + ".yaml"));
      readCached(documents);
    }
    assertThat(files()).hasSize(6);
  }

  @Test
  void missingCacheDirectoryIsIgnored() throws IOException {
    Path missing = directory.resolve("none");
    assertThat(contents(DocumentReader.read(List.of(SCHEMAS), Optional.of(missing))))
        .isEqualTo(contents(readUncached(SCHEMAS)));
  }

  /** Fails if documents are prepared differently than in the previous release. */
  @Test
  void formatNumberMatchesTheFileContent() throws Exception {
    DocumentFiles files = DocumentFiles.read(List.of(SCHEMAS));
    Bytes content =
        PreparedFile.of(readUncached(SCHEMAS), Bytes.wrap(new byte[32]), files).orElseThrow();
    String digest =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.toArray()));
    assertThat(PreparedFile.FORMAT + " " + digest)
        .as("raise PreparedFile.FORMAT, and put both here")
        .isEqualTo("6 8950449e91f86525e35347b96f5c97f14d2cdfdda54111bc48f198aa068930ed");
  }
}
