// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import org.dtbind.dtb.edit.FdtError;
import org.dtbind.dtb.edit.FdtFailure;
import org.dtbind.dtb.edit.FlatEditor;
import org.dtbind.dtb.edit.FlatTree;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/**
 * Merges into the bytes of a base what {@link OverlayStack} found is to be merged: what comes out
 * is, byte by byte, what fdtoverlay writes, with what a value left behind that became shorter.
 */
public final class MergedBlob {

  /** Token, length and place of a property's name; more than a node needs beside its name. */
  private static final int OVERHEAD = 16;

  private MergedBlob() {}

  /**
   * {@return the blob of a base with overlays merged into it}
   *
   * @param base the base
   * @param edits what is to be done to it
   * @throws FdtFailure where the base cannot be changed
   */
  public static Bytes write(Bytes base, List<Edit> edits) throws FdtFailure {
    FlatTree blob = new FlatTree(base);
    FlatEditor editor = new FlatEditor(blob);
    int room = base.length() + OVERHEAD;
    for (Edit edit : edits) {
      room = Math.addExact(room, size(edit));
    }
    editor.grow(room);
    NodePath last = NodePath.ROOT;
    int node = 0;
    for (Edit edit : edits) {
      if (edit instanceof Edit.AddNode add) {
        NodePath parent = add.node().parent();
        int above = parent.equals(last) ? node : found(blob, parent);
        node = editor.addNode(above, Bytes.latin1(add.node().name()));
      } else if (edit instanceof Edit.SetProperty set) {
        node = set.node().equals(last) ? node : found(blob, set.node());
        editor.setProperty(node, Bytes.latin1(set.name()), set.value());
      }
      last = edit.node();
    }
    editor.pack();
    return blob.bytes();
  }

  private static int size(Edit edit) {
    return edit instanceof Edit.SetProperty set
        ? 2 * OVERHEAD + set.name().length() + set.value().length()
        : 2 * OVERHEAD + edit.node().name().length();
  }

  private static int found(FlatTree blob, NodePath path) throws FdtFailure {
    return blob.node(path).orElseThrow(() -> new FdtFailure(FdtError.NOTFOUND));
  }
}
