// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.tree.ChainLink.Kind;
import org.dtbind.cli.tree.ChainLink.Text;
import org.dtbind.cli.tree.ChainLink.What;

/** Adapts a chain to a request for a line. */
final class LineChain {

  private LineChain() {}

  /**
   * Returns the links with the requested line first, and with only those entries of its controller
   * that lead to the line.
   */
  static List<ChainLink> of(List<ChainLink> links, String name, String lister) {
    List<Text> line = new ArrayList<>();
    List<ChainLink> rest = new ArrayList<>();
    int others = 0;
    boolean controller =
        links.stream()
            .flatMap(l -> l.texts().stream())
            .anyMatch(text -> text.isProperty("gpio-controller"));
    for (ChainLink link : links) {
      if (link.kind() == Kind.LINES) {
        List<Text> named = link.texts().stream().filter(text -> text.name().equals(name)).toList();
        line.addAll(named);
        others += link.texts().size() - named.size();
      } else if (link.kind() == Kind.NODE && controller) {
        List<Text> kept = new ArrayList<>(List.of(link.texts().get(0)));
        link.texts().stream().skip(1).filter(LineChain::isRelevant).forEach(kept::add);
        rest.add(new ChainLink(Kind.NODE, kept));
      } else {
        rest.add(link);
      }
    }
    if (others > 0) {
      String text = Phrases.count(others, "other line") + " with a name or consumer: " + lister;
      line.add(new Text("", "the chip has " + text));
    }
    if (!line.isEmpty()) {
      rest.add(0, new ChainLink(Kind.LINE, line));
    }
    return rest;
  }

  /** Whether a text of a controller's node is relevant to one of its lines. */
  private static boolean isRelevant(Text text) {
    return text.what() == What.LABELS
        || text.what() == What.ALIASES
        || text.isProperty("compatible")
        || text.isProperty("gpio-line-names");
  }
}
