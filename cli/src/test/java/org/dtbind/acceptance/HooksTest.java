// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.cli.InnerApp;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.yaml.YamlNode;
import org.dtbind.spec.yaml.YamlReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the GitHub action and of the pre-commit hooks as those programs do. */
@Tag("acceptance")
class HooksTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final String BOARD =
      """
      /dts-v1/;
      / {
        #address-cells = <1>;
        #size-cells = <1>;
        compatible = "acme,board";
        model = "board";
        gpio: gpio@1000 {
          reg = <0x1000 0x100>;
          gpio-controller;
          #gpio-cells = <2>;
          ngpios = <8>;
        };
      };
      """;

  private static final String OVERLAY =
      """
      /dts-v1/;
      /plugin/;
      &{/} { door { compatible = "acme,door"; open-gpios = <&gpio %d 0>; }; };
      """;

  private static final String DECLARATION =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: acme,door
          gpios: [{ name: open, controller: /gpio@1000, offset: %d }]
      """;

  @TempDir Path directory;
  @TempDir Path program;

  private record Result(int status, String output) {}

  @BeforeEach
  void writeFiles() throws IOException {
    program = InnerApp.in(program).resolve("bin");
    Files.writeString(directory.resolve("board.dts"), BOARD);
    Files.writeString(directory.resolve("broken.dts"), "/dts-v1/;\n/ { a = <1> };\n");
    Files.writeString(directory.resolve("good.dtso"), OVERLAY.formatted(3));
    Files.writeString(directory.resolve("bad.dtso"), OVERLAY.formatted(9));
  }

  private Result run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("PATH", program + ":" + System.getenv("PATH"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static YamlNode read(String name) throws IOException {
    return parse(name, Files.readString(ROOT.resolve(name)));
  }

  private static YamlNode parse(String name, String text) {
    return YamlReader.read(new SourceFile(name, Bytes.utf8(text))).value().orElseThrow();
  }

  private static YamlNode get(YamlNode node, String key) {
    return ((YamlNode.Mapping) node)
        .entries().stream()
            .filter(entry -> entry.key().text().equals(key))
            .findFirst()
            .orElseThrow()
            .value();
  }

  private static List<YamlNode> items(YamlNode node) {
    return ((YamlNode.Sequence) node).items();
  }

  private static String text(YamlNode node, String key) {
    return ((YamlNode.Scalar) get(node, key)).text();
  }

  /** Runs a hook as pre-commit does: its entry, followed by arguments and file names. */
  private Result hook(String id, String... more) throws Exception {
    YamlNode hook =
        items(read(".pre-commit-hooks.yaml")).stream()
            .filter(item -> text(item, "id").equals(id))
            .findFirst()
            .orElseThrow();
    List<String> command = new ArrayList<>(List.of("sh", "-c", text(hook, "entry") + " \"$@\""));
    command.add("pre-commit");
    Stream.of(more).forEach(command::add);
    return run(Map.of(), command.toArray(new String[0]));
  }

  @Test
  void sourcesAreCompiled() throws Exception {
    assertThat(hook("dtbind-compile", "board.dts", "good.dtso").status()).isZero();
    Result result = hook("dtbind-compile", "broken.dts", "board.dts");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains("broken.dts:2");
    assertThat(directory).isDirectoryNotContaining("glob:**.{dtb,dtbo}");
  }

  @Test
  void overlaysAreChecked() throws Exception {
    assertThat(hook("dtbind-check", "--base", "board.dts", "good.dtso").status()).isZero();
    Result result = hook("dtbind-check", "--base", "board.dts", "bad.dtso");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains("line_out_of_range");
  }

  /** Fleet trial, finding C5. */
  @Test
  void exampleChecksOverlaysOfOneCombination() throws Exception {
    String page = Files.readString(ROOT.resolve("docs/guide/ci.md"));
    String example = page.substring(page.indexOf("repos:"));
    YamlNode repository =
        items(get(parse("ci.md", example.substring(0, example.indexOf("```"))), "repos")).get(0);
    YamlNode check =
        items(get(repository, "hooks")).stream().reduce((first, last) -> last).orElseThrow();
    assertThat(text(check, "pass_filenames")).isEqualTo("false");
    for (String source : List.of("board.dts", "pins.dtsi", "door.dtso")) {
      assertThat(source).containsPattern(text(check, "files"));
    }
    String[] arguments =
        items(get(check, "args")).stream()
            .map(item -> ((YamlNode.Scalar) item).text())
            .toArray(String[]::new);
    Files.writeString(directory.resolve("door.dtso"), OVERLAY.formatted(3));
    Path relays = directory.resolve("relays.dtso");
    Files.writeString(relays, OVERLAY.formatted(3).replace("door", "relays"));
    assertThat(hook("dtbind-check", arguments).output()).contains("line_taken");
    Files.writeString(relays, OVERLAY.formatted(4).replace("door", "relays"));
    assertThat(hook("dtbind-check", arguments).status()).isZero();
    Files.writeString(directory.resolve("board.dts"), BOARD.replace("gpio:", "gpio0:"));
    assertThat(hook("dtbind-check", arguments).output()).contains("unresolved_label");
  }

  @Test
  void boardsAreChecked() throws Exception {
    assertThat(hook("dtbind-check", "board.dts").status()).isZero();
    Files.writeString(
        directory.resolve("twice.dts"),
        BOARD
            + "/ { leds { compatible = \"gpio-leds\"; a { gpios = <&gpio 3 0>; };"
            + " b { gpios = <&gpio 3 0>; }; }; };\n");
    Result result = hook("dtbind-check", "board.dts", "twice.dts");
    assertThat(result.status()).as(result.output()).isEqualTo(2);
    assertThat(result.output()).contains("line_taken");
  }

  @Test
  void declarationsAreChecked() throws Exception {
    Path spec = directory.resolve("bindings.yaml");
    Files.writeString(spec, DECLARATION.formatted(3));
    Result good = hook("dtbind-check", "--base", "board.dts", "bindings.yaml");
    assertThat(good.status()).as(good.output()).isZero();
    Files.writeString(spec, DECLARATION.formatted(9));
    Result bad = hook("dtbind-check", "--base", "board.dts", "bindings.yaml");
    assertThat(bad.status()).as(bad.output()).isEqualTo(2);
    Path other = Files.createDirectory(directory.resolve("sub")).resolve("bindings.yaml");
    Files.writeString(other, DECLARATION.formatted(3));
    Files.writeString(spec, "apiVersion: dtbind/v1\ndevices:\n  - { node: /dooor, owner: root }\n");
    Result two = hook("dtbind-check", "--base", "board.dts", "sub/bindings.yaml", "bindings.yaml");
    assertThat(two.status()).as(two.output()).isEqualTo(2);
    assertThat(two.output()).contains("/dooor").doesNotContain("sub/bindings.yaml:");
  }

  @Test
  void boardsAreValidated() throws Exception {
    Path schemas = Files.createDirectory(directory.resolve("bindings"));
    Files.writeString(
        schemas.resolve("board.yaml"),
        """
        $id: http://devicetree.org/schemas/board.yaml#
        $schema: http://devicetree.org/meta-schemas/core.yaml#
        title: A board
        properties:
          $nodename: { const: / }
          compatible: { const: "acme,board" }
        additionalProperties: true
        required: [compatible, serial-number]
        """);
    Result result = hook("dtbind-check", "--werror", "--schemas", "bindings", "board.dts");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains("serial-number");
  }

  /** pre-commit appends names of files to the arguments, and does not tell them apart. */
  @Test
  void namesOfFilesAreNotOptions() throws Exception {
    for (String name : List.of("--werror", "-h.dts", "--deps=board.dts")) {
      Files.writeString(directory.resolve(name), BOARD);
      Result refused = hook("dtbind-check", name, "board.dts");
      assertThat(refused.status()).as(refused.output()).isEqualTo(64);
      assertThat(refused.output())
          .isEqualTo("dtbind: " + name + " is both an option and a file; rename the file\n");
      Result compile = hook("dtbind-compile", name, "broken.dts");
      assertThat(compile.status()).as(compile.output()).isEqualTo(2);
    }
    Files.createDirectory(directory.resolve("--deps=x"));
    Files.writeString(directory.resolve("--deps=x/bindings.yaml"), DECLARATION.formatted(9));
    assertThat(hook("dtbind-check", "--base", "board.dts", "--deps=x/bindings.yaml").status())
        .isEqualTo(64);
    assertThat(directory.resolve("board.dts")).hasContent(BOARD);
  }

  /** Runs the action with these values of run and sarif. */
  private Result action(String commands, String sarif) throws Exception {
    return action(commands, "", sarif);
  }

  private Result action(String commands, String review, String sarif) throws Exception {
    YamlNode steps = get(get(read("action.yml"), "runs"), "steps");
    String script = text(((YamlNode.Sequence) steps).items().get(0), "run");
    Path temporary = Files.createDirectories(directory.resolve("runner"));
    Map<String, String> environment =
        Map.of(
            "GITHUB_ACTION_PATH",
            program.toString(),
            "GITHUB_OUTPUT",
            directory.resolve("output").toString(),
            "GITHUB_STEP_SUMMARY",
            directory.resolve("summary").toString(),
            "RUNNER_TEMP",
            temporary.toString(),
            "SARIF",
            sarif,
            "COMMANDS",
            commands,
            "REVIEW",
            review);
    return run(environment, "bash", "-c", script);
  }

  @Test
  void actionAddsAReviewToTheSummary() throws Exception {
    for (String line :
        List.of(
            "init -q",
            "add -A",
            "-c user.name=a -c user.email=a@example.org commit -qm a --no-verify")) {
      List<String> words = new ArrayList<>(List.of("git"));
      words.addAll(List.of(line.split(" ")));
      assertThat(run(Map.of(), words.toArray(String[]::new)).status()).isZero();
    }
    Files.writeString(directory.resolve("board.dts"), BOARD + "/ { new; };\n");
    Result result = action("", "HEAD", "logs");
    assertThat(result.status()).as(result.output()).isZero();
    assertThat(directory.resolve("summary"))
        .content()
        .contains("1. dtbind review --markdown HEAD: exit code 0", "    +\tnew;");
    assertThat(action("", "--html=x", "logs").status()).isEqualTo(64);
  }

  @Test
  void actionRunsEachLineAndReturnsTheWorstStatus() throws Exception {
    Result result =
        action(
            "compile -@ -o board.dtb board.dts\n\ncheck --together --base board.dtb bad.dtso\n"
                + "check --together --base board.dtb good.dtso\n",
            "logs");
    assertThat(result.status()).as(result.output()).isEqualTo(2);
    assertThat(result.output())
        .containsPattern("(?m)^::error file=bad.dtso,line=3,col=\\d+,title=line_out");
    assertThat(directory.resolve("board.dtb")).exists();
    assertThat(directory.resolve("logs/2.sarif")).content().contains("line_out_of_range");
    assertThat(directory.resolve("logs/3.sarif")).content().doesNotContain("line_out_of_range");
    String output = "sarif=" + directory.toRealPath().resolve("logs") + "\n";
    assertThat(directory.resolve("output")).hasContent(output);
    assertThat(directory.resolve("summary"))
        .hasContent(
            """

                1. dtbind compile -@ -o board.dtb board.dts: exit code 0
                2. dtbind check --together --base board.dtb bad.dtso: exit code 2
                3. dtbind check --together --base board.dtb good.dtso: exit code 0
            """);
    assertThat(action("\n", "logs").status()).isEqualTo(64);
  }

  /** Security review 2, findings 9, 16 and 17. */
  @Test
  void actionTrustsNothingInTheCheckout() throws Exception {
    Path profile = Files.writeString(directory.resolve("profile"), "unchanged\n");
    Path logs = Files.createDirectory(directory.resolve("logs"));
    Files.createSymbolicLink(logs.resolve("1.sarif"), profile);
    Files.createSymbolicLink(directory.resolve("link"), logs);
    Files.writeString(directory.resolve("a b.dts"), BOARD);
    Result result =
        action(
            "compile -q -o /dev/null /dev/stdin\n" + "compile -q -O dts -o - -- 'a b.dts'\n",
            "logs");
    assertThat(profile).hasContent("unchanged\n");
    assertThat(Files.isSymbolicLink(logs.resolve("1.sarif"))).isFalse();
    List<String> lines = result.output().lines().toList();
    assertThat(lines).contains("dtbind compile -q -O dts -o - -- a b.dts");
    assertThat(logs.resolve("2.sarif")).content().doesNotContain("\"level\" : \"error\"");
    int stopped = 0;
    int shown = 0;
    for (String line : lines) {
      stopped +=
          line.startsWith("::stop-commands::") ? 1 : line.matches("::[0-9a-f]{32}::") ? -1 : 0;
      if (line.contains("model =")) {
        assertThat(stopped).as(line).isEqualTo(1);
        shown++;
      }
    }
    assertThat(stopped).isZero();
    assertThat(shown).isEqualTo(1);
    Result linked = action("compile -o board.dtb board.dts", "link/sarif");
    assertThat(linked.status()).isEqualTo(64);
    assertThat(logs.resolve("sarif")).doesNotExist();
    Result unfinished = action("compile 'board.dts", "");
    assertThat(unfinished.status()).isEqualTo(64);
    assertThat(unfinished.output()).contains("unfinished quotation");
  }
}
