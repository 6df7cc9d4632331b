// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec.yaml;

import java.util.List;
import org.dtbind.source.Span;

/** A part of a YAML document. Spans count bytes of the file. */
public sealed interface YamlNode {

  Span span();

  /**
   * {@return what a reader of messages knows it as, with its article}
   *
   * <p>Such as {@code a list}.
   */
  String kind();

  /**
   * Text.
   *
   * @param text as it reads, without quotes and escapes
   * @param plain whether it stands without quotes
   * @param span where it stands, quotes included
   */
  record Scalar(String text, boolean plain, Span span) implements YamlNode {

    /** {@return whether nothing was written} */
    public boolean isNothing() {
      return plain && text.isEmpty();
    }

    @Override
    public String kind() {
      return isNothing() ? "nothing" : "text";
    }
  }

  /**
   * A list.
   *
   * @param items in order
   * @param span from its first to its last character
   */
  record Sequence(List<YamlNode> items, Span span) implements YamlNode {

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * Keys and values.
   *
   * @param entries in order, no key twice
   * @param span from its first to its last character
   */
  record Mapping(List<Entry> entries, Span span) implements YamlNode {

    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /**
   * Something that was wrong, and has been said to be: no more is to be said of it.
   *
   * @param span where it stands
   */
  record Broken(Span span) implements YamlNode {
    @Override
    public String kind() {
      return "something broken";
    }
  }

  /** One key and its value. */
  record Entry(Scalar key, YamlNode value) {}
}
