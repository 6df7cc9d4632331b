// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.cli.export.ExportOptions;
import org.dtbind.cli.overlay.CheckReport;
import org.dtbind.cli.overlay.ComparisonReport;
import org.dtbind.cli.overlay.FilesReport;
import org.dtbind.cli.review.ReviewCommand;
import org.dtbind.cli.sandbox.TryReport;
import org.dtbind.cli.target.AggregatorView;
import org.dtbind.cli.target.ChangeReport;
import org.dtbind.cli.target.DoctorCommand;
import org.dtbind.cli.target.GroupOwnerReport;
import org.dtbind.cli.target.GroupReport;
import org.dtbind.cli.target.RecoverCommand;
import org.dtbind.cli.target.StatusCommand;
import org.dtbind.cli.tree.BatchCompilation;
import org.dtbind.cli.tree.DevicesCommand;
import org.dtbind.cli.tree.ExplainReport;
import org.dtbind.cli.tree.LineRow;
import org.dtbind.cli.tree.NodeMessages;
import org.dtbind.cli.tree.NodeOrigins;
import org.dtbind.cli.tree.ParameterReport;
import org.dtbind.cli.tree.PropertyReport;
import org.dtbind.testing.CopiedGroups;
import org.dtbind.testing.Golden;
import org.dtbind.view.DiagnosticView;
import org.dtbind.view.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Checks that docs/reference/json.md lists the members of every JSON document, with an example;
 * {@code -Dgolden.update=true} rewrites the page.
 */
class JsonPageTest {

  private static final Path PAGE = Path.of("../docs/reference/json.md");
  private static final Pattern DECLARED = Pattern.compile("document\\(\\s*\"([a-z-]+)\"");

  /** The documents in the order of the page. */
  private static final Map<String, View<?>> VIEWS = new TreeMap<>();

  static {
    for (View<?> view :
        List.of(
            AggregatorView.DOCUMENT,
            AggregatorView.LIST,
            ChangeReport.VIEW,
            FilesReport.VIEW,
            BatchCompilation.VIEW,
            DevicesCommand.VIEW,
            DiagnosticView.VIEW,
            DoctorCommand.VIEW,
            ExplainReport.VIEW,
            NodeMessages.VIEW,
            PropertyReport.VIEW,
            ExportOptions.VIEW,
            GroupReport.PREDICTED,
            GroupOwnerReport.VIEW,
            GroupReport.LIST,
            GroupReport.SHOW,
            LineRow.LINES,
            CheckReport.VIEW,
            ComparisonReport.VIEW,
            ParameterReport.VIEW,
            RecoverCommand.VIEW,
            ReviewCommand.VIEW,
            ReviewCommand.EACH,
            NodeOrigins.VIEW,
            StatusCommand.VIEW,
            TryReport.VIEW)) {
      VIEWS.put(view.schema().replaceAll("^dtbind.|/1$", ""), view);
    }
  }

  /** Documents whose members are those of another document. */
  private static final Map<String, List<String>> SAME =
      new TreeMap<>(
          Map.of(
              "aggregator-create", List.of("aggregator-delete"),
              "bind", List.of("apply", "group-bind", "group-release", "unbind")));

  private static final String HEAD =
      """
      <!--
      SPDX-FileCopyrightText: 2026 The dtbind authors
      SPDX-License-Identifier: Apache-2.0

      Made from the views of cli by JsonPageTest (-Dgolden.update=true): do not edit.
      -->
      # JSON

      With `--format json`, dtbind prints one object. Its `schema` member contains the name and version of the format,
      such as `dtbind.lines/1`. As long as the version stays the same, members may be added, but existing members are
      never renamed or moved, and their types never change. A member without a value is `null`. `--format yaml` prints
      the same members.

      A test generates the examples on this page from sample trees and a copy of a system. File names in the examples are
      shortened, and `…` marks the end of an example that is shown only in part.

      | schema | written by |
      |---|---|
      """;

  /** Documents without an example, because their commands need a running kernel or a repository. */
  private static final Set<String> LIVE = Set.of("group-owner", "review", "review-each", "try");

  /**
   * The commands that write each document; the page shows the output of the first one. ROOT stands
   * for a copied system.
   */
  private static final Map<String, List<String>> COMMANDS = new TreeMap<>();

  static {
    String root = " --sysroot ROOT --format json ";
    COMMANDS.put("aggregator-create", List.of("aggregator create --dry-run" + root + "relays x"));
    COMMANDS.put("aggregator-delete", List.of("aggregator delete --dry-run" + root + "relays"));
    COMMANDS.put("aggregator-list", List.of("aggregator list" + root));
    COMMANDS.put("apply", List.of("apply --dry-run --spec bindings.yaml" + root));
    COMMANDS.put(
        "bind",
        List.of("bind --dry-run" + root + "door", "bind --dry-run --persist" + root + "door dor"));
    COMMANDS.put("check", List.of("check --format json board.dts"));
    COMMANDS.put(
        "compile-batch", List.of("compile --out-dir out --format json board.dts broken.dts"));
    COMMANDS.put("devices", List.of("devices --tree board.dts --format json", "devices" + root));
    COMMANDS.put("diagnostics", List.of("compile --diagnostics json -o out.dtb broken.dts"));
    COMMANDS.put("doctor", List.of("doctor" + root));
    COMMANDS.put(
        "explain",
        List.of(
            "explain --tree board.dts --format json door",
            "explain" + root + "door",
            "explain --tree board.dts --format json dor"));
    COMMANDS.put(
        "explain-dmesg", List.of("explain --tree board.dts --dmesg boot.log --format json"));
    COMMANDS.put(
        "explain-property",
        List.of("explain --schemas binding.yaml --compatible acme,door --format json reg"));
    COMMANDS.put(
        "export",
        List.of(
            "export target --dry-run --base board.dts --spec bindings.yaml -o made --format json"));
    COMMANDS.put("group-bind", List.of("group bind --dry-run" + root + "7"));
    COMMANDS.put("group-prediction", List.of("group list --tree board.dts --format json"));
    COMMANDS.put("group-list", List.of("group list" + root));
    COMMANDS.put("group-release", List.of("group release --dry-run" + root + "7"));
    COMMANDS.put("group-show", List.of("group show" + root + "7"));
    COMMANDS.put("lines", List.of("lines --tree board.dts --format json"));
    COMMANDS.put(
        "check-together",
        List.of("check --together --base board.dts --boot rpi --format json relays.dtso"));
    COMMANDS.put("diff", List.of("diff --format json board.dts changed.dts"));
    COMMANDS.put("parameters", List.of("explain --format json params.dtso"));
    COMMANDS.put("recover", List.of("recover" + root));
    COMMANDS.put("show", List.of("show --origins --tree board.dts --format json door"));
    COMMANDS.put("status", List.of("status --spec bindings.yaml" + root));
    COMMANDS.put("unbind", List.of("unbind --dry-run --force" + root + "busy"));
  }

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void writeFiles() throws IOException {
    String board =
        """
        /dts-v1/;
        / {
        \tsmmu: iommu { compatible = "acme,iommu"; #iommu-cells = <0>; };
        \tbank: gpio {
        \t\tcompatible = "acme,gpio"; gpio-controller; #gpio-cells = <2>; ngpios = <4>;
        \t\tgpio-line-names = "led", "siren";
        \t};
        \tdoor: door {
        \t\tcompatible = "acme,door"; gpios = <&bank 2 0>; gpio-line-names = "open";
        \t\tiommus = <&smmu>;
        \t};
        };
        """;
    write("board.dts", board);
    write("changed.dts", board + "&door { status = \"disabled\"; };\n/ { bell { a = <1>; }; };\n");
    write("boot.log", "[    1.250000] acme gpio: probe with driver acme failed with error -22\n");
    write("broken.dts", "/dts-v1/;\n/ { door { gpios = <&nobody 1>; }; };\n");
    write(
        "relays.dtso",
        "/dts-v1/;\n"
            + "/plugin/;\n"
            + "&{/} { relays { compatible = \"acme,relays\"; gpios = <&bank 3 0>; }; };\n");
    write(
        "bindings.yaml",
        "apiVersion: dtbind/v1\ndevices:\n  - { node: door, compatible: \"acme,door\","
            + " bind: gpio-aggregator }\naggregators:\n  - { name: relays, lines: [siren] }\n");
    device("platform", "door", "/door", "");
    device("platform", "busy", "/busy", "leds-gpio");
    for (String driver : List.of("platform/drivers/gpio-aggregator", "pci/drivers/vfio-pci")) {
      write("root/sys/bus/" + driver + "/bind", "");
    }
    write("root/sys/firmware/devicetree/base/door/gpios", "\0\0\0\1\0\0\0\2\0\0\0\0");
    write("root/sys/firmware/devicetree/base/door/compatible", "acme,door\0");
    write("root/sys/firmware/devicetree/base/busy/compatible", "gpio-leds\0");
    write("root/sys/firmware/devicetree/base/bank/phandle", "\0\0\0\1");
    write("root/sys/firmware/devicetree/base/bank/#gpio-cells", "\0\0\0\2");
    write("root/proc/sys/kernel/osrelease", "6.1.0\n");
    write(
        "params.dtso",
        """
        /dts-v1/;
        /plugin/;
        / {
        \tfragment@0 {
        \t\ttarget = <&bank>;
        \t\t__overlay__ { door: door { gpios = <&bank 2 0>; mode = "slow"; }; };
        \t};
        \t__overrides__ {
        \t\tgpio = <&door>, "gpios:4";
        \t\tmode = <&door>, "mode{0=slow,1=fast}";
        \t\toff = <0>, "-0";
        \t};
        };
        """);
    write(
        "binding.yaml",
        """
        $id: http://devicetree.org/schemas/gpio/acme,door.yaml#
        $schema: http://devicetree.org/meta-schemas/core.yaml#
        title: A door
        maintainers:
          - Ann Example <ann@example.org>
        properties:
          compatible:
            const: acme,door
          gpios:
            maxItems: 2
          reset-gpios:
            maxItems: 1
        required:
          - compatible
          - reset-gpios
        additionalProperties: true
        """);
    write("root/sys/kernel/iommu_groups/7/type", "DMA-FQ\n");
    CopiedGroups groups = new CopiedGroups(directory.resolve("root"));
    groups.device("pci", "/sys/devices/pci/0000:01:00.0", "e1000e", 7);
    write("root/sys/devices/pci/0000:01:00.0/driver_override", "(null)\n");
    write("root/sys/devices/pci/0000:01:00.0/class", "0x020000\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void device(String bus, String name, String node, String driver) throws IOException {
    String at = "root/sys/devices/" + bus + "/" + name;
    write(at + "/driver_override", "(null)\n");
    Files.createSymbolicLink(
        directory.resolve(at + "/of_node"), Path.of("../../../firmware/devicetree/base" + node));
    if (!driver.isEmpty()) {
      write("root/sys/bus/" + bus + "/drivers/" + driver + "/unbind", "");
      Files.createSymbolicLink(
          directory.resolve(at + "/driver"), Path.of("../../../bus/" + bus + "/drivers/" + driver));
    }
    Path devices = Files.createDirectories(directory.resolve("root/sys/bus/" + bus + "/devices"));
    Files.createSymbolicLink(
        devices.resolve(name), Path.of("../../../devices/" + bus + "/" + name));
  }

  /** Returns the document that a command writes, with shortened file names. */
  private String document(String schema, String command) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : command.strip().split(" +", -1)) {
      boolean file = word.matches("[a-z]+\\.(log|dts|dtso|dtb|yaml)|out|made");
      words.add(word.equals("ROOT") ? directory + "/root" : file ? directory + "/" + word : word);
    }
    Run run = Run.of(words.toArray(String[]::new));
    String text = schema.equals("diagnostics") ? run.err() : run.out();
    assertThat(text).as(command + "\n" + run).contains("\"schema\" : \"dtbind." + schema + "/1\"");
    return text.replace(directory + "/root", "")
        .replace(directory + "/", "")
        .replaceAll("\"milliseconds\" : [0-9]+", "\"milliseconds\" : 12");
  }

  @Test
  void jsonPageIsCurrent() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    VIEWS.forEach(
        (name, view) -> entry(page, name, name, view.purpose().replaceAll("[.:] .*", "")));
    SAME.forEach(
        (name, others) ->
            others.forEach(o -> entry(page, o, name, "`" + o.replace('-', ' ') + "`")));
    for (Map.Entry<String, View<?>> one : VIEWS.entrySet()) {
      View<?> view = one.getValue();
      page.append("\n## ").append(view.schema()).append("\n\n").append(view.purpose());
      page.append(".\n\n| member | type | description |\n|---|---|---|\n");
      page.append("| `schema` | string | name and version of the format |\n");
      String elsewhere = "/";
      for (View.Described member : view.described()) {
        String row = "| `%s` | %s | %s |\n";
        if (!member.path().startsWith(elsewhere)) {
          page.append(row.formatted(member.path(), member.type(), member.meaning()));
          boolean as =
              member.meaning().contains("as in [")
                  || member.meaning().contains("the same members as");
          elsewhere = as ? member.path() : "/";
        }
      }
      List<String> commands = COMMANDS.getOrDefault(one.getKey(), List.of());
      if (!commands.isEmpty()) {
        page.append("\n```json\n");
        page.append(shortened(document(one.getKey(), commands.get(0)))).append("```\n");
      }
    }
    Golden.check(PAGE, page.toString());
  }

  private static void entry(StringBuilder page, String schema, String section, String writer) {
    page.append("| [`dtbind.%s/1`](#dtbind%s1) | %s |\n".formatted(schema, section, writer));
  }

  /** The members that commands write must have the declared names and types. */
  @Test
  void documentsMatchTheirDeclaration() throws IOException {
    for (Map.Entry<String, List<String>> one : COMMANDS.entrySet()) {
      String same =
          SAME.entrySet().stream()
              .filter(entry -> entry.getValue().contains(one.getKey()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(one.getKey());
      Map<String, String> declared = new TreeMap<>(Map.of("schema", "string"));
      Objects.requireNonNull(VIEWS.get(same))
          .described()
          .forEach(member -> declared.put(member.path(), member.type()));
      for (String command : one.getValue()) {
        Map<String, Set<String>> written = new TreeMap<>();
        String text = document(one.getKey(), command);
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
          parser.nextToken();
          collectTypes(parser, "", written);
        }
        written.forEach(
            (path, types) -> {
              String type = declared.getOrDefault(path.replaceAll("(\\[\\])+$", ""), "nothing");
              types.forEach(seen -> assertThat(type).as(one.getKey() + ": " + path).contains(seen));
            });
      }
    }
  }

  /** In Turkish, i and I are not the same letter in other cases. */
  @Test
  void documentsAreTheSameInTurkish() throws IOException {
    Locale usual = Locale.getDefault();
    for (Map.Entry<String, List<String>> one : COMMANDS.entrySet()) {
      for (String command : one.getValue()) {
        String expected = document(one.getKey(), command);
        try {
          Locale.setDefault(Locale.forLanguageTag("tr-TR"));
          assertThat(document(one.getKey(), command)).as(command).isEqualTo(expected);
        } finally {
          Locale.setDefault(usual);
        }
      }
    }
  }

  /** Records the types of the value at the parser's token, and of its members. */
  private static void collectTypes(JsonParser in, String path, Map<String, Set<String>> members) {
    JsonToken token = in.currentToken();
    if (!path.isEmpty()) {
      members.computeIfAbsent(path, unused -> new TreeSet<>()).add(type(token));
    }
    if (token == JsonToken.START_OBJECT) {
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        in.nextToken();
        collectTypes(in, path.isEmpty() ? name : path + "." + name, members);
      }
    } else if (token == JsonToken.START_ARRAY) {
      while (in.nextToken() != JsonToken.END_ARRAY) {
        collectTypes(in, path + "[]", members);
      }
    }
  }

  private static String type(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "object";
      case START_ARRAY -> "array";
      case VALUE_STRING -> "string";
      case VALUE_NUMBER_INT -> "number";
      case VALUE_TRUE, VALUE_FALSE -> "boolean";
      case VALUE_NULL -> "null";
      default -> throw new IllegalStateException("no type for " + token);
    };
  }

  /** Returns the beginning of a long example. */
  private static String shortened(String example) {
    List<String> lines = example.lines().toList();
    int shown = lines.size() > 60 ? 45 : lines.size();
    String text = String.join("\n", lines.subList(0, shown)) + "\n";
    return shown == lines.size() ? text : text + "  …\n";
  }

  @Test
  void everyDocumentIsListed() throws IOException {
    Set<String> declared = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        DECLARED.matcher(Files.readString(file)).results().forEach(r -> declared.add(r.group(1)));
      }
    }
    declared.remove("compile");
    assertThat(VIEWS.keySet()).isEqualTo(declared);
    SAME.values().forEach(declared::addAll);
    declared.removeAll(LIVE);
    assertThat(COMMANDS.keySet()).isEqualTo(declared);
  }
}
