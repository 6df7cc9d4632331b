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

/** Reads a binding document, or a file of processed ones: YAML 1.2, of which JSON is a part. */
public final class SchemaYaml {

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
    } catch (SchemaComposer.Refused e) {
      return new Read(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  /** Some messages begin with an empty line. */
  private static String firstLine(String message) {
    return message
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("it is not valid YAML");
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
