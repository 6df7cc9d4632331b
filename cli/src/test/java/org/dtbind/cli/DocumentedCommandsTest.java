// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that every command in README, guide and samples is run by a test: by this one if the
 * command needs only files, otherwise by a test named here, whose source contains the command.
 */
class DocumentedCommandsTest {

  private static final Path ROOT = Path.of("..");

  private static final Pattern COMMAND = Pattern.compile("\\s*(?:\\$ )?(?:\\./)?dtbind (.+)");
  private static final Pattern CELL = Pattern.compile("`dtbind ([^`]+)`");
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

  private static final Path TESTS = Path.of("src/test/java/org/dtbind");

  /**
   * Commands that need more than files, each with the file that runs it and a text in that file.
   */
  private static final Map<String, List<String>> RUN_BY_OTHER_TESTS =
      Map.ofEntries(
          entry(
              "explain acme,mode --schemas linux",
              List.of("cli/ExplainPropertyTest.java", "\"explain\", \"acme,mode\"")),
          entry(
              "validate --schemas linux board.dts",
              List.of("cli/ValidateCommandTest.java", "board.dts")),
          entry(
              "validate --schemas linux --base board.dtb door.dtso",
              List.of("cli/ValidateCommandTest.java", "\"--base\"")),
          entry(
              "validate --schemas linux --write-baseline known.txt board.dts",
              List.of("cli/ValidateCommandTest.java", "\"--write-baseline\"")),
          entry(
              "validate --schemas linux --baseline known.txt --werror --diagnostics sarif --diagnostics-file out/bindings.sarif board.dts",
              List.of("cli/ValidateCommandTest.java", "\"--baseline\"")),
          entry(
              "fmt --lines HEAD board.dts",
              List.of("cli/FmtCommandTest.java", "\"--lines\", \"HEAD\"")),
          entry(
              "fmt --lines origin/master arch/arm64",
              List.of("cli/FmtCommandTest.java", "\"--lines\", \"HEAD\", directory")),
          entry(
              "demo door",
              List.of("acceptance/walkthrough/DemoTest.java", "\"demo\", \"door\", \"--kernel\"")),
          entry(
              "demo kernel --kernel 6.12",
              List.of("cli/DemoCommandTest.java", "\"demo\", \"kernel\", \"--kernel\"")),
          entry("demo door --kernel arm64-6.1", List.of("../.ci/preparation.bash", "arm64-6.1")),
          entry("--version", List.of("../verify", "./dtbind --version")),
          entry(
              "aggregator create relays --owner relayd --mode 0600 relay-1 gpio2:20-21",
              List.of("it/AggregatorNodeCases.java", "\"aggregator\", \"create\", \"relays\"")),
          entry(
              "aggregator list",
              List.of("it/AggregatorNodeCases.java", "\"aggregator\", \"list\"")),
          entry(
              "aggregator delete relays",
              List.of("it/AggregatorNodeCases.java", "\"aggregator\", \"delete\", \"relays\"")),
          entry("plan --spec bindings.yaml", List.of("it/UserCases.java", "\"plan\", \"--spec\"")),
          entry(
              "plan --check --spec bindings.yaml",
              List.of("it/SafeStateCases.java", "\"plan\", \"--check\", \"--spec\"")),
          entry(
              "status --spec bindings.yaml",
              List.of("it/AdverseCases.java", "\"status\", \"--spec\"")),
          entry(
              "status --ktap --spec bindings.yaml",
              List.of("cli/StatusTestsTest.java", "\"--ktap\"")),
          entry(
              "devices --ktap --write-baseline known.txt",
              List.of("cli/DeviceProbesTest.java", "\"--write-baseline\"")),
          entry(
              "devices --ktap --baseline known.txt",
              List.of("cli/DeviceProbesTest.java", "\"--baseline\"")),
          entry(
              "devices --ktap --write-baseline monday.txt",
              List.of("cli/DeviceProbesTest.java", "\"--write-baseline\"")),
          entry(
              "devices --ktap --compare monday.txt --write-baseline tuesday.txt",
              List.of("cli/DeviceProbesTest.java", "\"--compare\"")),
          entry(
              "apply --spec bindings.yaml", List.of("it/FaultCases.java", "\"apply\", \"--spec\"")),
          entry(
              "apply --spec bindings.yaml --prune",
              List.of("it/PersistCases.java", "\"apply\", \"--prune\", \"--spec\"")),
          entry(
              "status --spec bindings.yaml --wait 30",
              List.of("it/AdverseCases.java", "\"--wait\"")),
          entry("devices --ktap", List.of("it/ExplainCases.java", "\"devices\", \"--ktap\"")),
          entry(
              "devices --ktap --compatibles compatible_list",
              List.of("cli/DeviceProbesTest.java", "\"--compatibles\"")),
          entry(
              "devices --sysroot board --junit > devices.xml",
              List.of("cli/DeviceProbesTest.java", "devices(\"--junit\")")),
          entry(
              "explain --dmesg boot.log door",
              List.of("cli/DeviceProbesTest.java", "\"--dmesg\", log, \"second\"")),
          entry(
              "explain --dmesg boot.log",
              List.of("it/ExplainCases.java", "\"explain\", \"--dmesg\"")),
          entry(
              "explain --sysroot board --dmesg boot.log",
              List.of("cli/DeviceProbesTest.java", "\"--dmesg\", log")),
          entry(
              "explain --dmesg boot.log --tree board.dts",
              List.of("cli/JsonPageTest.java", "--tree board.dts --dmesg boot.log")),
          entry("devices", List.of("it/VirtCases.java", "\"devices\"")),
          entry("devices door", List.of("it/CommandCases.java", "\"devices\", \"door\"")),
          entry("lines", List.of("it/LineCases.java", "Run.of(\"lines\"")),
          entry("lines open", List.of("it/LineCases.java", "Run.of(\"lines\", \"taken-line\")")),
          entry("lines door:0-1", List.of("it/LineCases.java", "found(\"door:0-1\")")),
          entry("lines --gpioinfo=v2 door", List.of("it/LineCases.java", "\"--gpioinfo=v2\"")),
          entry(
              "bind --dry-run door",
              List.of("it/OnDemandCases.java", "\"bind\", \"--dry-run\", \"door\"")),
          entry("bind door", List.of("it/ExplainCases.java", "\"bind\", \"door\"")),
          entry(
              "bind door --owner anna --link door",
              List.of("it/DeviceOwnerCases.java", "\"bind\", \"door\", \"--owner\"")),
          entry(
              "bind door --group doors --mode 0660",
              List.of("it/DeviceOwnerCases.java", "\"bind\", \"door\", \"--owner\"")),
          entry(
              "unbind --none --persist 'pci:0000:03:*'",
              List.of("it/GroupOwnerCases.java", "\"unbind\", \"--none\", \"--persist\", \"pci:")),
          entry(
              "unbind --persist 'pci:0000:03:*'",
              List.of("it/GroupOwnerCases.java", "\"unbind\", \"--persist\"")),
          entry(
              "export qemu --name vm1 --spec vm1.yaml -o root",
              List.of("cli/ExportQemuCommandTest.java", "\"qemu\"")),
          entry(
              "aggregator create relays --owner relayd relay-1 relay-2",
              List.of("it/AggregatorNodeCases.java", "\"aggregator\", \"create\", \"relays\"")),
          entry("bind --persist door", List.of("it/FaultCases.java", "\"--persist\", \"door\"")),
          entry("unbind door", List.of("it/ExplainCases.java", "\"unbind\", \"door\"")),
          entry(
              "unbind --persist door",
              List.of("it/FaultCases.java", "\"unbind\", \"--persist\", \"door\"")),
          entry(
              "bind --persist --driver vfio-pci 0000:01:00.0",
              List.of("it/BusCases.java", "List.of(\"bind\", pair.device(), \"--driver\"")),
          entry(
              "unbind --none --persist 0000:01:00.0",
              List.of("it/KeptFreeCases.java", "\"unbind\", \"--none\", \"--persist\"")),
          entry(
              "unbind --persist 0000:01:00.0",
              List.of("it/FaultCases.java", "\"unbind\", \"--persist\"")),
          entry("lines --strict open", List.of("it/LineCases.java", "\"--strict\"")),
          entry(
              "try --overlay door.dtbo board.dtb",
              List.of("acceptance/walkthrough/DemoTest.java", "\"--overlay\", overlay")),
          entry(
              "try --overlay cape.dtbo --overlay door.dtso board.dtb",
              List.of("acceptance/walkthrough/DemoTest.java", "\"--overlay\", overlay")),
          entry(
              "try --spec bindings.yaml board.dtb -- gpioinfo door",
              List.of("it/TryCommandTest.java", "\"--\",")),
          entry(
              "try --system --files files --spec bindings.yaml board.dts",
              List.of("it/TrySystemTest.java", "\"--files\"")),
          entry(
              "try --keep board.dtb",
              List.of("acceptance/walkthrough/DemoTest.java", "try --kernel %s --keep")),
          entry(
              "try --format json board.dtb",
              List.of("it/TryCommandTest.java", "\"--format\", \"json\", tree")),
          entry(
              "try --config linux/.config --spec bindings.yaml board.dtb",
              List.of("it/TryCommandTest.java", "\"--config\", config.toString()")),
          entry("try -o booted.dtb board.dtb", List.of("it/TryCommandTest.java", "\"-o\",")),
          entry("status", List.of("it/CommandCases.java", "\"status\"")),
          entry("recover", List.of("it/FaultCases.java", "\"recover\"")),
          entry(
              "try --spec bindings.yaml board.dts",
              List.of(
                  "acceptance/walkthrough/DemoTest.java",
                  "\"try\", \"--kernel\", version, \"--spec\"")),
          entry("doctor", List.of("it/ModuleCases.java", "Run.of(\"doctor\")")),
          entry("doctor --format json", List.of("it/DoctorCases.java", "\"--format\", \"json\"")),
          entry("group list", List.of("it/GroupCases.java", "\"group\", \"list\"")),
          entry("group show 7", List.of("it/GroupCases.java", "\"group\", \"show\"")),
          entry("group bind 7", List.of("it/GroupCases.java", "\"group\", \"bind\"")),
          entry("group bind 7 --none", List.of("it/GroupCases.java", "\"--none\"")),
          entry("group release 7", List.of("it/GroupCases.java", "\"group\", \"release\"")),
          entry(
              "group hand-over 7 --to qemu",
              List.of("it/HandOverCases.java", "\"group\", \"hand-over\", number, \"--to\"")),
          entry(
              "export kernel-patch --kernel-source linux --spec bindings.yaml -o patches",
              List.of("cli/ExportKindsTest.java", "\"kernel-patch\", \"--kernel-source\"")),
          entry(
              "overlay apply --base virt.dtb -o guest.dtb labels.dtbo guest.dtbo",
              List.of("cli/ExportQemuCommandTest.java", "\"labels.dtbo\"")),
          entry(
              "export yocto --name door --spec bindings.yaml --base board.dtb"
                  + " --tool target/release/dtbind-0.1.0-linux-x86_64.tar.gz -o meta-door",
              List.of("cli/ExportYoctoCommandTest.java", "\"--tool\"")),
          entry(
              "export yocto --name door --spec samples/yocto/bindings.yaml --base"
                  + " samples/yocto/board.dts --tool target/release/dtbind-*-linux-x86_64.tar.gz"
                  + " -o meta-door",
              List.of("acceptance/yocto/YoctoBuilds.java", "\"export\", \"yocto\"")),
          entry(
              "compile -I . -I samples/include -o door.dtb samples/door-arm64/door.dts",
              List.of("it/VirtTest.java", "samples/door-arm64")));

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
  void everyCommandIsRunByATest() throws IOException {
    Set<String> unused = new TreeSet<>(RUN_BY_OTHER_TESTS.keySet());
    List<String> failed = new ArrayList<>();
    int ranHere = 0;
    int page = 0;
    for (Map.Entry<String, List<String>> commands : commands().entrySet()) {
      if (commands.getKey().equals(TRANSCRIPT) || SCRIPTED.contains(commands.getKey())) {
        continue;
      }
      Path directory = Files.createDirectory(temporary.resolve("page" + page++));
      prepare(directory, ROOT.resolve(commands.getKey()).resolveSibling("bindings.yaml"));
      for (String command : commands.getValue()) {
        if (RUN_BY_OTHER_TESTS.containsKey(command)) {
          unused.remove(command);
          continue;
        }
        ranHere++;
        Run run = run(directory, command);
        if (run.status() != 0) {
          failed.add(commands.getKey() + ": dtbind " + command + "\n" + run);
        }
      }
    }
    assertThat(failed).isEmpty();
    assertThat(ranHere).isGreaterThan(20);
    assertThat(unused).as("commands that no page contains").isEmpty();
  }

  @Test
  void otherTestsContainTheirCommands() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, List<String>> one : RUN_BY_OTHER_TESTS.entrySet()) {
      String file = one.getValue().get(0);
      Path source = file.startsWith("../") ? Path.of(file) : TESTS.resolve(file);
      if (!Files.readString(source).contains(one.getValue().get(1))) {
        missing.add(one.toString());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(Files.readString(TESTS.resolve("it/UserLinesCases.java")))
        .contains("lines-for-users.md");
    assertThat(Files.readString(TESTS.resolve("acceptance/walkthrough/DoorOverlayTest.java")))
        .contains("samples/door-overlay", "README.md");
  }

  /** Checks the options of all commands, including those that other tests run. */
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
      Run run = Run.of("compile", "--diagnostics", "dtc", "-o", "/dev/null", broken.toString());
      assertThat(run.err().lines().toList()).isNotEmpty().allMatch(line.asMatchPredicate());
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
