// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec.yaml;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Converts scalars according to the core schema of YAML 1.2, as dt-schema does. */
final class SchemaScalar {

  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private static final String STRING = "tag:yaml.org,2002:str";

  private SchemaScalar() {}

  /**
   * Returns a String, Long, BigInteger, Double or Boolean. Null and missing values become an empty
   * string.
   */
  static Object value(ScalarEvent event) throws SchemaComposer.Refused {
    String text = event.getValue();
    Optional<String> tag = event.getTag();
    if (tag.isPresent() && !tag.get().equals("!")) {
      if (!tag.get().equals(STRING)) {
        throw new SchemaComposer.Refused("the tag %s is not known".formatted(tag.get()));
      }
      return text;
    }
    if (!event.isPlain() || tag.isPresent() || text.isEmpty()) {
      return text;
    }
    return switch (text.charAt(0)) {
      case 't', 'T', 'f', 'F', 'n', 'N', '~' -> word(text);
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-', '+', '.' -> number(text);
      default -> text;
    };
  }

  private static Object word(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      case "null", "Null", "NULL", "~" -> "";
      default -> text;
    };
  }

  private static Object number(String text) throws SchemaComposer.Refused {
    if (text.length() > 40) {
      return text;
    }
    if (DECIMAL.matcher(text).matches()) {
      return whole(text.startsWith("+") ? text.substring(1) : text, 10);
    }
    if (HEX.matcher(text).matches()) {
      return whole(text.substring(2), 16);
    }
    if (OCTAL.matcher(text).matches()) {
      return whole(text.substring(2), 8);
    }
    if (!FLOAT.matcher(text).matches()) {
      return text;
    }
    double number = Double.parseDouble(text);
    if (Double.isInfinite(number)) {
      throw new SchemaComposer.Refused("the number %s is too large".formatted(text));
    }
    return number;
  }

  private static Object whole(String digits, int radix) {
    BigInteger number = new BigInteger(digits, radix);
    return number.bitLength() < 64 ? (Object) number.longValue() : number;
  }
}
