// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec.yaml;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a binding document, or a file of processed documents. The format is YAML 1.2, which
 * includes JSON.
 */
public final class SchemaYaml {

  /**
   * A dash as an item of a list on one line. libyaml, which dt-schema uses, reads it as text; this
   * parser rejects it.
   */
  private static final Pattern LONE_DASH = Pattern.compile("(?<=[\\[,] ?)-(?=[,\\]])");

  private static final String NOT_YAML = "it is not valid YAML";

  /**
   * A document, or a problem.
   *
   * @param document the document as maps, lists, strings, numbers and Booleans; absent if it cannot
   *     be read
   * @param problem the reason that the document cannot be read; empty otherwise
   */
  public record Read(Optional<Map<String, Object>> document, String problem) {}

  private SchemaYaml() {}

  /** {@return the document, or the reason that it cannot be read} */
  public static Read read(Bytes content) {
    LoadSettings settings =
        LoadSettings.builder()
            .setParseComments(false)
            .setCodePointLimit(Limit.BINDING_BYTES.most())
            .build();
    String text = new String(content.lent(), 0, content.length(), StandardCharsets.UTF_8);
    try {
      try {
        return read(settings, text);
      } catch (YamlEngineException e) {
        return read(settings, LONE_DASH.matcher(text).replaceAll("'-'"));
      }
    } catch (YamlEngineException e) {
      return new Read(Optional.empty(), firstLine(String.valueOf(e.getMessage())));
    } catch (IllegalArgumentException e) {
      // The parser throws this exception for "\UFFFFFFFF".
      return new Read(Optional.empty(), NOT_YAML);
    } catch (SchemaComposer.Refused e) {
      return new Read(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  /** Some messages of the parser begin with an empty line. */
  private static String firstLine(String message) {
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse(NOT_YAML);
  }

  private static Read read(LoadSettings settings, String text) throws SchemaComposer.Refused {
    Object read = new SchemaComposer(new Parse(settings).parseString(text).iterator()).document();
    return read instanceof Map<?, ?>
        ? new Read(Optional.of(map(read)), "")
        : new Read(Optional.empty(), "it is not a mapping");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object read) {
    return (Map<String, Object>) read;
  }
}
