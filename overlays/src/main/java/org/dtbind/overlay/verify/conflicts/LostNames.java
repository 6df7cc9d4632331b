// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.conflicts;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.apply.Replacement;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;

/**
 * Finds lines of the base that lose their names, because an overlay replaces the list of names: an
 * overlay cannot append to it.
 */
public record LostNames(Stack stack) {

  private static final String NAMES = "gpio-line-names";
  private static final int MOST_NAMES = 5;

  public List<Diagnostic> problems() {
    return stack.tree().replacements().stream()
        .filter(replacement -> replacement.now().name().equals(NAMES) && !replacement.stacked())
        .flatMap(replacement -> problem(replacement).stream())
        .toList();
  }

  private Optional<Diagnostic> problem(Replacement replacement) {
    List<String> former = replacement.former().value().strings().orElse(List.of());
    List<String> now = replacement.now().value().strings().orElse(List.of());
    List<String> lost =
        IntStream.range(0, former.size())
            .filter(i -> !former.get(i).isEmpty())
            .filter(i -> i >= now.size() || !now.get(i).equals(former.get(i)))
            .mapToObj(former::get)
            .toList();
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    String some =
        String.join(", ", lost.subList(0, Math.min(lost.size(), MOST_NAMES)))
            + (lost.size() > MOST_NAMES ? ", …" : "");
    Message message =
        lost.size() == 1
            ? Message.of(
                "'{property}' replaces the list of the base, in which a line has the name {name}",
                NAMES,
                some)
            : Message.of(
                "'{property}' replaces the list of the base, in which {count} lines have other"
                    + " names: {names}",
                NAMES,
                lost.size(),
                some);
    return Optional.of(
        stack
            .warning(
                VerifyCode.LIST_REPLACED,
                replacement.now().span(),
                Subject.of(replacement.node(), NAMES),
                message)
            .note("the former value is at", stack.merged().origin(replacement.former().span()))
            .help("write the names of all lines, also those that stay"));
  }
}
