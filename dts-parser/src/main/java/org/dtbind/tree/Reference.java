// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import org.dtbind.source.Span;

/**
 * A node named by label or path.
 *
 * @param target {@code label}, {@code /path} or {@code label/path}: what stood behind {@code &} or
 *     between <code>&amp;{</code> and <code>}</code>
 * @param span where it was written, {@code &} included
 */
public record Reference(String target, Span span) {

  /** {@return whether it starts at the root} */
  public boolean isPath() {
    return target.startsWith("/");
  }

  /** {@return whether it goes on from a label by a path} */
  public boolean isRelative() {
    return !isPath() && target.indexOf('/') > 0;
  }

  @Override
  public String toString() {
    return isPath() || isRelative() ? "&{" + target + "}" : "&" + target;
  }
}
