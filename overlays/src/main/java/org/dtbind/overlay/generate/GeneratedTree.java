// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.List;
import java.util.Optional;
import org.dtbind.check.CheckLevels;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.source.Bytes;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;

/** Compiles the source of a generated overlay. */
public final class GeneratedTree {

  /** The file name of the source, which exists only in memory. */
  public static final String NAME = "overlay.dtso";

  private GeneratedTree() {}

  /**
   * {@return the overlay as a tree, with symbols and fixups; absent, with errors, if names or
   * values from the inputs make the source invalid}
   *
   * @param source an overlay from {@link OverlayGeneration} or {@link OverlayDifference}
   */
  public static Diagnosed<DeviceTree> of(OverlaySource source) {
    Bytes text = Bytes.utf8(OverlayPrinter.print(source));
    CompileOptions options =
        new CompileOptions(List.of(), List.of(), false, BuildOptions.SYMBOLS, CheckLevels.ERRORS);
    Diagnosed<DeviceTree> tree =
        new Compiler(options, name -> name.equals(NAME) ? Optional.of(text) : Optional.empty())
            .compile(NAME);
    return tree.hasErrors()
        ? Diagnosed.failed(tree.diagnostics())
        : Diagnosed.of(tree.value().orElseThrow(), List.of());
  }
}
