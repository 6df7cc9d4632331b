// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dtbind.source.Bytes;

/** Generates texts similar to binding documents, from keywords or by corrupting real ones. */
final class DocumentText {

  private static final List<String> KEYWORDS =
      List.of(
          ("$id $ref $recursiveRef $defs definitions select title type properties "
                  + "patternProperties additionalProperties unevaluatedProperties items "
                  + "additionalItems unevaluatedItems contains minItems maxItems minContains "
                  + "maxContains minimum maximum multipleOf const enum pattern required dependencies "
                  + "dependentRequired dependentSchemas allOf anyOf oneOf not if then else "
                  + "propertyNames uniqueItems deprecated typeSize maxLength minProperties "
                  + "description")
              .split(" ", -1));

  private static final List<String> NAMES =
      List.of(
          ("compatible reg interrupts interrupts-extended clocks clock-names status label "
                  + "#address-cells ranges $nodename gpios reset-gpios pinctrl-0 child@1 acme,cells "
                  + "acme,bytes acme,text a\\u0000b ")
              .split(" ", -1));

  private static final List<String> SCALARS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "32",
          "64",
          "1.5",
          "0.0",
          "1e400",
          "4294967295",
          "18446744073709551616",
          "99999999999999999999999999999999999999",
          "true",
          "false",
          "null",
          "\"\"",
          "\"acme,door\"",
          "\"array\"",
          "\"object\"",
          "\"string\"",
          "\"[\"");

  private static final List<String> REFERENCES =
      List.of(
          "#",
          "#/",
          "#/definitions/a",
          "#/properties/reg",
          "#x",
          "/schemas/types.yaml#",
          "/schemas/types.yaml#/definitions/uint32",
          "/schemas/types.yaml#/definitions/phandle-array",
          "../../x/./../y.yaml#",
          "http://[",
          "x.yaml#/~1~0/0",
          "%zz#%");

  private static final List<String> REGEX =
      List.of(
          "^",
          "$",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "*",
          "+",
          "?",
          "|",
          ".",
          "a",
          "b",
          ",",
          "-",
          "@",
          "[a-z]",
          "[^a]",
          "[[]",
          "[&&b]",
          "(a|b)*",
          "(?:",
          "(?=",
          "(?!",
          "(?<=",
          "(?P<n>",
          "(?P=n)",
          "\\\\d",
          "\\\\w",
          "\\\\Z",
          "\\\\1",
          "\\\\",
          "{2}",
          "{,3}",
          "{0,63}",
          "{1000000000}",
          "(?:){1000}",
          "(()*)*",
          "(a+)+",
          "\\\\p{L}",
          "\\\\x4",
          "\\\\u12",
          "(?i)");

  private final List<String> samples = new ArrayList<>();

  DocumentText() {
    Bytes.ofResource(DocumentReader.class, "/org/dtbind/validate/core/index")
        .latin1()
        .lines()
        .limit(60)
        .forEach(
            name ->
                samples.add(
                    Bytes.ofResource(DocumentReader.class, "/org/dtbind/validate/core/" + name)
                        .latin1()));
  }

  private static <T> T of(SplittableRandom random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  String document(SplittableRandom random) {
    if (random.nextInt(3) > 0) {
      return "{\"$id\": \"http://devicetree.org/schemas/x.yaml#\", " + map(random, 5).substring(1);
    }
    return corrupted(random, of(random, samples));
  }

  /** Returns text similar to the output of dt-mk-schema. */
  String processed(SplittableRandom random) {
    StringBuilder text = new StringBuilder("{");
    for (String part : List.of("generated-types", "generated-pattern-types")) {
      text.append('"').append(part).append("\": {\"properties\": {");
      String separator = "";
      for (int i = random.nextInt(4); i > 0; i--) {
        boolean named = part.equals("generated-types");
        text.append(separator)
            .append('"')
            .append(named ? of(random, NAMES) : regex(random).replace("\"", ""))
            .append(random.nextInt(1 << 20))
            .append("\": [{\"type\": ")
            .append(
                random.nextInt(4) == 0
                    ? of(random, SCALARS)
                    : "\""
                        + of(
                            random,
                            List.of(
                                "uint32",
                                "uint8",
                                "string",
                                "flag",
                                "phandle-array",
                                "address",
                                "uint32-matrix",
                                "node",
                                "int64-array",
                                "phandle",
                                "none"))
                        + "\"")
            .append(", \"dim\": ")
            .append(random.nextBoolean() ? "[[1, 2], [0, 3]]" : value(random, 2))
            .append("}]");
        separator = ", ";
      }
      text.append("}}, ");
    }
    text.append("\"generated-compatibles\": ").append(value(random, 2));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      text.append(", \"http://devicetree.org/schemas/").append(i).append(".yaml\": ");
      text.append(random.nextInt(8) == 0 ? value(random, 2) : map(random, 4));
    }
    return random.nextInt(8) == 0 ? corrupted(random, text + "}") : text + "}";
  }

  /** Returns a possibly invalid regular expression, escaped for a JSON string. */
  static String regex(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      text.append(of(random, REGEX));
    }
    int nested = random.nextInt(50) == 0 ? random.nextInt(20_000) : 0;
    return "(".repeat(nested) + text + ")".repeat(nested);
  }

  private static String value(SplittableRandom random, int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(4)) {
      case 0, 1 -> of(random, SCALARS);
      case 2 -> map(random, depth - 1);
      default -> list(random, depth - 1, false);
    };
  }

  private static String list(SplittableRandom random, int depth, boolean schemas) {
    List<String> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      parts.add(schemas ? map(random, depth) : value(random, depth));
    }
    return "[" + String.join(", ", parts) + "]";
  }

  private static String map(SplittableRandom random, int depth) {
    List<String> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String keyword = of(random, KEYWORDS);
      String key = "\"" + keyword + "\": ";
      if (parts.stream().noneMatch(part -> part.startsWith(key)) && !keyword.equals("$id")) {
        parts.add(key + keywordValue(random, keyword, Math.max(0, depth - 1)));
      }
    }
    return "{" + String.join(", ", parts) + "}";
  }

  private static String keywordValue(SplittableRandom random, String keyword, int depth) {
    if (random.nextInt(12) == 0) {
      return value(random, depth);
    }
    return switch (keyword) {
      case "$ref" -> "\"" + of(random, REFERENCES) + "\"";
      case "pattern" -> "\"" + regex(random).replace("\"", "") + "\"";
      case "properties", "definitions", "$defs", "dependentSchemas", "patternProperties" ->
          named(random, keyword.equals("patternProperties"), depth);
      case "allOf", "anyOf", "oneOf" -> "[" + map(random, depth) + ", " + map(random, depth) + "]";
      case "required" -> "[\"reg\", \"" + of(random, NAMES) + "x\"]";
      case "dependentRequired", "dependencies" -> "{\"reg\": [\"" + of(random, NAMES) + "\"]}";
      case "enum" -> list(random, 1, false);
      case "type" -> of(random, List.of("\"object\"", "\"array\"", "[\"string\", \"integer\"]"));
      case "title", "description" -> "\"text\"";
      case "uniqueItems", "deprecated" -> "true";
      case "minItems", "maxItems", "minContains", "maxContains", "maxLength", "minProperties" ->
          String.valueOf(random.nextInt(4));
      case "minimum", "maximum", "multipleOf", "typeSize" ->
          of(random, List.of("0", "1", "8", "0.1", "-3", "1e30", "18446744073709551616"));
      case "const" -> of(random, SCALARS);
      case "items" -> random.nextBoolean() ? map(random, depth) : "[" + map(random, depth) + "]";
      default -> random.nextInt(4) == 0 ? "false" : map(random, depth);
    };
  }

  private static String named(SplittableRandom random, boolean patterns, int depth) {
    List<String> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = patterns ? regex(random).replace("\"", "") + i : of(random, NAMES);
      if (parts.stream().noneMatch(part -> part.startsWith("\"" + name + "\":"))) {
        parts.add("\"" + name + "\": " + map(random, depth));
      }
    }
    return "{" + String.join(", ", parts) + "}";
  }

  /** Returns the key of a line, with the colon. */
  private static String keyOf(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon) + ": ";
  }

  /** Changes random lines and characters. */
  private static String corrupted(SplittableRandom random, String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      int column = random.nextInt(line.length() + 1);
      switch (random.nextInt(6)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(random.nextInt(lines.size()), line);
        case 2 ->
            lines.set(at, line.substring(0, column) + of(random, REGEX) + line.substring(column));
        case 3 -> lines.set(at, "  " + line);
        case 4 -> lines.set(at, keyOf(line) + of(random, SCALARS));
        default -> lines.set(at, keyOf(line) + map(random, 3));
      }
      if (lines.isEmpty()) {
        return "";
      }
    }
    return String.join("\n", lines);
  }
}
