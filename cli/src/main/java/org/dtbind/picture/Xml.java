// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dtbind.source.Shown;

/**
 * Part of an HTML or SVG document that is also well-formed XML. Only the writer escapes text.
 * Escaping is necessary because names come from devicetrees and could contain markup.
 */
sealed interface Xml {

  /** HTML elements without an end tag. */
  Set<String> EMPTY = Set.of("meta", "link", "br", "img");

  /** SVG elements that are always empty here. */
  Set<String> SHAPES = Set.of("rect", "line", "path", "circle");

  /** Elements in which a newline would be visible. */
  Set<String> EXACT = Set.of("pre", "code", "style", "text", "tspan");

  /**
   * An element.
   *
   * @param attributes in the order in which they are written
   */
  record Element(String name, Map<String, String> attributes, List<Xml> content) implements Xml {
    public Element {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
      content = List.copyOf(content);
    }

    Element with(String attribute, Object value) {
      Map<String, String> more = new LinkedHashMap<>(attributes);
      more.put(attribute, String.valueOf(value));
      return new Element(name, more, content);
    }
  }

  /** Characters that the writer escapes. */
  record Text(String text) implements Xml {}

  /**
   * CSS rules, which the writer does not escape. They must be a constant of this program, never
   * input.
   *
   * @param rules without {@code <} and {@code &}
   */
  record Style(String rules) implements Xml {
    /** Checks that nothing needs escaping. */
    public Style {
      if (rules.contains("<") || rules.contains("&")) {
        throw new IllegalArgumentException("style with markup");
      }
    }
  }

  static Element element(String name, List<? extends Xml> content) {
    return new Element(name, Map.of(), List.copyOf(content));
  }

  static Element element(String name, Xml... content) {
    return new Element(name, Map.of(), List.of(content));
  }

  static Element element(String name, String text) {
    return new Element(name, Map.of(), List.of(new Text(text)));
  }

  /** {@return the document, with a newline at the end} */
  static String text(Xml root) {
    StringBuilder out = new StringBuilder();
    write(out, root, true);
    return out.append('\n').toString();
  }

  private static void write(StringBuilder out, Xml part, boolean broken) {
    if (part instanceof Text text) {
      out.append(escaped(text.text()));
    } else if (part instanceof Style style) {
      out.append(style.rules());
    } else if (part instanceof Element element) {
      out.append('<').append(element.name());
      element
          .attributes()
          .forEach(
              (name, value) ->
                  out.append(' ').append(name).append("=\"").append(escaped(value)).append('"'));
      if (EMPTY.contains(element.name()) || SHAPES.contains(element.name())) {
        out.append("/>");
        return;
      }
      out.append('>');
      boolean lines =
          broken
              && !EXACT.contains(element.name())
              && element.content().stream().noneMatch(c -> c instanceof Text);
      for (Xml child : element.content()) {
        out.append(lines ? "\n" : "");
        write(out, child, lines);
      }
      out.append(lines && !element.content().isEmpty() ? "\n" : "");
      out.append("</").append(element.name()).append('>');
    }
  }

  /** Returns text that is safe in elements and attributes of XML and HTML. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int code : codePoints(text)) {
      switch (code) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.appendCodePoint(isShown(code) ? code : '?');
      }
    }
    return out.toString();
  }

  private static List<Integer> codePoints(String text) {
    List<Integer> all = new ArrayList<>(text.length());
    text.codePoints().forEach(all::add);
    return all;
  }

  /**
   * Returns whether a character is written. Excluded are characters that XML does not allow, that
   * control a terminal, or that change the direction of text, which could disguise a name.
   */
  private static boolean isShown(int code) {
    return code == '\n' || Shown.isShown(code);
  }
}
