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

/** Documents that were kept are those that were prepared, whatever became of the file. */
class PreparedCacheTest {

  private static final Path SCHEMAS = Path.of("src/test/resources/validate/dt-schema/schemas");

  @TempDir private Path cache;
  @TempDir private Path folder;

  private static ReadResult prepared(Path place) throws IOException {
    return DocumentReader.read(List.of(place), Optional.empty());
  }

  private ReadResult kept(Path place) throws IOException {
    return DocumentReader.read(List.of(place), Optional.of(cache));
  }

  /** Everything that is known of documents, to compare it. */
  private static Map<String, Object> all(ReadResult result) {
    Documents documents = result.documents();
    Map<String, Object> all = new TreeMap<>();
    documents
        .index()
        .files()
        .forEach(
            (id, file) -> {
              all.put("file " + id, file);
              all.put("document " + id, documents.document(id).orElseThrow());
            });
    all.put("selects", documents.selects());
    all.put("compatibles", documents.compatibles());
    all.put("documented", documents.documented());
    all.put("types", documents.types().named());
    all.put("patterns", documents.types().patterns());
    all.put("problems", result.problems());
    return all;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.sorted().toList();
    }
  }

  private Path copy() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @Test
  void whatIsKeptIsWhatWasPrepared() throws IOException {
    Map<String, Object> expected = all(prepared(SCHEMAS));
    assertThat(prepared(SCHEMAS).problems()).isNotEmpty();
    assertThat(all(kept(SCHEMAS))).isEqualTo(expected);
    assertThat(files()).hasSize(1);
    assertThat(all(kept(SCHEMAS))).isEqualTo(expected);
    assertThat(files()).hasSize(1);
  }

  @Test
  void filesOfAnotherFolderWithTheSameContentAreNamedAsTheyAreThere() throws IOException {
    kept(SCHEMAS);
    Path copy = copy();
    assertThat(all(kept(copy))).isEqualTo(all(prepared(copy)));
    assertThat(files()).hasSize(1);
  }

  @Test
  void aChangedFileIsPreparedAgain() throws IOException {
    Path copy = copy();
    kept(copy);
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
    Map<String, Object> expected = all(prepared(copy));
    assertThat(expected).containsKey("document http://devicetree.org/schemas/more.yaml");
    assertThat(all(kept(copy))).isEqualTo(expected);
    assertThat(all(kept(copy))).isEqualTo(expected);
    assertThat(files()).hasSize(2);
  }

  @Test
  void aDamagedFileIsPreparedAgain() throws IOException {
    Map<String, Object> expected = all(kept(SCHEMAS));
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(26);
    for (int i = 0; i < 12; i++) {
      byte[] damaged = whole.clone();
      int at = i < 4 ? i * 12 : random.nextInt(whole.length);
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, i == 11 ? new byte[at] : damaged);
      assertThat(all(kept(SCHEMAS))).as("byte %d", at).isEqualTo(expected);
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
  }

  @Test
  void partsThatAreDamagedAreNoReasonToFail() throws Exception {
    PartWriter writer = new PartWriter();
    writer.write(
        Map.of("list", List.of(1L, -1L, Long.MIN_VALUE, 2.5, true, "text"), "map", Map.of()));
    byte[] whole = writer.bytes();
    assertThat(new PartReader(Bytes.copyOf(whole)).read())
        .isEqualTo(
            Map.of("list", List.of(1L, -1L, Long.MIN_VALUE, 2.5, true, "text"), "map", Map.of()));
    int refused = 0;
    for (int at = 0; at < whole.length; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] damaged = whole.clone();
        damaged[at] = (byte) value;
        try {
          new PartReader(Bytes.wrap(damaged)).read();
        } catch (PartReader.Damaged e) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @Test
  void theOldestAreRemoved() throws IOException {
    for (int i = 0; i < 9; i++) {
      Path one = Files.createDirectories(folder.resolve("folder" + i));
      Files.copy(SCHEMAS.resolve("good-example.yaml"), one.resolve(i + ".yaml"));
      kept(one);
    }
    assertThat(files()).hasSize(6);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNoReasonToFail() throws IOException {
    Path none = folder.resolve("none");
    assertThat(all(DocumentReader.read(List.of(SCHEMAS), Optional.of(none))))
        .isEqualTo(all(prepared(SCHEMAS)));
  }

  /** Where this fails, documents are prepared otherwise than by the release before. */
  @Test
  void theFormatIsRaisedWhereDocumentsArePreparedOtherwise() throws Exception {
    DocumentFiles files = DocumentFiles.read(List.of(SCHEMAS));
    Bytes content =
        PreparedFile.of(prepared(SCHEMAS), Bytes.wrap(new byte[32]), files).orElseThrow();
    String digest =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.toArray()));
    assertThat(PreparedFile.FORMAT + " " + digest)
        .as("raise PreparedFile.FORMAT, and put both here")
        .isEqualTo("4 9361daa3c3c959d68ac0c2625f170768331ab60e7ba049322c19f69c241b3969");
  }
}
