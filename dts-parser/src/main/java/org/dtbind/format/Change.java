// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * A range of a source that differs from a rule, and the text that the rule wants there.
 *
 * @param rule the rule
 * @param start offset of the first byte
 * @param end offset after the last byte
 * @param text the wanted text
 */
record Change(Rule rule, int start, int end, String text) {

  /** Returns the finding, with the change as its fix. */
  Diagnostic finding(SourceFile file) {
    Origin place = Origin.Source.of(file, start, end);
    String former = file.content().slice(start, end).utf8();
    return Diagnostic.warning(rule, place, rule.message()).fix(rule.remedy(), place, former, text);
  }
}
