// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.rpi.ParameterPass;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Applies one overlay to a base as the Raspberry Pi's firmware does, with the steps of {@code
 * dtoverlay_fixup_overlay()} and {@code dtoverlay_merge_overlay()}, in that order. Use one instance
 * per overlay, in one thread.
 */
final class FirmwareApplication {

  private final MergedBase base;
  private final Overlay overlay;
  private final List<ParameterSetting> settings;
  private final NearLabels near;
  private final OverlayProblems problems;
  private final Set<String> unresolved = new HashSet<>();

  /**
   * Creates the application of one overlay.
   *
   * @param settings values of the overlay's parameters, in order
   * @param near suggests similar names for a missing one
   */
  FirmwareApplication(
      MergedBase base, Overlay overlay, List<ParameterSetting> settings, NearLabels near) {
    this.base = base;
    this.overlay = overlay;
    this.settings = settings;
    this.near = near;
    this.problems = new OverlayProblems(overlay);
  }

  List<Diagnostic> problems() {
    return problems.all();
  }

  /** Returns the labels that later overlays may refer to: those in {@code __exports__}. */
  Set<String> exports() {
    Set<String> labels = new HashSet<>();
    overlay
        .tree()
        .root()
        .child(FirmwareFragments.EXPORTS)
        .ifPresent(exports -> exports.properties().forEach(p -> labels.add(p.name())));
    return labels;
  }

  /**
   * Merges as much of the overlay as possible, so that one run reports all problems.
   *
   * @param lost labels of earlier overlays that could not be applied; empty if all were applied
   */
  void run(Optional<Set<String>> lost) {
    EditedNode root = EditedNode.of(overlay.tree().root());
    unresolved.addAll(
        new BaseReferences(base, overlay, root, problems, MergeRules.FIRMWARE).resolve(lost, near));
    Renumbering numbers = new Renumbering(root, base.maxPhandle(), problems);
    numbers.addToPhandles();
    numbers.addToReferences();
    if (Diagnostic.anyError(problems.all()) && unresolved.isEmpty()) {
      return;
    }
    root.touchPatched();
    DeviceTree resolved = overlay.tree().withRoot(root.freeze());
    if (!settings.isEmpty()) {
      Diagnosed<ParameterPass.Result> set = ParameterPass.apply(resolved, settings);
      set.diagnostics().forEach(problems::add);
      if (set.value().isEmpty()) {
        return;
      }
      resolved = set.value().get().tree();
    }
    FirmwareFragments fragments = new FirmwareFragments(resolved, problems);
    DtNode own = fragments.mergeAmongThemselves();
    merge(own, lost.isPresent());
  }

  private void merge(DtNode root, boolean earlierFailed) {
    Shift shift = base.read(overlay.tree());
    Set<String> exported = exports();
    hideLabels();
    FirmwareNodes nodes = new FirmwareNodes(base, problems, shift, exported);
    for (DtNode node : root.children()) {
      if (node.name().equals(Overlay.SYMBOLS)) {
        Optional<EditedNode> symbols = base.symbols();
        if (symbols.isPresent()) {
          List<DtProperty> kept =
              node.properties().stream().filter(p -> exported.contains(p.name())).toList();
          new FirmwarePaths(base, root, shift).copy(kept, symbols.get());
        }
      } else if (Overlay.isFragment(node.name())) {
        Optional<DtNode> content = FirmwareFragments.child(node, Overlay.CONTENT);
        Optional<EditedNode> target =
            content.isPresent() ? target(node, earlierFailed) : Optional.empty();
        if (target.isEmpty()) {
          continue;
        }
        if (target.get().name().equals("aliases")) {
          new FirmwarePaths(base, root, shift).copy(content.get().properties(), target.get());
        } else {
          nodes.merge(target.get(), content.get(), NodePath.ROOT.child(node.name()));
        }
      }
    }
  }

  /**
   * Records the overlay's labels, so that a diagnostic about a later overlay can say that the
   * firmware hides them.
   */
  private void hideLabels() {
    Map<String, NodePath> paths = overlay.tree().symbols();
    Optional<DtNode> symbols = overlay.tree().root().child(Overlay.SYMBOLS);
    if (symbols.isPresent()) {
      for (DtProperty symbol : symbols.get().properties()) {
        Span place =
            Optional.ofNullable(paths.get(symbol.name()))
                .flatMap(overlay.tree()::node)
                .map(DtNode::named)
                .orElse(symbol.span());
        base.hide(symbol.name(), problems.place(place));
      }
    }
  }

  private Optional<EditedNode> target(DtNode fragment, boolean earlierFailed) {
    Optional<EditedNode> found = target(base, fragment);
    NodePath path = NodePath.ROOT.child(fragment.name());
    if (found.isPresent() || unresolved.contains(path.text())) {
      return found;
    }
    Optional<DtProperty> byPath = fragment.property(FirmwareFragments.TARGET_PATH);
    Optional<DtProperty> byPhandle = fragment.property(FirmwareFragments.TARGET);
    Span place =
        byPath
            .or(() -> byPhandle)
            .map(DtProperty::span)
            .filter(Span::isKnown)
            .orElse(fragment.named());
    if (byPath.isPresent()) {
      String text = byPath.get().value().strings().map(strings -> strings.get(0)).orElse("");
      if (!earlierFailed) {
        problems.add(
            problems
                .error(
                    OverlayCode.TARGET_NOT_FOUND,
                    place,
                    Message.of("the base has no node {path}", text))
                .about(Subject.of(path, FirmwareFragments.TARGET_PATH))
                .help(near.path(base, text)));
      }
    } else if (byPhandle.isEmpty()) {
      Message message = Message.of("the fragment has neither 'target' nor 'target-path'");
      problems.fail(OverlayCode.BAD_TARGET, place, Subject.of(path), message);
    } else if (byPhandle.get().value().cell().isEmpty()) {
      Message message = Message.of("the target is not a phandle");
      problems.fail(
          OverlayCode.BAD_TARGET, place, Subject.of(path, FirmwareFragments.TARGET), message);
    } else {
      Message message =
          Message.of(
              "no node of the base has the phandle {phandle}",
              "0x%x".formatted(byPhandle.get().value().cell().get()));
      problems.fail(
          OverlayCode.TARGET_NOT_FOUND, place, Subject.of(path, FirmwareFragments.TARGET), message);
    }
    return Optional.empty();
  }

  /**
   * Returns the target of a fragment. Unlike libfdt, the firmware prefers {@code target-path} to
   * {@code target}.
   */
  static Optional<EditedNode> target(MergedBase base, DtNode fragment) {
    Optional<PropertyValue> path = fragment.value(FirmwareFragments.TARGET_PATH);
    if (path.isPresent()) {
      return path.get().strings().flatMap(strings -> base.at(strings.get(0)));
    }
    return fragment.cell(FirmwareFragments.TARGET).flatMap(base::byPhandle);
  }
}
