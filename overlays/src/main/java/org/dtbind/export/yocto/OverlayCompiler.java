// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

/** Who makes the blob of the overlay in a build. */
public enum OverlayCompiler {
  DTBIND("dtbind"),
  /** OE-core's devicetree.bbclass, by dtc, from source that dtbind writes. */
  DTC("dtbind-source");

  private final String recipeClass;

  OverlayCompiler(String recipeClass) {
    this.recipeClass = recipeClass;
  }

  /** {@return the class that a recipe inherits for it} */
  public String recipeClass() {
    return recipeClass;
  }
}
