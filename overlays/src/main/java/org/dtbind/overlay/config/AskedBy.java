// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.overlay.apply.Edit;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.source.Origin;
import org.dtbind.tree.NodePath;

/**
 * Which line made a node want something.
 *
 * @param lines by node, and by node and property
 */
public record AskedBy(Map<String, Origin> lines) {

  /** For overlays that no file asks for. */
  public static final AskedBy NOBODY = new AskedBy(Map.of());

  /** Copies the map. */
  public AskedBy {
    lines = Map.copyOf(lines);
  }

  /** Adds what one step did; the last one that touched a thing counts. */
  AskedBy with(MergedTree merged, Origin line) {
    Map<String, Origin> all = new HashMap<>(lines);
    for (Edit edit : merged.edits()) {
      all.put(edit.node().text(), line);
      if (edit instanceof Edit.SetProperty set) {
        all.put(edit.node() + ":" + set.name(), line);
      }
    }
    return new AskedBy(all);
  }

  /**
   * {@return the line that made a node want something: that gave it the property, else turned it
   * on, else changed it or what it is in}
   */
  public Optional<Origin> of(NodePath node, String property) {
    for (NodePath at = node; !at.isRoot(); at = at.parent()) {
      String path = at.text();
      Optional<Origin> line =
          Optional.ofNullable(lines.get(path + ":" + property))
              .or(() -> Optional.ofNullable(lines.get(path + ":status")))
              .or(() -> Optional.ofNullable(lines.get(path)));
      if (line.isPresent()) {
        return line;
      }
    }
    return Optional.empty();
  }
}
