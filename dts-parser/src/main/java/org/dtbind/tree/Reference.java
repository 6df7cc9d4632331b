// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import org.dtbind.source.Span;

/**
 * A reference to a node by label or path.
 *
 * @param target {@code label}, {@code /path} or {@code label/path}: the text after {@code &} or
 *     between <code>&amp;{</code> and <code>}</code>
 * @param span the place of the reference, including {@code &}
 */
public record Reference(String target, Span span) {

  /** {@return whether the target is a path from the root} */
  public boolean isPath() {
    return target.startsWith("/");
  }

  /** {@return whether the target is a label followed by a path} */
  public boolean isRelative() {
    return !isPath() && target.indexOf('/') > 0;
  }

  @Override
  public String toString() {
    return isPath() || isRelative() ? "&{" + target + "}" : "&" + target;
  }
}
