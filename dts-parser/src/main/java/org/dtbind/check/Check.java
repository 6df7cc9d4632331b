// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import org.dtbind.diag.Code;

/** The checks that every tree must pass, or dtc gives nothing out. */
public enum Check implements Code {
  /** Two children of one name. */
  DUPLICATE_NODE_NAMES("Two children of a node have the same name."),
  /** Two properties of one name. */
  DUPLICATE_PROPERTY_NAMES("Two properties of a node have the same name."),
  /** A character that no node's name may have. */
  NODE_NAME_CHARS("The name of a node has a character that is not allowed."),
  /** More than one {@code @}. */
  NODE_NAME_FORMAT("The name of a node has more than one '@'."),
  /** A character that no property's name may have. */
  PROPERTY_NAME_CHARS("The name of a property has a character that is not allowed."),
  /** {@code name} that is no string. */
  NAME_IS_STRING("A property called name is not one string."),
  /** {@code name} that contradicts the node's. */
  NAME_PROPERTIES("A property called name says another name than the node's."),
  /** A label on two places. */
  DUPLICATE_LABEL("A label stands on two places.");

  private final String meaning;

  Check(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
