// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import java.util.Optional;

/** How far a path goes that leads to no node, and what may have been meant. */
final class MissingPath {

  private MissingPath() {}

  static String help(MergedBase base, String path) {
    String known = path;
    while (known.length() > 1 && base.at(known).isEmpty()) {
      int slash = known.lastIndexOf('/');
      known = slash <= 0 ? "/" : known.substring(0, slash);
    }
    Optional<MergedNode> node = base.at(known);
    String missing = path.substring(Math.min(path.length(), known.length()));
    String wanted = missing.startsWith("/") ? missing.substring(1) : missing;
    int end = wanted.indexOf('/');
    List<String> names =
        node.map(n -> n.children().stream().map(MergedNode::name).toList()).orElse(List.of());
    return NearLabels.help(end < 0 ? wanted : wanted.substring(0, end), names, "it has ")
        .orElse("it has " + known);
  }
}
