// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.yaml.SchemaYaml;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.decode.TreeDecoder;
import org.dtbind.validate.rule.Regex;
import org.dtbind.validate.rule.Schema;
import org.dtbind.validate.rule.SchemaCache;
import org.dtbind.validate.rule.TooMuchWork;
import org.dtbind.validate.rule.ValidationRun;
import org.dtbind.validate.value.Value;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reads random binding documents, processed files and regular expressions from fixed seeds. Each
 * must yield a problem or findings in limited time and memory.
 */
@Tag("large")
class FuzzedDocumentsTest {

  private static final double MAX_SECONDS = 4;
  private static final long MAX_BYTES = 512L << 20;

  private final DocumentText documents = new DocumentText();
  private final DeviceTree tree = tree();

  private static DeviceTree tree() {
    DeviceTree compiled =
        new Compiler(new CompileOptions(List.of(), List.of(), true, false))
            .compile("src/test/resources/validate/fuzzed.dts")
            .value()
            .orElseThrow();
    return DtbReader.read(new SourceFile("tree.dtb", DtbWriter.write(compiled)))
        .value()
        .orElseThrow();
  }

  /** Runs inputs until the first failure, and returns the number of accepted inputs. */
  private static int run(long seed, int inputs, Kind kind, Predicate<String> input) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int reached = 0;
    for (int i = 0; i < inputs; i++) {
      String text = kind.text(new SplittableRandom(seed * inputs + i));
      long time = threads.getCurrentThreadCpuTime();
      long memory = threads.getCurrentThreadAllocatedBytes();
      try {
        reached += input.test(text) ? 1 : 0;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("input %d of seed %d:%n%s".formatted(i, seed, text), e);
      }
      assertThat((threads.getCurrentThreadCpuTime() - time) / 1e9).as(text).isLessThan(MAX_SECONDS);
      assertThat(threads.getCurrentThreadAllocatedBytes() - memory).as(text).isLessThan(MAX_BYTES);
    }
    return reached;
  }

  private interface Kind {
    String text(SplittableRandom random);
  }

  @Test
  void documentsAreReadOrRejected() {
    int reached = run(1, 6_000, documents::document, this::readsDocument);
    assertThat(reached).isGreaterThan(2_000);
  }

  @Test
  void processedFilesAreReadOrRejected() {
    int reached = run(2, 6_000, documents::processed, this::readsProcessed);
    assertThat(reached).isGreaterThan(2_000);
  }

  @Test
  void regularExpressionsTerminate() {
    int reached = run(3, 20_000, DocumentText::regex, FuzzedDocumentsTest::searches);
    assertThat(reached).isGreaterThan(4_000);
  }

  private boolean readsDocument(String text) {
    SchemaYaml.Read read = SchemaYaml.read(Bytes.utf8(text));
    assertThat(read.document().isEmpty()).isEqualTo(!read.problem().isEmpty());
    if (read.document().isEmpty()) {
      return false;
    }
    Map<String, Object> document = read.document().get();
    if (SchemaShape.problem(document).isPresent() || !(document.get("$id") instanceof String)) {
      return false;
    }
    Fixups.document(document);
    document.put("type", "object");
    document.put("$filename", "x.yaml");
    String id = Documents.id(document);
    validate(Documents.of(Map.of(id, document), Map.of(id, "x.yaml")));
    return true;
  }

  private boolean readsProcessed(String text) {
    SchemaYaml.Read read = SchemaYaml.read(Bytes.utf8(text));
    Optional<ReadResult> result = read.document().flatMap(ProcessedFile::documents);
    result.ifPresent(loaded -> validate(loaded.documents()));
    return result.filter(loaded -> loaded.documents().size() > 0).isPresent();
  }

  private void validate(Documents documents) {
    documents.compatibles();
    documents.documented();
    SchemaCache cache = new SchemaCache(id -> documents.document(id).map(document -> document));
    Value.Node node = TreeDecoder.decode(tree, documents.types());
    for (String id : documents.index().files().keySet()) {
      documents.file(id);
      check(cache.document(id), node);
    }
    documents.selects().values().forEach(select -> check(cache.compile(select, ""), node));
  }

  private static void check(Schema schema, Value.Node node) {
    try {
      boolean accepted = schema.accepts(node, new ValidationRun());
      schema
          .violations(node, new ValidationRun())
          .forEach(violation -> assertThat(violation.message()).isNotNull());
      assertThat(accepted).isIn(true, false);
    } catch (TooMuchWork e) {
      assertThat(e).hasMessageContaining("schema");
    }
    for (Value member : List.copyOf(node.members().values())) {
      if (member instanceof Value.Node child) {
        check(schema, child);
      }
    }
  }

  private static boolean searches(String text) {
    try {
      Regex regex = Regex.of(text.replace("\\\\", "\\"));
      for (String input : List.of("", "clocks", "a".repeat(3_000), "ab,-@".repeat(500))) {
        regex.isSurelyIn(input, new ValidationRun());
      }
      return true;
    } catch (PatternSyntaxException e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    }
  }
}
