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
 * A piece of a document that browsers read as HTML or SVG and parsers as XML. Text is escaped where
 * it is written, and only there: names come from devicetrees, and could otherwise be markup.
 */
sealed interface Xml {

  /** Elements that HTML knows to be empty; all others have an end tag of their own. */
  Set<String> EMPTY = Set.of("meta", "link", "br", "img");

  /** Elements of SVG that have no content here. */
  Set<String> SHAPES = Set.of("rect", "line", "path", "circle");

  /** Elements in which a newline would be seen. */
  Set<String> EXACT = Set.of("pre", "code", "style", "text", "tspan");

  /**
   * An element.
   *
   * @param name its name
   * @param attributes in the order in which they are written
   * @param content in order
   */
  record Element(String name, Map<String, String> attributes, List<Xml> content) implements Xml {
    /** Copies both. */
    public Element {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
      content = List.copyOf(content);
    }

    /** Returns the same with one attribute more. */
    Element with(String attribute, Object value) {
      Map<String, String> more = new LinkedHashMap<>(attributes);
      more.put(attribute, String.valueOf(value));
      return new Element(name, more, content);
    }
  }

  /**
   * Characters, not escaped yet.
   *
   * @param text as it is to be read
   */
  record Text(String text) implements Xml {}

  /**
   * Rules of style, written as they are: a constant of ours, never text from elsewhere.
   *
   * @param rules in CSS, without {@code <} and {@code &}
   */
  record Style(String rules) implements Xml {
    /** Checks that nothing would have to be escaped. */
    public Style {
      if (rules.contains("<") || rules.contains("&")) {
        throw new IllegalArgumentException("style with markup");
      }
    }
  }

  /** Returns an element with others in it. */
  static Element element(String name, List<? extends Xml> content) {
    return new Element(name, Map.of(), List.copyOf(content));
  }

  /** Returns an element with others in it. */
  static Element element(String name, Xml... content) {
    return new Element(name, Map.of(), List.of(content));
  }

  /** Returns an element with text in it. */
  static Element element(String name, String text) {
    return new Element(name, Map.of(), List.of(new Text(text)));
  }

  /** Returns it as text, with a newline at the end. */
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

  /** Returns text that is itself in XML and HTML, in an element as in an attribute. */
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
   * Returns whether a character is written: not those that XML has no place for, that drive a
   * terminal, or that turn the direction of the text around them, by which one name looks like
   * another.
   */
  private static boolean isShown(int code) {
    return code == '\n' || Shown.isShown(code);
  }
}
