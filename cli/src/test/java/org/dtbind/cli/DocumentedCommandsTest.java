// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that every command in README, guide and samples can be parsed, and that those that need
 * only files work.
 */
class DocumentedCommandsTest {

  private static final Path ROOT = Path.of("..");

  private static final Pattern COMMAND = Pattern.compile("\\s*(?:\\$ )?(?:\\./)?dtbind (.+)");
  private static final Pattern CELL = Pattern.compile("`dtbind ([^` ]+ [^`]+)`");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final Pattern FILE =
      Pattern.compile("@?(out/)?[\\w.-]+\\.(dts|dtb|dtso|dtbo|yaml|sarif|html|svg|txt)|@sources");
  private static final Set<String> DIRECTORIES =
      Set.of(
          "out",
          "root",
          "patches",
          "docs",
          "boot",
          "overlays",
          "linux",
          "linux/.config",
          "linux/acme,door.yaml");

  /** UserLinesCases runs all commands of this page in a kernel, and compares their output. */
  private static final String TRANSCRIPT = "docs/guide/lines-for-users.md";

  /** Scripts run all commands of these pages. */
  private static final Set<String> SCRIPTED =
      Set.of(
          "samples/door-overlay/README.md",
          "docs/guide/first-hour.md",
          "docs/guide/try-a-system.md");

  /** Commands that need a running system, a kernel's sources, a repository or a release. */
  private static final Pattern NEEDS_MORE_THAN_FILES =
      Pattern.compile(
          "(apply|status|bind|unbind|group|aggregator|recover|doctor|demo|review|try|--version)( .*)?"
              + "|(devices|lines|explain)(?!.* --tree).*"
              + "|.* --(schemas|lines|tool|kernel-source|dmesg)\\b.*"
              + "|export qemu .*|.* (virt\\.dtb|samples/door-arm64/).*");

  @TempDir private Path temporary = Path.of("");

  /**
   * Returns the commands of each page in order, without comments, including those in tables.
   * Continued lines are joined.
   */
  private static Map<String, List<String>> commands() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (String directory : List.of("docs/guide", "samples")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(directory), 2)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Path page : pages) {
      List<String> found = new ArrayList<>();
      boolean fenced = false;
      String text = Files.readString(page).replaceAll("\\\\\\n\\s*", "");
      for (String line : text.lines().toList()) {
        if (line.strip().startsWith("```")) {
          fenced = !fenced;
          continue;
        }
        Matcher command = COMMAND.matcher(line);
        if ((fenced || line.startsWith("    ")) && command.matches()) {
          found.add(command.group(1).replaceAll("\\s+#( .*)?$", "").strip());
        }
        if (line.startsWith("|")) {
          CELL.matcher(line).results().map(cell -> cell.group(1)).forEach(found::add);
        }
      }
      all.put(ROOT.relativize(page).toString(), found);
    }
    return all;
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(
          word.group(1) != null
              ? word.group(1)
              : word.group(2) != null ? word.group(2) : word.group(3));
    }
    return words;
  }

  @Test
  void commandsThatNeedOnlyFilesWork() throws IOException {
    List<String> failed = new ArrayList<>();
    int ran = 0;
    int page = 0;
    for (Map.Entry<String, List<String>> commands : commands().entrySet()) {
      if (commands.getKey().equals(TRANSCRIPT) || SCRIPTED.contains(commands.getKey())) {
        continue;
      }
      Path directory = Files.createDirectory(temporary.resolve("page" + page++));
      prepare(directory, ROOT.resolve(commands.getKey()).resolveSibling("bindings.yaml"));
      for (String command : commands.getValue()) {
        if (NEEDS_MORE_THAN_FILES.matcher(command).matches()) {
          continue;
        }
        ran++;
        Run run = run(directory, command);
        if (run.status() != 0) {
          failed.add(commands.getKey() + ": dtbind " + command + "\n" + run);
        }
      }
    }
    assertThat(failed).isEmpty();
    assertThat(ran).isGreaterThan(20);
  }

  @Test
  void everyCommandIsParsed() throws IOException {
    List<String> failed = new ArrayList<>();
    for (List<String> commands : commands().values()) {
      for (String command : commands) {
        List<String> words =
            new ArrayList<>(words(command.replaceAll(" > \\S+$| --diagnostics-file \\S+", "")));
        words.removeIf(word -> word.startsWith("@"));
        // Arguments after "--" belong to another program.
        int others = words.indexOf("--");
        words.add(others < 0 ? words.size() : others, "--help");
        Run run = Run.of(words.toArray(String[]::new));
        if (run.status() != 0) {
          failed.add(command + ": " + run.err());
        }
      }
    }
    assertThat(failed).isEmpty();
  }

  /** A CI job uploads the reports even if it fails, and the editor's pattern parses diagnostics. */
  @Test
  void ciPageWritesReportsAndItsPatternMatchesDiagnostics() throws IOException {
    prepare(temporary, ROOT.resolve("none"));
    Path overlay = temporary.resolve("door.dtso");
    Files.writeString(overlay, Files.readString(overlay).replace("&gpio2", "&gpoi2"));
    List<String> page = commands().getOrDefault("docs/guide/ci.md", List.of());
    assertThat(page).hasSize(3);
    assertThat(run(temporary, page.get(0)).status()).isZero();
    assertThat(run(temporary, page.get(1)).status()).isZero();
    assertThat(run(temporary, page.get(2)).status()).isEqualTo(2);
    assertThat(Files.readString(temporary.resolve("out/overlays.sarif")))
        .contains("\"ruleId\" : \"unresolved_label\"", "gpoi2", "door.dtso");
    assertThat(Files.readString(temporary.resolve("out/report.html"))).contains("gpoi2");

    String text = Files.readString(ROOT.resolve("docs/guide/ci.md"));
    Matcher regexp = Pattern.compile("\"regexp\": \"(.+)\",").matcher(text);
    assertThat(regexp.find()).isTrue();
    Pattern line = Pattern.compile(regexp.group(1).replace("\\\\", "\\"));
    Path broken = temporary.resolve("broken.dts");
    for (String wrong : List.of("x = <&nobody>;\n\ty = <&none>;", "unit@1 { };")) {
      Files.writeString(broken, "/dts-v1/;\n/ {\n\t" + wrong + "\n};\n");
      Run run = Run.of("compile", "-o", "/dev/null", broken.toString());
      Matcher first = line.matcher(run.err().lines().findFirst().orElseThrow());
      assertThat(first.matches()).isTrue();
      assertThat(first.group(1)).isEqualTo(broken.toString());
      assertThat(first.group(2)).isEqualTo("3");
    }
  }

  /** Whoever controls a repository can move its tags, and a pull request can change an archive. */
  @Test
  void ciExamplesNameCommitsAndCheckArchives() throws IOException {
    String text = Files.readString(ROOT.resolve("docs/guide/ci.md"));
    assertThat(text.lines().filter(line -> line.matches(".*\\b(uses: .*@|rev: ).*")))
        .hasSizeGreaterThan(4)
        .allMatch(line -> line.matches(".*[@ ](COMMIT|[0-9a-f]{40} # v[0-9.]+)"));
    List<String> unpacking =
        Stream.of(text.split("```", -1)).filter(block -> block.contains("tar -xzf")).toList();
    assertThat(unpacking)
        .hasSize(2)
        .allMatch(
            block ->
                Pattern.compile("echo \"SHA256  (\\S+)\" \\| sha256sum -c\n.*tar -xzf \\1 ")
                    .matcher(block)
                    .find());
  }

  /** Runs a command in a directory, and supports {@code > FILE} at its end. */
  private static Run run(Path directory, String command) throws IOException {
    List<String> words = new ArrayList<>();
    String output = "";
    List<String> typed = words(command);
    for (int i = 0; i < typed.size(); i++) {
      String word = typed.get(i);
      if (word.equals(">") && i == typed.size() - 2) {
        output = typed.get(i + 1);
        break;
      }
      if (word.startsWith("samples/")) {
        words.add(ROOT.resolve(word).toString());
      } else if (word.startsWith("@")) {
        words.add("@" + directory.resolve(word.substring(1)));
      } else if (FILE.matcher(word).matches()
          || DIRECTORIES.contains(word) && typed.get(i - 1).startsWith("-")) {
        words.add(directory.resolve(word).toString());
      } else {
        words.add(word);
      }
    }
    Run run = Run.of(words.toArray(String[]::new));
    if (!output.isEmpty()) {
      Files.writeString(directory.resolve(output), run.out());
    }
    return run;
  }

  /** Writes the files that the pages use: a board, declarations, and overlays. */
  private static void prepare(Path directory, Path bindings) throws IOException {
    Path sample = bindings.resolveSibling("board.dts");
    boolean own = Files.exists(bindings) && Files.exists(sample);
    String board =
        own
            ? Files.readString(sample)
            : Files.readString(ROOT.resolve("overlays/src/test/resources/verify/base.dts"))
                + "&soc { crypto: crypto@9000 { compatible = \"acme,crypto\"; reg = <0x9000 256>;"
                + " iommus = <&smmu>; };\nsmmu: iommu@a000 { compatible = \"acme,iommu\";"
                + " reg = <0xa000 256>; #iommu-cells = <0>; }; };\n/ { door: door { compatible = \"acme,old\"; status = \"disabled\"; };"
                + " };\n";
    Files.writeString(directory.resolve("board.dts"), board);
    if (own && Files.exists(bindings.resolveSibling("board.h"))) {
      Files.copy(bindings.resolveSibling("board.h"), directory.resolve("board.h"));
    }
    Files.writeString(
        directory.resolve("board-new.dts"),
        board + "/ { bell { compatible = \"acme,bell\"; }; };\n");
    Files.writeString(
        directory.resolve("bindings.yaml"),
        own
            ? Files.readString(bindings)
            : "apiVersion: dtbind/v1\ndevices:\n  - node: gate\n    compatible: acme,gate\n"
                + "    gpios: [{ name: open, controller: gpio2, offset: 19 }]\n"
                + "    bind: gpio-aggregator\n    group: doors\n    mode: \"0660\"\n"
                + "    link: gate\n");
    Files.writeString(
        directory.resolve("vm1.yaml"),
        "apiVersion: dtbind/v1\naggregators:\n"
            + "  - { name: relays, lines: [relay-1, relay-2], owner: relayd }\n"
            + "iommuGroups:\n  - { member: \"0000:01:00.0\", bind: vfio-pci }\n"
            + "devices:\n  - { node: \"&crypto\", bind: vfio-platform }\n");
    Files.writeString(
        directory.resolve("relays.dtso"),
        "/dts-v1/;\n/plugin/;\n&{/} { relays { compatible = \"acme,relays\"; }; };\n");
    Files.createDirectory(directory.resolve("out"));
    Files.createDirectory(directory.resolve("linux"));
    Files.writeString(directory.resolve("linux/.config"), "CONFIG_OF=y\n");
    Files.writeString(
        directory.resolve("linux/acme,door.yaml"),
        "$id: http://devicetree.org/schemas/acme,door.yaml#\n"
            + "$schema: http://devicetree.org/meta-schemas/core.yaml#\n"
            + "title: A door\nmaintainers: [ A <a@example.org> ]\n"
            + "properties: { compatible: { const: \"acme,door\" } }\n"
            + "additionalProperties: true\n");
    Files.writeString(directory.resolve("sources"), directory.resolve("board.dts") + "\n");
    assertRuns(directory, "compile -q -@ -o board.dtb board.dts");
    Files.copy(directory.resolve("board.dtb"), directory.resolve("virt.dtb"));
    assertRuns(directory, "compile -q -@ -o relays.dtbo relays.dtso");
    Files.writeString(
        directory.resolve("door.dtso"),
        "/dts-v1/;\n/plugin/;\n&{/} { gate: gate { compatible = \"acme,gate\";"
            + " gpios = <&gpio2 19 0>; gpio-line-names = \"open\"; }; };\n"
            + "/ { __overrides__ { gpio = <&gate>, \"gpios:4\"; }; };\n");
    assertRuns(
        directory, "overlay create --base board.dtb --spec bindings.yaml -O dtbo -o door.dtbo");
    Files.createDirectory(directory.resolve("overlays"));
    Files.copy(directory.resolve("door.dtbo"), directory.resolve("overlays/door.dtbo"));
    Files.writeString(directory.resolve("config.txt"), "dtoverlay=door\n");
    Files.copy(directory.resolve("relays.dtbo"), directory.resolve("overlays/relays.dtbo"));
    Files.writeString(
        directory.resolve("hats.dts"),
        "/dts-v1/;\n/ { relays { uuid = [5eb863b8 12f9 41ad 978f 4cee1b3eca62];"
            + " overlay = \"relays\"; }; };\n");
    assertRuns(directory, "compile -q -o hat_map.dtb hats.dts");
    Files.move(directory.resolve("hat_map.dtb"), directory.resolve("overlays/hat_map.dtb"));
  }

  private static void assertRuns(Path directory, String command) throws IOException {
    Run run = run(directory, command);
    assertThat(run.status()).as(run.toString()).isZero();
  }
}
