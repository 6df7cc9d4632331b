// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb.edit;

import java.util.Optional;
import java.util.OptionalInt;
import org.dtbind.source.Bytes;

/** Finds nodes by path, as {@code fdt_path_offset()} in libfdt does. */
final class PathSearch {

  private static final Bytes ALIASES = Bytes.latin1("/aliases");

  private final FlatTree tree;

  PathSearch(FlatTree tree) {
    this.tree = tree;
  }

  int node(Bytes path) throws FdtFailure {
    if (path.isEmpty()) {
      throw new FdtFailure(FdtError.BADPATH);
    }
    int node = 0;
    int at = 0;
    if (path.get(0) != '/') {
      at = end(path, 0);
      node = node(alias(path.slice(0, at)).orElseThrow(() -> new FdtFailure(FdtError.BADPATH)));
    }
    while (at < path.length()) {
      while (at < path.length() && path.get(at) == '/') {
        at++;
      }
      if (at == path.length()) {
        break;
      }
      int end = end(path, at);
      OptionalInt child = tree.child(node, path.slice(at, end));
      node = child.orElseThrow(() -> new FdtFailure(FdtError.NOTFOUND));
      at = end;
    }
    return node;
  }

  private static int end(Bytes path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }

  /**
   * Returns the path of an alias; empty if it is not a path, or if {@code /aliases} is malformed.
   */
  private Optional<Bytes> alias(Bytes name) {
    try {
      OptionalInt property = tree.property(node(ALIASES), name);
      if (property.isEmpty()) {
        return Optional.empty();
      }
      Bytes path = tree.value(property.getAsInt());
      int end = path.indexOf(0, 0);
      boolean whole = end > 0 && path.get(path.length() - 1) == 0 && path.get(0) == '/';
      return whole ? Optional.of(path.slice(0, end)) : Optional.empty();
    } catch (FdtFailure e) {
      return Optional.empty();
    }
  }
}
