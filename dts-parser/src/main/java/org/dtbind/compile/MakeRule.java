// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.util.Set;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** A rule with the prerequisites of an output file, for make and ninja. */
public final class MakeRule {

  private MakeRule() {}

  /**
   * {@return the rule}
   *
   * @param target the name of the output file
   * @param used the names of the files that dtbind read, without pipes, because make cannot check
   *     whether their content changed
   */
  public static Bytes of(String target, Set<String> used) {
    StringBuilder rule = new StringBuilder();
    rule.append(escaped(target)).append(':');
    used.forEach(name -> rule.append(" \\\n  ").append(escaped(name)));
    return FileName.bytes(rule.append('\n').toString());
  }

  /**
   * Escapes a name for a rule (GNU make's manual, "What Makefiles Contain" and "Static Usage"). A
   * backslash is special only before a special character, where it is doubled. make cannot express
   * names with {@code ;}, {@code }, {@code =} or {@code %}; compilers do not escape these either.
   */
  private static String escaped(String name) {
    StringBuilder rule = new StringBuilder();
    int backslashes = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean special = c == ' ' || c == '\t' || c == '#' || c == ':';
      rule.append(special ? "\\".repeat(backslashes + 1) : "").append(c == '$' ? "$$" : c);
      backslashes = c == '\\' ? backslashes + 1 : 0;
    }
    // The character after the name is also special.
    return rule.append("\\".repeat(backslashes)).toString();
  }
}
