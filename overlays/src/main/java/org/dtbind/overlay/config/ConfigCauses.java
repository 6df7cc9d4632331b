// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.Map;
import java.util.Optional;
import org.dtbind.overlay.apply.Edit;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.source.Origin;
import org.dtbind.tree.NodePath;

/**
 * The lines of {@code config.txt} that caused changes of nodes.
 *
 * @param lines the lines by {@code NODE} and by {@code NODE:PROPERTY}
 */
public record ConfigCauses(Map<String, Origin> lines) {

  /** For overlays that are not from {@code config.txt}. */
  public static final ConfigCauses NONE = new ConfigCauses(Map.of());

  public ConfigCauses {
    lines = Map.copyOf(lines);
  }

  /**
   * Adds the edits of one step to the lines. The last line that changes a node or property counts.
   */
  static void add(Map<String, Origin> lines, MergedTree merged, Origin line) {
    for (Edit edit : merged.edits()) {
      lines.put(edit.node().text(), line);
      if (edit instanceof Edit.SetProperty set) {
        lines.put(edit.node() + ":" + set.name(), line);
      }
    }
  }

  /**
   * {@return the line that caused a property of a node: the one that set the property, else the one
   * that set {@code status}, else the one that changed the node or an ancestor}
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
