// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.List;
import org.dtbind.diag.Message;
import org.dtbind.diag.Wording;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.jspecify.annotations.Nullable;

/** Checks lists of phandles, each followed by as many cells as its node specifies. */
final class ProviderChecks {

  /**
   * In source, a number in place of a reference: dtc cannot know whether the node is the one meant.
   */
  static final Wording NO_REFERENCE = Wording.of("cell {index} is not a phandle reference");

  private ProviderChecks() {}

  static void run(Check check, CheckRun run) {
    switch (check) {
      case GPIOS_PROPERTY -> gpios(run);
      case DEPRECATED_GPIO_PROPERTY -> deprecatedGpio(run);
      default -> {
        String name = check.property().orElseThrow();
        String cells = check.cells().orElseThrow();
        boolean optional = check == Check.MSI_PARENT_PROPERTY;
        for (CheckedNode node : run.tree.having(name)) {
          DtProperty property = node.property(name);
          if (property != null) {
            arguments(run, node, property, cells, optional);
          }
        }
      }
    }
  }

  private static void gpios(CheckRun run) {
    for (CheckedNode node : run.tree.having(ProviderChecks::isGpio)) {
      if (node.has("gpio-hog")) {
        continue;
      }
      for (DtProperty property : node.node.properties()) {
        if (isGpio(property.name())) {
          arguments(run, node, property, "#gpio-cells", false);
        }
      }
    }
  }

  private static void deprecatedGpio(CheckRun run) {
    for (CheckedNode node : run.tree.having(ProviderChecks::isGpio)) {
      for (DtProperty property : node.node.properties()) {
        if (isGpio(property.name()) && property.name().endsWith("gpio")) {
          run.fail(node, property, Message.of("'[*-]gpio' is deprecated, use '[*-]gpios' instead"));
        }
      }
    }
  }

  static boolean isGpio(String name) {
    return !name.endsWith(",nr-gpios")
        && (name.endsWith("-gpios")
            || name.equals("gpios")
            || name.endsWith("-gpio")
            || name.equals("gpio"));
  }

  private static void arguments(
      CheckRun run, CheckedNode node, DtProperty property, String cellsName, boolean optional) {
    int length = CheckedNode.length(property);
    if (length % 4 != 0) {
      run.fail(node, property, notMultiple(length));
      return;
    }
    List<Marker> markers = property.value().markers();
    int next = 0;
    @Nullable DtProperty before = null;
    long cells;
    for (long cell = 0; cell < length / 4; cell += cells + 1) {
      cells = 0;
      int phandle = CheckedNode.cell(property, (int) cell);
      if (!CheckedNode.isPhandle(phandle)) {
        // dtc: 0 or -1 is an empty entry (Linux: only 0). In an overlay, -1 may refer to the base.
        if (run.tree.plugin()) {
          return;
        }
        continue;
      }
      next = indexOfReference(markers, next, cell * 4);
      if (!markers.isEmpty() && !isAt(markers, next, cell * 4)) {
        run.fail(node, property, Message.of(NO_REFERENCE, cell));
        noteCells(run, before);
      }
      CheckedNode provider = run.tree.byPhandle(phandle);
      if (provider == null) {
        run.fail(node, property, Message.of("Could not get phandle node for (cell {index})", cell));
        noteCells(run, before);
        return;
      }
      DtProperty wanted = provider.property(cellsName);
      if (wanted != null) {
        cells = Integer.toUnsignedLong(CheckedNode.cell(wanted, 0));
      } else if (!optional) {
        run.fail(node, missing(cellsName, provider, property.name(), cell));
        run.note("'" + property.name() + "' is at", property.span());
        return;
      }
      before = wanted;
      if (length / 4 < cell + cells + 1) {
        run.fail(
            node,
            property,
            Message.of("property size ({size}) too small for cell size {expected}", length, cells));
        noteCells(run, wanted);
        return;
      }
    }
  }

  /** Names the place that defines the number of cells of an entry, which dtc does not. */
  private static void noteCells(CheckRun run, @Nullable DtProperty cells) {
    if (cells != null) {
      run.note("'" + cells.name() + "' is at", cells.span());
    }
  }

  static Message missing(String cells, CheckedNode provider, String referrer, long index) {
    return Message.of(
        "Missing property '{property}' in node {node} or bad phandle (referred from"
            + " {"
            + CheckArguments.REFERRER
            + "}[{index}])",
        cells,
        provider.path(),
        referrer,
        index);
  }

  static Message notMultiple(int length) {
    return Message.of(
        "property size ({size}) is invalid, expected multiple of {expected}", length, 4);
  }

  /**
   * Returns the index of the reference at an offset; if there is none, that of the first marker
   * after the offset, or the number of markers.
   *
   * @param from an index that is not after the result
   */
  private static int indexOfReference(List<Marker> markers, int from, long offset) {
    int index = from;
    while (index < markers.size()
        && (markers.get(index).offset() < offset
            || isAt(markers, index, offset) && !(markers.get(index) instanceof Marker.PhandleOf))) {
      index++;
    }
    return index;
  }

  private static boolean isAt(List<Marker> markers, int index, long offset) {
    return index < markers.size() && markers.get(index).offset() == offset;
  }
}
