// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.values;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.NodePath;

/** Checks that no string of a {@code compatible} contains a blank, which no driver matches. */
public record CompatibleStrings(Stack stack) {

  private static final Pattern BLANK = Pattern.compile("[\\x00-\\x20]");

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) ->
            stack.isNew(path, List.of("compatible"))
                ? node.compatible().stream()
                    .filter(name -> BLANK.matcher(name).find())
                    .limit(1)
                    .map(name -> problem(path, name))
                : Stream.of());
  }

  private Diagnostic problem(NodePath path, String name) {
    String[] parts = name.strip().split("[\\s,]*\\s[\\s,]*", -1);
    boolean several =
        parts.length > 1 && Stream.of(parts).allMatch(part -> part.matches(".*[,-].*"));
    return stack
        .warning(
            VerifyCode.COMPATIBLE_BLANK,
            stack.place(path, "compatible"),
            Subject.of(path, "compatible"),
            Message.of("no driver matches '{compatible}', because it contains a blank", name))
        .help(
            several
                ? "write several strings: "
                    + Stream.of(parts)
                        .map(part -> '"' + part + '"')
                        .collect(Collectors.joining(", "))
                : "write \"%s\"".formatted(name.replaceAll("\\s", "")));
  }
}
