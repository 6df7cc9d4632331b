// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec.yaml;

import org.dtbind.diag.Code;

/** The kinds of problems that {@link YamlReader} reports. */
public enum YamlCode implements Code {
  YAML_NOT_UTF8("The file is not valid UTF-8."),
  YAML_TOO_LARGE("The file is larger than dtbind allows."),
  YAML_TOO_DEEP("Lists and mappings are nested too deeply."),
  YAML_SYNTAX("The file is not valid YAML."),
  YAML_EMPTY("The file has no content."),
  /** {@code ---} after the first document. */
  YAML_SECOND_DOCUMENT("The file contains more than one document."),
  /** {@code &name}. */
  YAML_ANCHOR("Anchors are not allowed: copy the text to each place where it is needed."),
  /** {@code *name}. */
  YAML_ALIAS("Aliases are not allowed: copy the text instead."),
  /** {@code <<}. */
  YAML_MERGE_KEY("Merge keys are not allowed: copy the keys into each mapping instead."),
  /** {@code !!int}. */
  YAML_TAG("Tags are not allowed, because dtbind reads all values as text."),
  YAML_COMPLEX_KEY("A key is a list or a mapping instead of text."),
  YAML_DUPLICATE_KEY("A key appears twice in the same mapping.");

  private final String meaning;

  YamlCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return Adjustable.NEVER;
  }
}
