// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.io.StringWriter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.spec.PropertySpec.Value;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Generates the JSON Schema of {@code bindings.yaml} from the records. */
final class BindingsSchema {

  private BindingsSchema() {}

  /** Returns the indented schema (draft 2020-12), with a newline at the end. */
  static String text() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "bindings.yaml of dtbind");
    schema.put(
        "description", "Devices, the drivers to bind them to, and the users who may use them.");
    Map<String, Object> root = object(Specification.class);
    @SuppressWarnings("unchecked")
    Map<String, Object> keys = (Map<String, Object>) root.get("properties");
    Map<String, Object> properties = new LinkedHashMap<>();
    // Map.of() does not keep the order.
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("description", "The format's version.");
    version.put("const", Specification.API_VERSION);
    properties.put("apiVersion", version);
    properties.putAll(keys);
    root.put("properties", properties);
    root.put("required", List.of("apiVersion"));
    schema.putAll(root);
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      write(json, schema);
    }
    return Indent.of(out.toString());
  }

  private static Map<String, Object> object(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    add(type, properties, required);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    object.put("additionalProperties", false);
    if (type == GpioSpec.class) {
      object.put(
          "oneOf",
          List.of(Map.of("required", List.of("offset")), Map.of("required", List.of("cells"))));
    }
    return object;
  }

  private static void add(Class<?> type, Map<String, Object> properties, List<String> required) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType() == DeclaredAccess.class) {
        add(DeclaredAccess.class, properties, required);
      }
      Key key = component.getAnnotation(Key.class);
      if (key == null) {
        continue;
      }
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("description", key.value());
      schema.putAll(special(type, component).orElseGet(() -> of(component.getGenericType(), key)));
      properties.put(component.getName(), schema);
      if (key.required()) {
        required.add(component.getName());
      }
    }
  }

  /** Returns the schema of keys whose YAML form differs from the record component. */
  private static Optional<Map<String, Object>> special(Class<?> type, RecordComponent component) {
    if (type == DeviceSpec.class && component.getName().equals("compatible")) {
      return Optional.of(anyOf(text(""), nonEmptyList(text(""))));
    }
    if (type == DeviceSpec.class && component.getName().equals("properties")) {
      return Optional.of(properties());
    }
    if (type == LineSpec.OfChip.class && component.getName().equals("offsets")) {
      return Optional.of(text(LineSpec.OfChip.OFFSETS));
    }
    return Optional.empty();
  }

  private static Map<String, Object> of(Type type, Key key) {
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() != List.class) {
        return of(inner, key);
      }
      return key.required() ? nonEmptyList(of(inner, key)) : list(of(inner, key));
    }
    if (type == String.class || type == NodeReference.class) {
      return text(key.pattern());
    }
    if (type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == Integer.class) {
      return number(0, GpioSpec.MAX_OFFSET);
    }
    if (type == Long.class) {
      return number(Integer.MIN_VALUE, 0xffffffffL);
    }
    if (type == SafeState.class) {
      return Map.of("enum", Arrays.stream(SafeState.values()).map(SafeState::text).toList());
    }
    if (type == GpioFlag.class) {
      return Map.of("enum", Arrays.stream(GpioFlag.values()).map(GpioFlag::text).toList());
    }
    if (type == DeviceSpec.Setting.class) {
      return Map.of(
          "enum",
          Arrays.stream(DeviceSpec.Setting.values()).map(DeviceSpec.Setting::text).toList());
    }
    if (type == LineSpec.class) {
      return anyOf(text(""), object(LineSpec.Named.class), object(LineSpec.OfChip.class));
    }
    return object((Class<?>) type);
  }

  /** Returns the schema of {@link Value}. */
  private static Map<String, Object> properties() {
    String reference = "&(" + NodeReference.LABEL + "|\\{(" + NodeReference.PATH + ")\\})";
    Map<String, Object> cell = anyOf(number(Integer.MIN_VALUE, 0xffffffffL), text(reference));
    Map<String, Object> bytes = new LinkedHashMap<>();
    bytes.put("type", "object");
    bytes.put("properties", Map.of("bytes", text("([0-9a-fA-F] *[0-9a-fA-F] *)*")));
    bytes.put("required", List.of("bytes"));
    bytes.put("additionalProperties", false);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("bits", Map.of("enum", List.of(8, 16, 32, 64)));
    members.put("values", list(Map.of("type", "integer")));
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("type", "object");
    numbers.put("properties", members);
    numbers.put("required", List.of("bits", "values"));
    numbers.put("additionalProperties", false);
    Map<String, Object> value =
        anyOf(
            Map.of("const", true),
            cell,
            text(""),
            nonEmptyList(text("")),
            nonEmptyList(cell),
            nonEmptyList(nonEmptyList(cell)),
            bytes,
            numbers);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("type", "object");
    properties.put("propertyNames", Map.of("pattern", "^(" + PropertySpec.NAME + ")$"));
    properties.put("additionalProperties", value);
    return properties;
  }

  private static Map<String, Object> text(String pattern) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("type", "string");
    if (!pattern.isEmpty()) {
      text.put("pattern", "^(" + pattern + ")$");
    }
    return text;
  }

  private static Map<String, Object> number(long least, long most) {
    Map<String, Object> number = new LinkedHashMap<>();
    number.put("type", "integer");
    number.put("minimum", least);
    number.put("maximum", most);
    return number;
  }

  private static Map<String, Object> list(Map<String, Object> items) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("items", items);
    return list;
  }

  private static Map<String, Object> nonEmptyList(Map<String, Object> items) {
    Map<String, Object> list = list(items);
    list.put("minItems", 1);
    return list;
  }

  private static Map<String, Object> anyOf(Object... forms) {
    return new LinkedHashMap<>(Map.of("anyOf", List.of(forms)));
  }

  private static void write(JsonGenerator json, Object value) {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (key, each) -> {
            json.writeName(key.toString());
            write(json, each);
          });
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      list.forEach(each -> write(json, each));
      json.writeEndArray();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else {
      json.writeString(value.toString());
    }
  }

  /** Indents JSON by two spaces per level. */
  private static final class Indent {
    private Indent() {}

    static String of(String json) {
      StringBuilder out = new StringBuilder();
      int level = 0;
      boolean quoted = false;
      for (int i = 0; i < json.length(); i++) {
        char c = json.charAt(i);
        if (quoted) {
          out.append(c);
          if (c == '\\') {
            out.append(json.charAt(++i));
          }
          quoted = c != '"';
          continue;
        }
        quoted = c == '"';
        if (c == '{' || c == '[') {
          out.append(c);
          newline(out, ++level);
        } else if (c == '}' || c == ']') {
          newline(out, --level);
          out.append(c);
        } else if (c == ',') {
          out.append(c);
          newline(out, level);
        } else if (c == ':') {
          out.append(": ");
        } else {
          out.append(c);
        }
      }
      return out.append('\n').toString();
    }

    private static void newline(StringBuilder out, int level) {
      out.append('\n').append("  ".repeat(level));
    }
  }
}
