// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

/** The tool that compiles the overlay in a build. */
public enum OverlayCompiler {
  DTBIND("dtbind"),
  /** dtc, run by OE-core's devicetree.bbclass, with source that dtbind writes. */
  DTC("dtbind-source");

  private final String recipeClass;

  OverlayCompiler(String recipeClass) {
    this.recipeClass = recipeClass;
  }

  /** Returns the class that a recipe inherits. */
  public String recipeClass() {
    return recipeClass;
  }
}
