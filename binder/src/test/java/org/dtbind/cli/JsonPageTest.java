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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.iommu.CopiedGroups;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * docs/reference/json.md: every schema with its members, as commands write them here, and an
 * example that was written here; {@code -Dgolden.update=true} writes it anew. What a member is says
 * src/test/resources/reference/json.txt, and nothing else may be in that.
 */
class JsonPageTest {

  private static final Path PAGE = Path.of("../docs/reference/json.md");
  private static final Path TEXTS = Path.of("src/test/resources/reference/json.txt");
  private static final Pattern SCHEMA = Pattern.compile("\"dtbind\\.([a-z-]+)/1\"");

  /** What is written with others' code: {@code "dtbind." + command + "/1"}. */
  private static final List<String> COMPOSED =
      List.of(
          "aggregator-create",
          "aggregator-delete",
          "apply",
          "bind",
          "group-bind",
          "group-release",
          "plan",
          "unbind");

  /** Those that have the members of another one. */
  private static final Map<String, List<String>> SAME =
      new TreeMap<>(
          Map.of(
              "aggregator-create", List.of("aggregator-delete"),
              "bind", List.of("apply", "group-bind", "group-release", "plan", "unbind")));

  private static final String HEAD =
      """
      <!--
      SPDX-FileCopyrightText: 2026 The dtbind authors
      SPDX-License-Identifier: Apache-2.0

      Made from what commands write by JsonPageTest (-Dgolden.update=true): do not edit.
      -->
      # JSON

      With `--format json`, results are one object whose `schema` names its shape. Within a number, members are added, never
      renamed, moved or given another type; a member that has no value is there as `null`. `--format yaml` has the same
      members. The examples were written by a test, from trees and a copy of a system's files; names of files are shortened.

      | schema | written by |
      |---|---|
      """;

  /** What needs a kernel that runs; described by hand, tested in it/. */
  private static final Set<String> LIVE = Set.of("group-hand-over", "try");

  /** On tree-json.md. */
  private static final Set<String> ELSEWHERE = Set.of("compile");

  /**
   * The commands whose documents have a schema, the first one's is shown. ROOT is a copy of a
   * system.
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
        "export",
        List.of(
            "export target --dry-run --base board.dts --spec bindings.yaml -o made --format json"));
    COMMANDS.put("group-bind", List.of("group bind --dry-run" + root + "7"));
    COMMANDS.put("group-foretold", List.of("group list --tree board.dts --format json"));
    COMMANDS.put("group-list", List.of("group list" + root));
    COMMANDS.put("group-release", List.of("group release --dry-run" + root + "7"));
    COMMANDS.put("group-show", List.of("group show" + root + "7"));
    COMMANDS.put("lines", List.of("lines --tree board.dts --format json"));
    COMMANDS.put(
        "overlay-check",
        List.of("overlay check --base board.dts --boot rpi --format json relays.dtso"));
    COMMANDS.put("overlay-diff", List.of("overlay diff --format json board.dts changed.dts"));
    COMMANDS.put("plan", List.of("plan --spec bindings.yaml" + root));
    COMMANDS.put("recover", List.of("recover" + root));
    COMMANDS.put("show", List.of("show --origins --tree board.dts --format json door"));
    COMMANDS.put("status", List.of("status --spec bindings.yaml" + root));
    COMMANDS.put("unbind", List.of("unbind --dry-run --force" + root + "busy"));
  }

  /** The members of a document, such as {@code devices[].name}, with the types that they have. */
  private record Shape(String example, Map<String, Set<String>> members) {}

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void files() throws IOException {
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
    write("broken.dts", "/dts-v1/;\n/ { door { gpios = <&nobody 1>; }; };\n");
    write(
        "relays.dtso",
        "/dts-v1/;\n/plugin/;\n&{/} { relays { compatible = \"acme,relays\"; gpios = <&bank 3 0>; }; };\n");
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
    write("root/sys/kernel/iommu_groups/7/type", "DMA-FQ\n");
    CopiedGroups groups = new CopiedGroups(folder.resolve("root"));
    groups.device("pci", "/sys/devices/pci/0000:01:00.0", "e1000e", 7);
    write("root/sys/devices/pci/0000:01:00.0/driver_override", "(null)\n");
    write("root/sys/devices/pci/0000:01:00.0/class", "0x020000\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void device(String bus, String name, String node, String driver) throws IOException {
    String at = "root/sys/devices/" + bus + "/" + name;
    write(at + "/driver_override", "(null)\n");
    Files.createSymbolicLink(
        folder.resolve(at + "/of_node"), Path.of("../../../firmware/devicetree/base" + node));
    if (!driver.isEmpty()) {
      write("root/sys/bus/" + bus + "/drivers/" + driver + "/unbind", "");
      Files.createSymbolicLink(
          folder.resolve(at + "/driver"), Path.of("../../../bus/" + bus + "/drivers/" + driver));
    }
    Path devices = Files.createDirectories(folder.resolve("root/sys/bus/" + bus + "/devices"));
    Files.createSymbolicLink(
        devices.resolve(name), Path.of("../../../devices/" + bus + "/" + name));
  }

  /** What a command writes, with names of files as it was given them. */
  private String document(String schema, String command) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : command.strip().split(" +", -1)) {
      boolean file = word.matches("[a-z]+\\.(dts|dtso|dtb|yaml)|out|made");
      words.add(word.equals("ROOT") ? folder + "/root" : file ? folder + "/" + word : word);
    }
    Run run = Run.of(words.toArray(String[]::new));
    String text = schema.equals("diagnostics") ? run.err() : run.out();
    assertThat(text).as(command + "\n" + run).contains("\"schema\" : \"dtbind." + schema + "/1\"");
    return text.replace(folder + "/root", "")
        .replace(folder + "/", "")
        .replaceAll("\"milliseconds\" : [0-9]+", "\"milliseconds\" : 12");
  }

  private Shape shape(String schema) throws IOException {
    Map<String, Set<String>> members = new LinkedHashMap<>();
    String example = "";
    List<String> schemas = new ArrayList<>(List.of(schema));
    schemas.addAll(SAME.getOrDefault(schema, List.of()));
    for (String one : schemas) {
      for (String command : COMMANDS.getOrDefault(one, List.of())) {
        String text = document(one, command);
        example = example.isEmpty() ? text : example;
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
          parser.nextToken();
          value(parser, "", members);
        }
      }
    }
    Map<String, Set<String>> ordered = new LinkedHashMap<>();
    below("", members, ordered);
    return new Shape(example, ordered);
  }

  /** Members of an object behind it, also those that only a later document has. */
  private static void below(
      String path, Map<String, Set<String>> members, Map<String, Set<String>> ordered) {
    members.forEach(
        (member, types) -> {
          int dot = member.lastIndexOf('.');
          String list = member.endsWith("[]") ? member.substring(0, member.length() - 2) : "";
          String above = !list.isEmpty() ? list : dot < 0 ? "" : member.substring(0, dot);
          if (above.equals(path)) {
            ordered.put(member, types);
            below(member, members, ordered);
          }
        });
  }

  /** Reads the value that begins at the parser's token. */
  private static void value(JsonParser in, String path, Map<String, Set<String>> members) {
    JsonToken token = in.currentToken();
    if (!path.isEmpty()) {
      members.computeIfAbsent(path, unused -> new TreeSet<>()).add(type(token));
    }
    if (token == JsonToken.START_OBJECT) {
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        in.nextToken();
        value(in, path.isEmpty() ? name : path + "." + name, members);
      }
    } else if (token == JsonToken.START_ARRAY) {
      while (in.nextToken() != JsonToken.END_ARRAY) {
        value(in, path + "[]", members);
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

  /** What a section of the texts says of a member: its text, and a type where it has no value. */
  private record Text(String type, String text) {}

  private record Section(String writer, Map<String, Text> members) {}

  private static Map<String, Section> texts() throws IOException {
    Pattern member = Pattern.compile("(\\S+)(?: \\(([a-z ]+)\\))? = (.+)");
    Map<String, Section> sections = new TreeMap<>();
    Map<String, Text> members = new LinkedHashMap<>();
    for (String line : Files.readAllLines(TEXTS)) {
      if (line.startsWith("[")) {
        members = new LinkedHashMap<>();
        String writer = line.substring(line.indexOf(']') + 1).strip();
        sections.put(line.substring(1, line.indexOf(']')), new Section(writer, members));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        Matcher one = member.matcher(line);
        assertThat(one.matches()).as(line).isTrue();
        String type = one.group(2) == null ? "" : one.group(2);
        assertThat(members.put(one.group(1), new Text(type, one.group(3)))).as(line).isNull();
      }
    }
    return sections;
  }

  @Test
  void thePageIsCurrent() throws IOException {
    Map<String, Section> texts = texts();
    Section everywhere = Objects.requireNonNull(texts.remove("*"));
    Set<String> unused = new TreeSet<>(everywhere.members().keySet());
    StringBuilder page = new StringBuilder(HEAD);
    texts.forEach(
        (schema, section) ->
            page.append("| [`dtbind.%s/1`](#dtbind%s1) | ".formatted(schema, schema))
                .append(section.writer().replaceAll("[.:] .*|:$", ""))
                .append(" |\n"));
    SAME.forEach(
        (schema, others) ->
            others.forEach(
                other ->
                    page.append("| [`dtbind.%s/1`](#dtbind%s1) | ".formatted(other, schema))
                        .append("`" + other.replace('-', ' ') + "` |\n")));
    page.append("| [`dtbind.compile/1`](tree-json.md) | `compile -O json` |\n");
    for (Map.Entry<String, Section> one : texts.entrySet()) {
      Shape shape = shape(one.getKey());
      page.append("\n## dtbind.").append(one.getKey()).append("/1\n\n");
      page.append(one.getValue().writer()).append(".\n\n| member | type | is |\n|---|---|---|\n");
      Map<String, Text> own = new LinkedHashMap<>(one.getValue().members());
      for (Map.Entry<String, Set<String>> member : shape.members().entrySet()) {
        String path = member.getKey();
        if (path.endsWith("[]")) {
          continue;
        }
        Optional<Text> text = Optional.ofNullable(own.remove(path));
        String name = path;
        while (text.isEmpty() && !name.isEmpty()) {
          text = Optional.ofNullable(everywhere.members().get(name));
          unused.remove(name);
          name = name.substring(name.contains(".") ? name.indexOf('.') + 1 : name.length());
        }
        assertThat(text).as("[" + one.getKey() + "] " + path).isPresent();
        Text is = text.orElseThrow();
        row(page, path, type(shape, path, is), is);
      }
      own.forEach((path, text) -> unseen(page, one.getKey(), path, text));
      if (!shape.example().isEmpty()) {
        page.append("\n```json\n").append(cut(shape.example())).append("```\n");
      }
    }
    assertThat(unused).as("no member has these names").isEmpty();
    Golden.check(PAGE, page.toString());
  }

  private static void unseen(StringBuilder page, String schema, String path, Text text) {
    assertThat(text.type()).as("[" + schema + "] " + path + " is not there").isNotEmpty();
    row(page, path, text.type(), text);
  }

  private static void row(StringBuilder page, String path, String type, Text text) {
    page.append("| `%s` | %s | %s |\n".formatted(path, type, text.text()));
  }

  /** Of a member that is there; what it may be besides null is in the texts where it is not. */
  private static String type(Shape shape, String path, Text text) {
    Set<String> seen = new TreeSet<>(shape.members().getOrDefault(path, Set.of()));
    boolean absent = seen.remove("null");
    String type = String.join(" or ", seen);
    Set<String> items = shape.members().getOrDefault(path + "[]", Set.of());
    if (type.equals("array") && !items.isEmpty()) {
      type += " of " + String.join(", ", items);
    }
    if (type.isEmpty() || type.equals("array") && !text.type().isEmpty()) {
      assertThat(text.type()).as(path + ": has no value here, so its type is wanted").isNotEmpty();
      type = text.type();
    }
    return type + (absent && !type.equals("null") ? " or null" : "");
  }

  /** A long example is shown in part. */
  private static String cut(String example) {
    List<String> lines = example.lines().toList();
    int shown = lines.size() > 60 ? 45 : lines.size();
    String text = String.join("\n", lines.subList(0, shown)) + "\n";
    return shown == lines.size() ? text : text + "  …\n";
  }

  /** No schema of the program's is forgotten. */
  @Test
  void everySchemaIsThere() throws IOException {
    Set<String> schemas = new TreeSet<>(COMPOSED);
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        SCHEMA.matcher(Files.readString(file)).results().forEach(r -> schemas.add(r.group(1)));
      }
    }
    String page = Files.readString(PAGE);
    for (String schema : schemas) {
      assertThat(page).contains("dtbind." + schema + "/1");
    }
    schemas.removeAll(LIVE);
    schemas.removeAll(ELSEWHERE);
    assertThat(COMMANDS.keySet()).isEqualTo(schemas);
  }
}
