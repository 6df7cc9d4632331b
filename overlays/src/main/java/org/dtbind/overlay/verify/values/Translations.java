// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.values;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.Population;
import org.dtbind.linux.RegEntry;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * Checks that the processor can reach the registers of devices: each address must be in a range of
 * its bus. Otherwise, the device has no registers, and most drivers fail.
 */
public record Translations(Stack stack) {

  private static final String ADDRESS = "#address-cells";
  private static final String SIZE = "#size-cells";
  private static final int MOST_CELLS = 2;

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) ->
            stack.isNew(path, List.of("reg")) && isPlatformDevice(path)
                ? problem(path, node).stream()
                : Stream.of());
  }

  private boolean isPlatformDevice(NodePath path) {
    return stack.populations().get(path) instanceof Population.Device device
        && device.bus().equals("platform");
  }

  private Optional<Integer> cells(NodePath bus, String property) {
    return stack
        .merged()
        .at(bus)
        .flatMap(node -> node.cell(property))
        .filter(count -> count >= 1 && count <= MOST_CELLS);
  }

  private static long number(List<Integer> cells) {
    return new RegEntry(cells, 0).address();
  }

  private Optional<Diagnostic> problem(NodePath path, DtNode node) {
    NodePath bus = path.parent();
    Optional<Integer> width = cells(bus, ADDRESS);
    if (width.isEmpty() || cells(bus, SIZE).isEmpty()) {
      return Optional.empty();
    }
    List<RegEntry> reg = RegEntry.of(node.cells("reg"), width.get(), cells(bus, SIZE).get());
    return reg.isEmpty() ? Optional.empty() : problem(path, bus, reg.get(0).address());
  }

  /** Follows the address upwards, from bus to bus, as long as dtbind knows how they translate. */
  private Optional<Diagnostic> problem(NodePath path, NodePath first, long given) {
    long address = given;
    for (NodePath at = first; !at.isRoot(); at = at.parent()) {
      Optional<DtProperty> ranges = stack.merged().at(at).flatMap(bus -> bus.property("ranges"));
      Optional<Integer> from = cells(at, ADDRESS);
      Optional<Integer> to = cells(at.parent(), ADDRESS);
      Optional<Integer> size = cells(at, SIZE);
      if (ranges.isEmpty() || from.isEmpty() || to.isEmpty() || size.isEmpty()) {
        return Optional.empty();
      }
      if (ranges.get().value().isEmpty()) {
        continue;
      }
      int both = from.get() + to.get();
      List<RegEntry> windows = RegEntry.of(ranges.get().value().wholeCells(), both, size.get());
      long wanted = address;
      Optional<RegEntry> window =
          windows.stream()
              .filter(
                  one -> contains(number(one.addressCells().subList(0, from.get())), one, wanted))
              .findFirst();
      if (window.isEmpty()) {
        return Optional.of(problem(path, at, ranges.get(), wanted, windows, from.get()));
      }
      List<Integer> found = window.get().addressCells();
      address =
          number(found.subList(from.get(), both))
              + (address - number(found.subList(0, from.get())));
    }
    return Optional.empty();
  }

  private static boolean contains(long start, RegEntry window, long address) {
    return Long.compareUnsigned(address - start, window.size()) < 0;
  }

  private Diagnostic problem(
      NodePath path,
      NodePath bus,
      DtProperty ranges,
      long address,
      List<RegEntry> windows,
      int from) {
    Message message =
        Message.of(
            "the processor cannot reach address {address}, because it is in no range of {bus}",
            "0x" + Long.toHexString(address),
            bus);
    // The address may be the one behind the bus.
    Optional<String> help =
        windows.stream()
            .filter(
                one ->
                    contains(
                        number(one.addressCells().subList(from, one.addressCells().size())),
                        one,
                        address))
            .findFirst()
            .map(
                one ->
                    "write the address on the bus: 0x%x"
                        .formatted(
                            address
                                - number(
                                    one.addressCells().subList(from, one.addressCells().size()))
                                + number(one.addressCells().subList(0, from))));
    return stack
        .warning(
            VerifyCode.NOT_TRANSLATED, stack.place(path, "reg"), Subject.of(path, "reg"), message)
        .note("the ranges are at", stack.merged().origin(ranges.span()))
        .help(help.orElse("correct the address, or add a range to 'ranges' of " + bus));
  }
}
