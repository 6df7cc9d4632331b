// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.source.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Collects the types of properties from schemas, as {@code validator.py} of dt-schema does. Each
 * instance makes one collection.
 */
final class TypeSearch {

  static final Pattern TYPE =
      Pattern.compile(
          "(address|flag|u?int(8|16|32|64)(-(array|matrix))?|string(-array)?|phandle(-array)?)");

  private static final Pattern DOCUMENT = Pattern.compile("\\.yaml#?$");
  private static final Pattern HERTZ = Pattern.compile("(^(?!opp)).*-hz$");
  private static final List<String> ALTERNATIVES = List.of("allOf", "anyOf", "oneOf");
  private static final String[] NODE = {"properties", "patternProperties", "additionalProperties"};
  private static final String MATRIX = "-matrix";

  /** A type of a property, merged from several schemas. */
  static final class MergedType {
    @Nullable String type;
    final Set<String> ids = new LinkedHashSet<>();
    boolean isPattern;
    PropertyType.@Nullable Dimensions size;

    MergedType(@Nullable String type, String id, boolean isPattern) {
      this.type = type;
      this.isPattern = isPattern;
      ids.add(id);
    }

    boolean isMatrix() {
      return type != null && (type.equals("phandle-array") || type.endsWith(MATRIX));
    }
  }

  private final Map<String, List<MergedType>> types = new LinkedHashMap<>();

  /** The names and local references that were followed in the current document. */
  private final Set<List<String>> followed = new HashSet<>();

  private int depth;

  /** Returns the types by the name of the property or by pattern. */
  Map<String, List<MergedType>> in(Iterable<Map<String, Object>> documents) {
    for (Map<String, Object> document : documents) {
      followed.clear();
      node(document, document);
    }
    for (List<MergedType> all : types.values()) {
      for (MergedType found : all) {
        if (found.type != null && !found.type.equals("node") && !TYPE.matcher(found.type).find()) {
          List<MergedType> other = types.getOrDefault(found.type, List.of());
          found.type = other.isEmpty() ? null : other.get(0).type;
          break;
        }
      }
    }
    return types;
  }

  private void node(Map<String, Object> document, @Nullable Object part) {
    // References can lead from each schema to further ones.
    if (!Parts.isMap(part) || depth == Limit.BINDING_NESTED.most()) {
      return;
    }
    depth++;
    Map<String, Object> schema = Parts.map(part);
    node(document, schema.get("additionalProperties"));
    for (String keyword : ALTERNATIVES) {
      Parts.list(schema.get(keyword)).forEach(each -> node(document, each));
    }
    Parts.map(schema.get("properties"))
        .forEach((name, property) -> property(document, name, property, false));
    Parts.map(schema.get("patternProperties"))
        .forEach((name, property) -> property(document, name, property, true));
    depth--;
  }

  private void property(Map<String, Object> document, String name, Object part, boolean isPattern) {
    if (depth < Limit.BINDING_NESTED.most()) {
      depth++;
      collect(document, name, part, isPattern);
      depth--;
    }
  }

  private void collect(Map<String, Object> document, String name, Object part, boolean isPattern) {
    String id = String.valueOf(document.get("$id"));
    if (name.startsWith("$")) {
      return;
    }
    if (!Parts.isMap(part)) {
      if (Boolean.TRUE.equals(part) && !types.containsKey(name)) {
        types.put(name, new ArrayList<>(List.of(new MergedType(null, id, isPattern))));
      }
      return;
    }
    Map<String, Object> schema = Parts.map(part);
    String reference = schema.get("$ref") instanceof String text ? text : "";
    if (reference.startsWith("#/")) {
      if (types.getOrDefault(name, List.of()).stream().anyMatch(found -> found.ids.contains(id))) {
        return;
      }
      if (followed.add(List.of(name, reference))) {
        local(document, reference).ifPresent(local -> property(document, name, local, isPattern));
      }
    }
    for (String keyword : ALTERNATIVES) {
      Parts.list(schema.get(keyword)).forEach(each -> property(document, name, each, isPattern));
    }
    List<MergedType> known = types.computeIfAbsent(name, k -> new ArrayList<>());
    MergedType found = new MergedType(type(name, schema, reference), id, isPattern);
    if (found.type == null) {
      if (known.isEmpty()) {
        known.add(found);
      }
      return;
    }
    if (found.isMatrix() && Parts.hasAny(schema, "items", "minItems", "maxItems")) {
      found.size = dimensions(schema);
    }
    add(known, found, id);
    if (Parts.hasAny(schema, NODE)) {
      node(document, schema);
    }
  }

  private static Optional<Object> local(Map<String, Object> document, String reference) {
    @Nullable Object part = document;
    for (String step : reference.substring(2).split("/", -1)) {
      part = Parts.map(part).get(step);
    }
    return Optional.ofNullable(part);
  }

  private static @Nullable String type(String name, Map<String, Object> schema, String reference) {
    if ("object".equals(schema.get("type")) || Parts.hasAny(schema, NODE)) {
      return "node";
    }
    Matcher matcher = TYPE.matcher(reference);
    if (matcher.find()) {
      return matcher.group();
    }
    if ("boolean".equals(schema.get("type"))) {
      return "flag";
    }
    if (schema.containsKey("items")) {
      return ofItems(name, schema.get("items"));
    }
    if (DOCUMENT.matcher(reference).find()) {
      return "node";
    }
    String last = reference.substring(reference.lastIndexOf('/') + 1);
    return !reference.startsWith("#/") && reference.contains("/properties/") && !last.equals(name)
        ? last
        : null;
  }

  private static @Nullable String ofItems(String name, @Nullable Object items) {
    Object first = items instanceof List<?> list && !list.isEmpty() ? list.get(0) : items;
    if (Parts.isString(first)) {
      return "string-array";
    }
    if (name.endsWith("-microvolt")) {
      return "int32-matrix";
    }
    return HERTZ.matcher(name).find() ? "uint32-matrix" : null;
  }

  /** Returns the dimensions that this schema specifies, without those in referenced schemas. */
  private static PropertyType.Dimensions dimensions(Map<String, Object> schema) {
    int[] rows = range(schema);
    int[] cells = {0, 0};
    Object items = schema.get("items");
    if (items instanceof List<?> list) {
      cells = list.isEmpty() ? cells : range(list.get(0));
    } else if (items != null) {
      cells = range(items);
    }
    return new PropertyType.Dimensions(rows[0], rows[1], cells[0], cells[1]);
  }

  private static int[] range(@Nullable Object part) {
    if (part instanceof List<?> list) {
      return list.size() == 1 ? range(list.get(0)) : new int[] {0, 0};
    }
    Map<String, Object> schema = Parts.map(part);
    if (schema.get("items") instanceof List<?> list) {
      return new int[] {number(schema, "minItems", list.size()), list.size()};
    }
    return new int[] {number(schema, "minItems", 1), number(schema, "maxItems", 0)};
  }

  private static int number(Map<String, Object> schema, String keyword, int otherwise) {
    return schema.get(keyword) instanceof Number number
        ? (int) Math.max(0, Math.min(number.longValue(), 1 << 20))
        : otherwise;
  }

  private static void add(List<MergedType> known, MergedType found, String id) {
    Optional<MergedType> untyped = Optional.empty();
    for (MergedType one : known) {
      if (one.type == null) {
        untyped = Optional.of(one);
        break;
      }
      if (merge(one, found)) {
        one.ids.add(id);
        return;
      }
    }
    untyped.ifPresent(known::remove);
    known.add(found);
  }

  private static boolean merge(MergedType one, MergedType found) {
    if (found.size != null && one.isMatrix()) {
      one.size = one.size == null ? found.size : one.size.with(found.size);
      return true;
    }
    String type = String.valueOf(found.type);
    if (type.equals(one.type)) {
      return true;
    }
    if (type.contains("string") && String.valueOf(one.type).contains("string")) {
      one.type = type.equals("string-array") ? type : one.type;
      return true;
    }
    return false;
  }
}
