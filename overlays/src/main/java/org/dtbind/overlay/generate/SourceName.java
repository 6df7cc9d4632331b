// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.regex.Pattern;
import org.dtbind.source.Shown;
import org.dtbind.tree.NodePath;

/**
 * Names that devicetree source can have. Those of a blob may be anything: what is printed into
 * source is checked here, and nowhere is a name put there that was not.
 */
public final class SourceName {

  /** The name of a node or property (dtc-lexer.l, PROPNODECHAR). */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9,._+*#?@-]+");

  /** dtc-lexer.l, LABEL. */
  private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private SourceName() {}

  /**
   * {@return whether a node or a property can be called so}
   *
   * @param text from outside
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

  /** Returns the name itself; throws where it is none: who makes source has looked before. */
  static String name(String text) {
    return checked(text, isName(text));
  }

  static String label(String text) {
    return checked(text, isLabel(text));
  }

  static String path(NodePath path) {
    return checked(path.text(), isPath(path));
  }

  /** What refers to a node: a label, or a path between braces. */
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
