// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.regex.Pattern;
import org.dtbind.source.Shown;
import org.dtbind.tree.NodePath;

/**
 * Checks names that are written into source. A blob may contain any names, so no name is written
 * unchecked.
 */
public final class SourceName {

  /** The name of a node or property (dtc-lexer.l, PROPNODECHAR). */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9,._+*#?@-]+");

  private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private SourceName() {}

  /**
   * {@return whether source can contain the name of a node or property}
   *
   * @param text a name from outside, for example from a blob
   */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  static boolean isLabel(String text) {
    return LABEL.matcher(text).matches();
  }

  static boolean isPath(NodePath path) {
    return path.names().stream().allMatch(SourceName::isName);
  }

  /** Returns the name; throws if it is invalid, because callers must check names before. */
  static String name(String text) {
    return checked(text, isName(text));
  }

  static String label(String text) {
    return checked(text, isLabel(text));
  }

  static String path(NodePath path) {
    return checked(path.text(), isPath(path));
  }

  /** Returns a reference: a label, or a path in braces. */
  static String reference(String text) {
    boolean braces = text.startsWith("{/") && text.endsWith("}");
    if (braces) {
      return "{" + path(new NodePath(text.substring(1, text.length() - 1))) + "}";
    }
    return label(text);
  }

  private static String checked(String text, boolean good) {
    if (!good) {
      throw new IllegalArgumentException(
          "not a name that source can contain: " + Shown.escaped(text));
    }
    return text;
  }
}
