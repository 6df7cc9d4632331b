// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;

/**
 * The places that wrote a node and its properties: lines of source, offsets in a blob, or files of
 * a directory.
 *
 * @param node all places that contributed to the node, in order; none if they are unknown
 * @param properties by name of the property: all places that wrote it, in order, of which the last
 *     wrote the value; only properties with known places
 */
public record Places(List<Origin> node, Map<String, List<Origin>> properties) {

  /** Copies list and map. */
  public Places {
    node = List.copyOf(node);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /**
   * {@return the places that wrote a node; none if the node does not exist}
   *
   * @param tree the tree that contains the node
   * @param path the path of the node
   */
  public static Places of(DeviceTree tree, NodePath path) {
    List<Origin> places = new ArrayList<>();
    Map<String, List<Origin>> properties = new LinkedHashMap<>();
    tree.node(path)
        .ifPresent(
            node -> {
              places.addAll(known(tree.origins(), node.written()));
              for (DtProperty property : node.properties()) {
                List<Origin> written = known(tree.origins(), property.written());
                if (!written.isEmpty()) {
                  properties.put(property.name(), written);
                }
              }
            });
    return new Places(places, properties);
  }

  private static List<Origin> known(Origins origins, List<Span> spans) {
    return spans.stream()
        .filter(Span::isKnown)
        .map(origins::of)
        .filter(origin -> !(origin instanceof Origin.Unknown))
        .toList();
  }
}
