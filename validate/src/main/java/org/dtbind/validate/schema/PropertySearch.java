// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.dtbind.spec.yaml.SchemaYaml;
import org.dtbind.validate.rule.Budget;
import org.dtbind.validate.rule.Regex;
import org.dtbind.validate.rule.TooMuchWork;
import org.dtbind.validate.rule.ValidationRun;
import org.dtbind.validate.schema.PropertyBinding.Need;
import org.jspecify.annotations.Nullable;

/** Finds the descriptions of a property in binding documents. */
public final class PropertySearch {

  /** Keywords with further schemas for the same node. */
  private static final List<String> PARTS = List.of("allOf", "anyOf", "oneOf", "then", "else");

  /** A meaningless name. A pattern that matches it matches any name. */
  private static final String NO_NAME = "qxz";

  private static final String NO_COMPATIBLE = "qxz,qxz";

  /**
   * The end of the $id of a document that contains the prefixes of all vendors as patterns. It does
   * not describe properties.
   */
  private static final String VENDORS = "/vendor-prefixes.yaml";

  private final String property;
  private final List<PropertyBinding> found;
  private final ValidationRun run;

  private PropertySearch(String property, ValidationRun run, List<PropertyBinding> found) {
    this.property = property;
    this.run = run;
    this.found = found;
  }

  /**
   * {@return the descriptions of a property: first those in documents that dt-schema contains, then
   * those in the places}
   *
   * @param places the places to read, as in {@link DocumentReader#read}
   * @throws IOException if a place cannot be read
   * @throws TooMuchWork if the documents require too much work
   */
  public static List<PropertyBinding> find(List<Path> places, String property) throws IOException {
    byte[] name = property.getBytes(StandardCharsets.UTF_8);
    Budget budget = new Budget();
    return Stream.concat(
            DocumentReader.core(), DocumentReader.sources(DocumentFiles.read(places).unpacked()))
        .parallel()
        .filter(source -> mayDescribe(source.content().get().lent(), name))
        .flatMap(source -> in(source, property, budget).stream())
        .toList();
  }

  /**
   * Returns whether a document must be parsed. Most need not be, because they contain neither the
   * name nor a pattern for names.
   */
  private static boolean mayDescribe(byte[] content, byte[] name) {
    return contains(content, name)
        || contains(content, "patternProperties".getBytes(StandardCharsets.UTF_8));
  }

  private static boolean contains(byte[] content, byte[] wanted) {
    for (int i = 0; i <= content.length - wanted.length; i++) {
      int same = 0;
      while (same < wanted.length && content[i + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }

  private static List<PropertyBinding> in(
      DocumentReader.Source source, String property, Budget budget) {
    Optional<Map<String, Object>> read = SchemaYaml.read(source.content().get()).document();
    if (read.isEmpty()) {
      return List.of();
    }
    List<PropertyBinding> found = new ArrayList<>();
    try (ValidationRun run = new ValidationRun(budget)) {
      PropertySearch search = new PropertySearch(property, run, found);
      for (Map<String, Object> document : documents(read.get())) {
        if (SchemaShape.problem(document).isEmpty() && !Documents.id(document).endsWith(VENDORS)) {
          search.node(source.file(), document, document, "", false);
        }
      }
    }
    return found;
  }

  /** Returns the document in a file, or all documents in a file that dt-mk-schema wrote. */
  private static List<Map<String, Object>> documents(Map<String, Object> file) {
    if (file.containsKey("$id")) {
      return List.of(file);
    }
    return file.values().stream()
        .map(Parts::map)
        .filter(document -> document.get("$id") instanceof String)
        .toList();
  }

  /** Searches the schema of a node, including the schemas of its children. */
  private void node(
      String file, Map<String, Object> document, Object part, String child, boolean isCondition) {
    Map<String, Object> schema = Parts.map(part);
    for (String members : List.of("properties", "patternProperties")) {
      Parts.map(schema.get(members))
          .forEach(
              (name, value) -> {
                boolean isPattern = members.equals("patternProperties");
                if (isPattern ? isFor(name) : name.equals(property)) {
                  add(file, document, schema, child, name, value, isCondition);
                }
                if (Parts.isMap(value)) {
                  node(
                      file,
                      document,
                      value,
                      child.isEmpty() ? name : child + "/" + name,
                      isCondition);
                }
              });
    }
    for (String name : PARTS) {
      // It is unknown which of the alternatives applies.
      boolean isOneOfSome = isCondition || !name.equals("allOf");
      for (Object each : parts(schema.get(name))) {
        node(file, document, each, child, isOneOfSome || Parts.map(each).containsKey("if"));
      }
    }
  }

  private boolean isFor(String pattern) {
    return fits(pattern, property, run) && !fits(pattern, NO_NAME, run);
  }

  /** {@return whether a regular expression of a document matches in a text} */
  public static boolean fits(String pattern, String text) {
    return fits(pattern, text, new ValidationRun());
  }

  private static boolean fits(String pattern, String text, ValidationRun run) {
    try {
      return Regex.of(pattern).isSurelyIn(text, run);
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private void add(
      String file,
      Map<String, Object> document,
      Map<String, Object> schema,
      String child,
      String name,
      @Nullable Object value,
      boolean isCondition) {
    // The schema describes a node, not a property.
    if ("object".equals(Parts.map(value).get("type"))
        || isCondition
            && found.stream()
                .anyMatch(
                    binding ->
                        binding.id().equals(Documents.id(document))
                            && binding.child().equals(child))) {
      return;
    }
    Object text = Parts.map(value).get("description");
    Need need = need(schema, false);
    List<PropertyBinding.Rule> rules = PropertyRules.of(value, document);
    if (!name.equals(property) && text == null && rules.isEmpty()) {
      return;
    }
    found.add(
        new PropertyBinding(
            Documents.id(document),
            file,
            DocumentIndex.compatibles(document).stream()
                .filter(pattern -> !fits(pattern, NO_COMPATIBLE, run))
                .toList(),
            child,
            name,
            need,
            text == null ? "" : text.toString().strip(),
            rules));
  }

  /** Returns the schemas of a keyword whose value is a schema or a list of schemas. */
  private static List<?> parts(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    return value == null ? List.of() : List.of(value);
  }

  private Need need(Map<String, Object> schema, boolean isCondition) {
    if (Parts.list(schema.get("required")).contains(property)) {
      return isCondition ? Need.SOMETIMES : Need.REQUIRED;
    }
    Need need = Need.OPTIONAL;
    for (String name : PARTS) {
      for (Object each : parts(schema.get(name))) {
        Map<String, Object> part = Parts.map(each);
        Need other = need(part, isCondition || !name.equals("allOf") || part.containsKey("if"));
        need = other.compareTo(need) < 0 ? other : need;
      }
    }
    return need;
  }
}
