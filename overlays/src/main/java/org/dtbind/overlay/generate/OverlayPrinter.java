// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.List;
import java.util.stream.Collectors;
import org.dtbind.overlay.generate.OverlaySource.Cell;
import org.dtbind.overlay.generate.OverlaySource.Content;
import org.dtbind.overlay.generate.OverlaySource.Fragment;
import org.dtbind.overlay.generate.OverlaySource.Node;
import org.dtbind.overlay.generate.OverlaySource.Part;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.overlay.generate.OverlaySource.Target;
import org.dtbind.source.Bytes;
import org.dtbind.source.PlainText;
import org.dtbind.source.Shown;

/**
 * Prints the source of an overlay in the kernel's style
 * (Documentation/devicetree/bindings/dts-coding-style.rst): tabs, a blank line before each node,
 * and one part of a value per line if the value exceeds 80 columns, where a tab counts as 8.
 */
public final class OverlayPrinter {

  private static final int WIDTH = 80;
  private static final int TAB = 8;

  /** Properties whose numbers are hexadecimal, as in unit addresses. */
  private static final List<String> ADDRESSES = List.of("reg", "ranges", "dma-ranges");

  /** Suffixes of properties with a unit (dt-schema's property-units.yaml), and of frequencies. */
  private static final List<String> UNITS =
      List.of(
          "-frequency",
          "-hz",
          "-khz",
          "-mhz",
          "-sec",
          "-ms",
          "-us",
          "-ns",
          "-ps",
          "-mm",
          "-ohms",
          "-microvolt",
          "-microamp",
          "-microwatt",
          "-nanoamp",
          "-celsius",
          "-millicelsius",
          "-percent",
          "-bits",
          "-kpascal",
          "-speed");

  /** The meaning of a property's numbers, which determines their base. */
  private enum Kind {
    ADDRESS,
    QUANTITY,
    OTHER;

    static Kind of(String property) {
      if (ADDRESSES.contains(property)) {
        return ADDRESS;
      }
      return UNITS.stream().anyMatch(property::endsWith) ? QUANTITY : OTHER;
    }
  }

  /** The notation of a number for which the kernel's headers have a macro. */
  private enum Flags {
    MACRO,
    NUMBER_AND_COMMENT
  }

  /** Whether the text is only for display, so that names may be invalid in source. */
  private final boolean shown;

  private final StringBuilder out = new StringBuilder();

  private OverlayPrinter(boolean shown) {
    this.shown = shown;
  }

  /** {@return source that needs no headers: flags are numbers, with their macros in comments} */
  public static String print(OverlaySource source) {
    OverlayPrinter printer = new OverlayPrinter(false);
    printer.file(source);
    return printer.out.toString();
  }

  /**
   * {@return a property on one line, from the name to the semicolon; flags are macros, for source
   * that includes {@code dt-bindings/gpio/gpio.h}}
   *
   * @throws IllegalArgumentException if the name or a reference is invalid in source
   */
  public static String line(Property property) {
    SourceName.name(property.name());
    return new OverlayPrinter(false).inOneLine(property);
  }

  /**
   * {@return a property on one line like {@link #line}, for display; names may be invalid in
   * source}
   */
  public static String shown(Property property) {
    return Shown.escaped(new OverlayPrinter(true).inOneLine(property));
  }

  private String inOneLine(Property property) {
    Kind kind = Kind.of(property.name());
    String parts =
        property.parts().stream()
            .map(part -> part(part, kind, Flags.MACRO))
            .collect(Collectors.joining(", "));
    return property.name() + (parts.isEmpty() ? ";" : " = " + parts + ";");
  }

  private void file(OverlaySource source) {
    out.append("/dts-v1/;\n/plugin/;\n");
    if (!source.compatible().isEmpty()) {
      out.append("\n/ {\n");
      property(new Property("compatible", source.compatible()), 1);
      out.append("};\n");
    } else if (source.parameters().isEmpty() && source.fragments().isEmpty()) {
      out.append("\n/ {\n};\n"); // Source without a node is a syntax error, also for dtc.
    }
    if (!source.parameters().isEmpty()) {
      withParameters(source);
      return;
    }
    for (Fragment fragment : source.fragments()) {
      out.append('\n').append(target(fragment.target())).append(" {\n");
      content(fragment.content(), 1);
      out.append("};\n");
    }
  }

  /**
   * Writes fragments in full, because the syntax {@code &label { }} allows no label on {@code
   * __overlay__}, to which parameters refer.
   */
  private void withParameters(OverlaySource source) {
    out.append("\n/ {\n");
    for (int i = 0; i < source.fragments().size(); i++) {
      Fragment fragment = source.fragments().get(i);
      out.append(i == 0 ? "" : "\n").append("\tfragment@").append(Integer.toHexString(i));
      out.append(" {\n\t\t");
      if (fragment.target() instanceof OverlaySource.ByLabel label) {
        out.append("target = <&").append(SourceName.label(label.label())).append(">;\n\n\t\t");
      } else {
        String path = SourceName.path(((OverlaySource.ByPath) fragment.target()).path());
        out.append("target-path = \"").append(path).append("\";\n\n\t\t");
      }
      fragment.labels().forEach(label -> out.append(SourceName.label(label)).append(": "));
      out.append("__overlay__ {\n");
      content(fragment.content(), 3);
      out.append("\t\t};\n\t};\n");
    }
    out.append("\n\t__overrides__ {\n");
    source.parameters().forEach(parameter -> property(parameter, 2));
    out.append("\t};\n};\n");
  }

  private static String target(Target target) {
    return target instanceof OverlaySource.ByLabel label
        ? "&" + SourceName.label(label.label())
        : "&{" + SourceName.path(((OverlaySource.ByPath) target).path()) + "}";
  }

  private void content(Content content, int level) {
    content.properties().forEach(property -> property(property, level));
    boolean first = content.properties().isEmpty();
    for (Node node : content.nodes()) {
      out.append(first ? "" : "\n").append("\t".repeat(level));
      node.labels().forEach(label -> out.append(SourceName.label(label)).append(": "));
      out.append(SourceName.name(node.name())).append(" {\n");
      content(node.content(), level + 1);
      out.append("\t".repeat(level)).append("};\n");
      first = false;
    }
  }

  private void property(Property property, int level) {
    out.append("\t".repeat(level)).append(SourceName.name(property.name()));
    if (!property.parts().isEmpty()) {
      Kind kind = Kind.of(property.name());
      List<String> parts =
          property.parts().stream()
              .map(part -> part(part, kind, Flags.NUMBER_AND_COMMENT))
              .toList();
      int begin = level * TAB + property.name().length() + " = ".length();
      int length = parts.stream().mapToInt(part -> part.length() + ", ".length()).sum();
      boolean fits = begin + length - 1 <= WIDTH;
      List<String> lines = parts.stream().map(part -> wrapped(part, begin)).toList();
      out.append(" = ").append(String.join(fits ? ", " : ",\n" + indent(begin), lines));
    }
    out.append(";\n");
  }

  /**
   * Wraps numbers that exceed the line.
   *
   * @param part a part of a value; strings and parts with comments are not wrapped
   */
  private static String wrapped(String part, int begin) {
    int open = Math.max(part.indexOf('<'), part.indexOf('[')) + 1;
    boolean whole = part.startsWith("\"") || part.contains("/*");
    if (whole || begin + part.length() + 1 <= WIDTH) {
      return part;
    }
    StringBuilder lines = new StringBuilder(part.substring(0, open));
    int column = begin + open;
    for (String number : part.substring(open).split(" ", -1)) {
      boolean first = lines.length() == open;
      if (!first && column + 1 + number.length() + 1 > WIDTH) {
        lines.append('\n').append(indent(begin + open));
        column = begin + open;
      } else if (!first) {
        lines.append(' ');
        column++;
      }
      lines.append(number);
      column += number.length();
    }
    return lines.toString();
  }

  private static String indent(int columns) {
    return "\t".repeat(columns / TAB) + " ".repeat(columns % TAB);
  }

  private String part(Part part, Kind kind, Flags flags) {
    if (part instanceof OverlaySource.Text text) {
      return '"' + escaped(text.text()) + '"';
    }
    if (part instanceof OverlaySource.Cells cells) {
      return cells.cells().stream()
          .map(c -> cell(c, kind, flags))
          .collect(Collectors.joining(" ", "<", ">"));
    }
    if (part instanceof OverlaySource.Numbers numbers) {
      long mask = numbers.bits() == Long.SIZE ? -1 : (1L << numbers.bits()) - 1;
      return numbers.values().stream()
          .map(value -> number(value & mask, kind))
          .collect(Collectors.joining(" ", "/bits/ " + numbers.bits() + " <", ">"));
    }
    StringBuilder bytes = new StringBuilder("[");
    OverlaySource.Data data = (OverlaySource.Data) part;
    for (int i = 0; i < data.bytes().length(); i++) {
      bytes.append(i == 0 ? "" : " ").append("%02x".formatted(data.bytes().get(i)));
    }
    return bytes.append(']').toString();
  }

  private String cell(Cell cell, Kind kind, Flags flags) {
    if (cell instanceof OverlaySource.PhandleOf of) {
      return "&" + (shown ? of.label() : SourceName.reference(of.label()));
    }
    OverlaySource.Literal number = (OverlaySource.Literal) cell;
    String text = number(number.value() & 0xffffffffL, number.hexadecimal() ? Kind.ADDRESS : kind);
    return flags == Flags.MACRO
        ? number.macros().map(OverlayPrinter::expression).orElse(text)
        : text + number.macros().map(" /* %s */"::formatted).orElse("");
  }

  /** Escapes a string for source; control characters become hexadecimal escapes. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    text.codePoints()
        .forEach(
            code -> {
              String character = Character.toString(code);
              if (code == '\\' || code == '"') {
                out.append('\\').append((char) code);
              } else if (PlainText.is(character)) {
                out.append(character);
              } else {
                Bytes bytes = Bytes.utf8(character);
                for (int i = 0; i < bytes.length(); i++) {
                  out.append("\\x%02x".formatted(bytes.get(i)));
                }
              }
            });
    return out.toString();
  }

  private static String expression(String macros) {
    return macros.contains("|") ? "(" + macros + ")" : macros;
  }

  /**
   * Prints small and round numbers in decimal, because they are probably counts. Other numbers are
   * probably addresses or bit masks, and are hexadecimal.
   */
  private static String number(long value, Kind kind) {
    boolean counts = value >= 0 && (value < 10_000 || value % 1_000 == 0);
    return kind == Kind.QUANTITY || kind == Kind.OTHER && counts
        ? Long.toUnsignedString(value)
        : "0x" + Long.toHexString(value);
  }
}
