// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.values;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.PhandleEntries;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Checks that lists of names have no more entries than the lists that they name: a driver that asks
 * for such a name gets an error (drivers/of/property.c, {@code of_property_match_string()}, then an
 * index beyond the list).
 */
public record EntryNames(Stack stack) {

  /** By list of names: the named list, and the property with the number of cells of an entry. */
  private enum Named {
    CLOCKS("clock-names", "clocks", "#clock-cells"),
    RESETS("reset-names", "resets", "#reset-cells"),
    DMAS("dma-names", "dmas", "#dma-cells"),
    PHYS("phy-names", "phys", "#phy-cells"),
    PWMS("pwm-names", "pwms", "#pwm-cells"),
    DOMAINS("power-domain-names", "power-domains", "#power-domain-cells"),
    MAILBOXES("mbox-names", "mboxes", "#mbox-cells"),
    CHANNELS("io-channel-names", "io-channels", "#io-channel-cells");

    private final String names;
    private final String list;
    private final String cells;

    Named(String names, String list, String cells) {
      this.names = names;
      this.list = list;
      this.cells = cells;
    }
  }

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) ->
            Stream.of(Named.values())
                .filter(named -> stack.isNew(path, List.of(named.names, named.list)))
                .flatMap(named -> problem(path, node, named).stream()));
  }

  private Optional<Diagnostic> problem(NodePath path, DtNode node, Named named) {
    int names = node.strings(named.names).size();
    List<Integer> cells = node.cells(named.list);
    PhandleEntries entries = PhandleEntries.of(cells, phandle -> width(phandle, named.cells));
    if (names == 0 || cells.isEmpty() || entries.end() < cells.size()) {
      return Optional.empty();
    }
    int count = entries.entries().size();
    if (names <= count) {
      return Optional.empty();
    }
    Message message =
        Message.of(
            "there are {names} names for {count} entries of '{list}', so a driver that asks for"
                + " '{name}' gets none",
            names,
            count,
            named.list,
            node.strings(named.names).get(count));
    return Optional.of(
        stack
            .warning(
                VerifyCode.NAMES_BEYOND,
                stack.place(path, named.names),
                Subject.of(path, named.names),
                message)
            .note("the list is at", stack.merged().origin(stack.place(path, named.list)))
            .help("add the missing entries, or remove the names"));
  }

  private Optional<Integer> width(int phandle, String cells) {
    return stack
        .merged()
        .byPhandle(phandle)
        .flatMap(stack.merged()::at)
        .flatMap(provider -> provider.cell(cells))
        .filter(count -> count >= 0);
  }
}
