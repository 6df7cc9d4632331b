// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec.yaml;

import java.util.List;
import org.dtbind.source.Span;

/** A part of a YAML document. Spans count bytes of the file. */
public sealed interface YamlNode {

  Span span();

  /** {@return the kind of node for messages, with its article, such as {@code a list}} */
  String kind();

  /**
   * Text.
   *
   * @param text the text without quotes, with escape sequences replaced
   * @param plain whether the text has no quotes
   * @param span the position, including quotes
   */
  record Scalar(String text, boolean plain, Span span) implements YamlNode {

    /** {@return whether a value is missing} */
    public boolean isNothing() {
      return plain && text.isEmpty();
    }

    @Override
    public String kind() {
      return isNothing() ? "nothing" : "text";
    }
  }

  /** A list of nodes. */
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
   * A mapping of keys to values.
   *
   * @param entries the entries in the order of the file, without duplicate keys
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
   * A part about which an error has already been reported. Readers must not report further errors
   * about it.
   */
  record Broken(Span span) implements YamlNode {
    @Override
    public String kind() {
      return "something broken";
    }
  }

  /** A key and its value in a mapping. */
  record Entry(Scalar key, YamlNode value) {}
}
