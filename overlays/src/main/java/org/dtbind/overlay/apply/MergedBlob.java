// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;

/**
 * Repeats the edits that {@link OverlayStack} computed on the bytes of a base. The result is byte
 * for byte what fdtoverlay writes, including bytes left over from values that became shorter.
 */
public final class MergedBlob {

  /**
   * The size of a property's header (token, length, name offset) with padding; also covers the
   * tokens of a node.
   */
  private static final int OVERHEAD = 16;

  private MergedBlob() {}

  /**
   * {@return the blob of a base with overlays merged into it}
   *
   * @param edits the edits, in order
   * @throws FdtFailure if the base cannot be changed
   */
  public static Bytes write(Bytes base, DeviceTree tree, List<Edit> edits) throws FdtFailure {
    FlatEditor editor = new FlatEditor(base);
    NodeOffsets nodes = new NodeOffsets(tree, editor.structureAt());
    int room = base.length() + OVERHEAD;
    for (Edit edit : edits) {
      if (edit instanceof Edit.RenameNodes) {
        throw new FdtFailure("its nodes are renamed");
      }
      room = Math.addExact(room, size(edit));
      if (edit instanceof Edit.AddNode add) {
        nodes.look(add.node().parent());
        nodes.await(add.node());
      } else {
        nodes.look(edit.node());
      }
    }
    editor.grow(room);
    for (Edit edit : edits) {
      int before = editor.structureSize();
      if (edit instanceof Edit.AddNode add) {
        int above = nodes.of(add.node().parent());
        int added = editor.insertNode(above, Bytes.latin1(add.node().name()));
        nodes.moveBehind(above, editor.structureSize() - before);
        nodes.put(add.node(), added);
      } else if (edit instanceof Edit.SetProperty set) {
        int node = nodes.of(set.node());
        Bytes name = Bytes.latin1(set.name());
        if (set.added()) {
          editor.insertProperty(node, name, set.value());
        } else {
          editor.setProperty(node, name, set.value());
        }
        nodes.moveBehind(node, editor.structureSize() - before);
      } else if (edit instanceof Edit.RemoveProperty remove) {
        int node = nodes.of(remove.node());
        editor.deleteProperty(node, Bytes.latin1(remove.name()));
        nodes.moveBehind(node, editor.structureSize() - before);
      }
    }
    editor.pack();
    return editor.bytes();
  }

  private static int size(Edit edit) {
    return edit instanceof Edit.SetProperty set
        ? 2 * OVERHEAD + set.name().length() + set.value().length()
        : 2 * OVERHEAD + edit.node().name().length();
  }
}
