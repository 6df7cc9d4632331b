// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dtbind.source.Shown;

/** A YAML document with the constructs that binding documents need. */
sealed interface Yaml {

  record Text(String text) implements Yaml {}

  record Whole(int number) implements Yaml {}

  /** The schema {@code true}, which accepts every value. */
  record Any() implements Yaml {}

  /** The schema {@code false}, which accepts no value. */
  record None() implements Yaml {}

  record Block(List<String> lines) implements Yaml {
    public Block {
      lines = List.copyOf(lines);
    }
  }

  record Items(List<Yaml> items) implements Yaml {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Member(String name, Yaml value) {}

  record Fields(List<Member> members) implements Yaml {
    public Fields {
      members = List.copyOf(members);
    }

    /** Returns a copy with one more member. */
    Fields with(String name, Yaml value) {
      List<Member> more = new ArrayList<>(members);
      more.add(new Member(name, value));
      return new Fields(more);
    }
  }

  static Fields fields(Member... members) {
    return new Fields(Arrays.asList(members));
  }

  static Fields field(String name, Yaml value) {
    return fields(new Member(name, value));
  }

  static Yaml of(String text) {
    return new Text(text);
  }

  static Yaml of(List<String> texts) {
    return new Items(texts.stream().map(Yaml::of).toList());
  }

  static Yaml of(int number) {
    return new Whole(number);
  }

  /** Returns the document as text, with a blank line before each member of the two top levels. */
  static String print(Fields document) {
    StringBuilder out = new StringBuilder();
    Printing.fields(out, document, 0, 2);
    return out.toString();
  }

  /** Prints documents. */
  final class Printing {

    /** Words that YAML does not read as strings. */
    private static final Set<String> WORDS =
        Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private Printing() {}

    private static void fields(StringBuilder out, Fields fields, int indent, int apart) {
      boolean first = true;
      for (Member member : fields.members()) {
        boolean header = indent == 0 && member.name().equals("$schema");
        out.append(apart > 0 && !first && !header ? "\n" : "");
        out.append(" ".repeat(indent)).append(scalar(member.name())).append(':');
        boolean properties = member.name().equals("properties");
        value(out, member.value(), indent, properties ? apart - 1 : 0);
        first = false;
      }
    }

    private static void value(StringBuilder out, Yaml value, int indent, int apart) {
      if (value instanceof Fields fields) {
        out.append('\n');
        fields(out, fields, indent + 2, apart);
      } else if (value instanceof Items items) {
        out.append('\n');
        for (Yaml item : items.items()) {
          out.append(" ".repeat(indent + 2)).append('-');
          item(out, item, indent + 2);
        }
      } else {
        item(out, value, indent);
      }
    }

    private static void item(StringBuilder out, Yaml item, int indent) {
      if (item instanceof Text text) {
        out.append(' ').append(scalar(text.text())).append('\n');
      } else if (item instanceof Whole whole) {
        out.append(' ').append(whole.number()).append('\n');
      } else if (item instanceof Any) {
        out.append(" true\n");
      } else if (item instanceof None) {
        out.append(" false\n");
      } else if (item instanceof Block block) {
        out.append(" |\n");
        for (String line : block.lines()) {
          out.append(line.isEmpty() ? "" : " ".repeat(indent + 2)).append(line).append('\n');
        }
      } else if (item instanceof Fields fields) {
        // The first member follows the dash on one line; the others are aligned below it.
        StringBuilder text = new StringBuilder();
        fields(text, fields, indent + 2, 0);
        out.append(' ').append(text.substring(indent + 2));
      } else {
        StringBuilder text = new StringBuilder();
        value(text, item, indent, 0);
        out.append(text);
      }
    }

    private static String scalar(String text) {
      boolean plain =
          text.matches("[A-Za-z$/_][A-Za-z0-9$_,./#:<>@ ()-]*")
              && !text.contains(": ")
              && !text.contains(" #")
              && !text.endsWith(":")
              && !text.endsWith(" ")
              && !WORDS.contains(text.toLowerCase(Locale.ROOT));
      // YAML reads the C escapes for control characters.
      return plain
          ? text
          : '"' + Shown.escaped(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }
  }
}
