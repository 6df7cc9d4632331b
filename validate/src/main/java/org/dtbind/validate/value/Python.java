// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.value;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Formats values as Python does, because dt-schema's messages contain values in this format. */
public final class Python {

  private Python() {}

  /** {@return a value as Python's {@code repr()} prints it} */
  public static String repr(Value value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, Value value) {
    if (value instanceof Value.Node node) {
      out.append('{');
      String comma = "";
      for (Map.Entry<String, Value> member : node.members().entrySet()) {
        out.append(comma).append(text(member.getKey())).append(": ");
        append(out, member.getValue());
        comma = ", ";
      }
      out.append('}');
    } else if (value instanceof Value.Array array) {
      out.append('[');
      String comma = "";
      for (Value item : array.items()) {
        out.append(comma);
        append(out, item);
        comma = ", ";
      }
      out.append(']');
    } else {
      out.append(scalar(value));
    }
  }

  private static String scalar(Value value) {
    if (value instanceof Value.Text text) {
      return text(text.text());
    }
    if (value instanceof Value.Cell cell) {
      return cell.isHuge() ? Long.toUnsignedString(cell.value()) : Long.toString(cell.value());
    }
    if (value instanceof Value.Raw raw) {
      return bytes(raw.bytes().latin1());
    }
    return "True";
  }

  private static String bytes(String latin1) {
    char quote = latin1.indexOf('\'') >= 0 && latin1.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder("b").append(quote);
    for (int i = 0; i < latin1.length(); i++) {
      char c = latin1.charAt(i);
      out.append(c < 0x7f ? character(c, quote) : hex(c));
    }
    return out.append(quote).toString();
  }

  /** {@return text as Python's {@code repr()} prints it} */
  public static String text(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder().append(quote);
    text.chars().forEach(c -> out.append(c == 0x7f ? hex(c) : character((char) c, quote)));
    return out.append(quote).toString();
  }

  private static String character(char c, char quote) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\' -> "\\\\";
      default -> c == quote ? "\\" + c : c < 0x20 ? hex(c) : String.valueOf(c);
    };
  }

  private static String hex(int c) {
    return String.format(Locale.ROOT, "\\x%02x", c);
  }

  /** {@return a part of a schema as Python's {@code repr()} prints it} */
  public static String reprOfSchema(Object part) {
    if (part instanceof Map<?, ?> map) {
      StringJoiner out = new StringJoiner(", ", "{", "}");
      map.forEach((key, value) -> out.add(text(key.toString()) + ": " + reprOfSchema(value)));
      return out.toString();
    }
    if (part instanceof List<?> list) {
      StringJoiner out = new StringJoiner(", ", "[", "]");
      list.forEach(item -> out.add(reprOfSchema(item)));
      return out.toString();
    }
    if (part instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    return part instanceof String string ? text(string) : part.toString();
  }
}
