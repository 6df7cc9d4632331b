// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec.yaml;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dtbind.source.Bytes;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads a binding document, or a file of processed ones: YAML 1.2, of which JSON is a part. */
public final class SchemaYaml {

  /** A document of the kernel has up to sixty thousand bytes; processed, all of them have 60 MB. */
  static final int MOST_BYTES = 256 << 20;

  /** libyaml, with which dt-schema reads, takes it for text in a list on one line. */
  private static final Pattern LONE_DASH = Pattern.compile("(?<=[\\[,] ?)-(?=[,\\]])");

  /**
   * What has been read.
   *
   * @param document as maps, lists, strings, numbers and Booleans
   * @param problem why there is none
   */
  public record Read(Optional<Map<String, Object>> document, String problem) {}

  private SchemaYaml() {}

  /** {@return a document, or why there is none} */
  public static Read read(Bytes content) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(100)
            .setCodePointLimit(MOST_BYTES)
            .build();
    String text = new String(content.lent(), 0, content.length(), StandardCharsets.UTF_8);
    try {
      Object read;
      try {
        read = new Load(settings).loadFromString(text);
      } catch (YamlEngineException e) {
        read = new Load(settings).loadFromString(LONE_DASH.matcher(text).replaceAll("'-'"));
      }
      return read instanceof Map<?, ?> map
          ? new Read(Optional.of(plain(map, 0)), "")
          : new Read(Optional.empty(), "it is no mapping");
    } catch (YamlEngineException e) {
      return new Read(
          Optional.empty(), String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } catch (TooDeep | StackOverflowError e) {
      return new Read(Optional.empty(), "it is nested too deep");
    }
  }

  private static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** With keys as strings, whole numbers as Long, and {@code ""} in place of nothing. */
  private static Map<String, Object> plain(Map<?, ?> map, int depth) {
    Map<String, Object> plain = new LinkedHashMap<>();
    map.forEach((key, value) -> plain.put(String.valueOf(key), plain(value, depth + 1)));
    return plain;
  }

  private static Object plain(@Nullable Object part, int depth) {
    if (depth > 100) {
      throw new TooDeep();
    }
    if (part instanceof Map<?, ?> map) {
      return plain(map, depth);
    }
    if (part instanceof List<?> list) {
      List<Object> plain = new ArrayList<>(list.size());
      list.forEach(item -> plain.add(plain(item, depth + 1)));
      return plain;
    }
    if (part instanceof Integer number) {
      return number.longValue();
    }
    if (part == null) {
      return "";
    }
    return part instanceof Long
            || part instanceof BigInteger
            || part instanceof Double
            || part instanceof Boolean
        ? part
        : part.toString();
  }
}
