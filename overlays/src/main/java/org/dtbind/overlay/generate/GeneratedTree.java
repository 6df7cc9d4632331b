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

/** Turns an overlay's source into what dtc makes of it. */
public final class GeneratedTree {

  /** The name of the source in memory. */
  private static final String NAME = "overlay.dtso";

  private GeneratedTree() {}

  /**
   * {@return the overlay as a tree, with symbols, fixups and all that dtc adds}
   *
   * @param source made by {@link OverlayGeneration}
   * @throws IllegalStateException where the source does not compile, which is a bug
   */
  public static DeviceTree of(OverlaySource source) {
    Diagnosed<DeviceTree> tree = compile(source);
    return tree.value()
        .orElseThrow(() -> new IllegalStateException("generated: " + tree.diagnostics()));
  }

  /**
   * {@return the same; absent, with errors, where names are such that it cannot be compiled: those
   * of a blob may be anything}
   *
   * @param source made of two trees
   */
  static Diagnosed<DeviceTree> compile(OverlaySource source) {
    Bytes text = Bytes.utf8(OverlayPrinter.print(source));
    CompileOptions options =
        new CompileOptions(List.of(), List.of(), false, BuildOptions.SYMBOLS, CheckLevels.ERRORS);
    Diagnosed<DeviceTree> tree =
        new Compiler(options, name -> name.equals(NAME) ? Optional.of(text) : Optional.empty())
            .compile(NAME);
    return tree.hasErrors() ? Diagnosed.failed(tree.diagnostics()) : tree;
  }
}
