// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.Overlay.Fragment;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;

/** Adds the labels of an overlay to its base, so that later overlays can refer to them. */
final class NewSymbols {

  private static final String CONTENT = "/" + Overlay.CONTENT;

  private final MergedBase base;
  private final Overlay overlay;
  private final FragmentTargets targets;
  private final OverlayProblems problems;
  private final Map<String, Fragment> fragments = new HashMap<>();

  NewSymbols(MergedBase base, Overlay overlay, FragmentTargets targets, OverlayProblems problems) {
    this.base = base;
    this.overlay = overlay;
    this.targets = targets;
    this.problems = problems;
    for (Fragment fragment : overlay.fragments()) {
      fragments.putIfAbsent(fragment.node().name(), fragment);
    }
  }

  /**
   * Adds all labels.
   *
   * @param shift moves the overlay's source positions
   */
  void add(Shift shift) {
    Optional<DtNode> symbols = overlay.tree().root().child(Overlay.SYMBOLS);
    if (symbols.isEmpty()) {
      return;
    }
    Optional<EditedNode> known = base.symbols();
    EditedNode table =
        known.isPresent() ? known.get() : base.add(base.root(), Overlay.SYMBOLS, Span.NONE);
    for (DtProperty symbol : symbols.get().properties()) {
      Optional<String> path = symbol.value().string();
      if (path.isEmpty() || !path.get().startsWith("/")) {
        problems.fail(
            OverlayCode.BAD_SYMBOL,
            symbol.span(),
            Subject.of(Overlay.SYMBOLS_PATH, symbol.name()),
            Message.of("the symbol is not a path"));
        continue;
      }
      List<Span> written = new ArrayList<>(shift.spans(symbol.written()));
      Optional<PropertyValue> value = merged(symbol, path.get());
      if (value.isPresent()) {
        base.set(table, new DtProperty(symbol.name(), value.get(), List.of(), written));
      }
    }
  }

  /**
   * Returns the path of a node after merging: the target of its fragment, then the path below
   * {@code __overlay__}. As in libfdt, the target is spelled as in {@code target-path} if there is
   * one, and the path of the target itself ends with a slash.
   */
  private Optional<PropertyValue> merged(DtProperty symbol, String path) {
    int slash = path.indexOf('/', 1);
    String rest = slash < 0 ? "" : path.substring(slash);
    if (!rest.equals(CONTENT) && !rest.startsWith(CONTENT + "/")) {
      return Optional.empty(); // Such a node is not merged: for example, the fragment itself.
    }
    String name = path.substring(1, slash);
    Optional<Fragment> fragment = Optional.ofNullable(fragments.get(name));
    if (fragment.isEmpty()) {
      problems.fail(
          OverlayCode.BAD_SYMBOL,
          symbol.span(),
          Subject.of(Overlay.SYMBOLS_PATH, symbol.name()),
          Message.of("the overlay has no fragment '{fragment}'", name));
      return Optional.empty();
    }
    Optional<String> target = target(fragment.get());
    if (target.isEmpty()) {
      return Optional.empty();
    }
    String above = target.get().length() == 1 ? "" : target.get();
    String below = rest.equals(CONTENT) ? "" : rest.substring(CONTENT.length() + 1);
    return Optional.of(PropertyValue.string(above + "/" + below));
  }

  private Optional<String> target(Fragment fragment) {
    if (targets.isByPath(fragment)) {
      return FragmentTargets.path(fragment);
    }
    Optional<EditedNode> node = targets.of(fragment);
    return node.isPresent() ? Optional.of(node.get().path().text()) : Optional.empty();
  }
}
