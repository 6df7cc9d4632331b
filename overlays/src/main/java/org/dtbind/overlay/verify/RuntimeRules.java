// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.Overlay.Fragment;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * Checks an overlay against the rules of a running Linux (drivers/of/overlay.c, {@code
 * add_changeset_property()}, {@code add_changeset_node()}, {@code changeset_dup_entry_check()},
 * {@code init_overlay_changeset()}). Use one instance per overlay.
 */
final class RuntimeRules {

  private static final Set<String> CELLS = Set.of("#address-cells", "#size-cells");

  /** Properties of an overlay that Linux skips in nodes of the live tree. */
  private static final Set<String> KEPT = Set.of("name", "phandle", "linux,phandle");

  /** Nodes that Linux reads only at boot (drivers/of/base.c, of_alias_scan(); drivers/of/fdt.c). */
  private static final Set<String> EARLY = Set.of("aliases", "reserved-memory", "memory");

  private final Overlay overlay;
  private final DeviceTree live;
  private final BootChain chain;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Map<Subject, Span> done = new HashMap<>();

  /** The labels in {@code target} of fragments. */
  private final Map<NodePath, String> targets = new HashMap<>();

  private final Map<String, NodePath> labels;

  /** The bound devices of which a change is reported. */
  private final Set<NodePath> late = new HashSet<>();

  private Optional<Map<NodePath, Population>> populations = Optional.empty();

  /**
   * Creates the checks for one overlay.
   *
   * @param chain the program's name in messages
   */
  RuntimeRules(Overlay overlay, DeviceTree live, BootChain chain) {
    this.overlay = overlay;
    this.live = live;
    this.chain = chain;
    this.labels = live.symbols();
    for (Overlay.Fixup fixup : overlay.fixups()) {
      for (Overlay.Place place : fixup.places()) {
        if (place.property().equals("target")) {
          targets.putIfAbsent(place.node(), fixup.label());
        }
      }
    }
  }

  List<Diagnostic> problems() {
    for (Fragment fragment : overlay.fragments()) {
      Optional<NodePath> target = target(fragment);
      if (target.isPresent()) {
        early(target.get(), fragment);
        Map<Subject, Span> written = new HashMap<>();
        content(target.get(), fragment.content(), live.node(target.get()), written);
        done.putAll(written);
      }
    }
    symbols();
    return problems;
  }

  /** Returns the target of a fragment. */
  private Optional<NodePath> target(Fragment fragment) {
    Optional<String> label = Optional.ofNullable(targets.get(fragment.path()));
    if (label.isPresent()) {
      return Optional.ofNullable(labels.get(label.get()));
    }
    return fragment
        .node()
        .value("target-path")
        .flatMap(value -> value.string())
        .filter(text -> text.startsWith("/") && !text.contains("//"))
        .map(
            text ->
                text.length() > 1 && text.endsWith("/")
                    ? text.substring(0, text.length() - 1)
                    : text)
        .map(NodePath::new);
  }

  private void early(NodePath target, Fragment fragment) {
    String top = target.isRoot() ? "" : DtNode.baseName(target.names().get(0));
    if (EARLY.contains(top)) {
      Message message =
          Message.of(
              "this fragment has no effect, because {program} reads /{name} only at boot",
              chain.text(),
              top);
      problems.add(
          Diagnostic.warning(
                  VerifyCode.BOOT_TOO_LATE, overlayOrigin(fragment.content().named()), message)
              .about(Subject.of(fragment.path()))
              .note("the node is at", liveOrigin(live.node(target)))
              .help("apply the overlay in the bootloader"));
    }
  }

  private void content(
      NodePath path, DtNode content, Optional<DtNode> existing, Map<Subject, Span> written) {
    for (DtProperty property : content.properties()) {
      if (existing.isEmpty() || !KEPT.contains(property.name())) {
        property(path, property, existing, written);
      }
    }
    existing.ifPresent(node -> bound(path, content, node));
    for (DtNode child : content.children()) {
      NodePath below = path.child(child.name());
      Optional<DtNode> known = existing.flatMap(node -> node.child(child.name()));
      if (known.isEmpty()) {
        once(Subject.of(below), child.named(), () -> added(below), written);
      } else if (known.get().phandle().isPresent() && child.phandle().isPresent()) {
        problems.add(
            refused(
                    child.named(),
                    Subject.of(below),
                    Message.of(
                        "{program} rejects another phandle for {node}, which already has one",
                        chain.text(),
                        below))
                .note(below + " is at", liveOrigin(known))
                .help("remove the label from the overlay's node, and use the base's label"));
      }
      content(below, child, known, written);
    }
  }

  /** Reports a change to a device that has its driver already, which reads nothing again. */
  private void bound(NodePath path, DtNode content, DtNode existing) {
    boolean isBound =
        content.property("status").isEmpty()
            && populations().get(path) instanceof Population.Device device
            && !device.bus().equals("cpu");
    Optional<DtProperty> first =
        content.properties().stream()
            .filter(one -> !KEPT.contains(one.name()) && !one.name().startsWith("#"))
            .filter(
                one ->
                    existing
                        .value(one.name())
                        .filter(value -> value.bytes().equals(one.value().bytes()))
                        .isEmpty())
            .findFirst();
    if (isBound && first.isPresent() && late.add(path)) {
      Message message =
          Message.of(
              "'{property}' has no effect if the driver of {node} is already bound, because {program}"
                  + " does not bind it again",
              first.get().name(),
              path,
              chain.text());
      problems.add(
          Diagnostic.warning(VerifyCode.BOOT_TOO_LATE, overlayOrigin(first.get().span()), message)
              .about(Subject.of(path, first.get().name()))
              .note("the node is at", liveOrigin(Optional.of(existing)))
              .help(
                  "apply the overlay in the bootloader, or release the device and bind it again"));
    }
  }

  private Map<NodePath, Population> populations() {
    if (populations.isEmpty()) {
      populations = Optional.of(Populations.of(live));
    }
    return populations.get();
  }

  private void property(
      NodePath path, DtProperty property, Optional<DtNode> existing, Map<Subject, Span> written) {
    Optional<DtProperty> old = existing.flatMap(node -> node.property(property.name()));
    Subject subject = Subject.of(path, property.name());
    if (old.isEmpty() || !CELLS.contains(property.name())) {
      once(subject, property.span(), () -> set(path, property.name()), written);
    } else if (!old.get().value().bytes().equals(property.value().bytes())) {
      problems.add(
          refused(
                  property.span(),
                  subject,
                  Message.of(
                      "{program} rejects a change to '{property}' in {node}",
                      chain.text(),
                      property.name(),
                      path))
              .note(
                  "'%s' of the base is at".formatted(property.name()),
                  live.origins().of(old.get().span()))
              .help("remove the property, or apply the overlay in the bootloader"));
    }
  }

  private Message added(NodePath path) {
    return Message.of("{program} rejects a second fragment that adds {node}", chain.text(), path);
  }

  private Message set(NodePath path, String property) {
    return Message.of(
        "{program} rejects a second fragment that sets '{property}' of {node}",
        chain.text(),
        property,
        path);
  }

  /** Reports a change that an earlier fragment already makes, which Linux refuses. */
  private void once(
      Subject what, Span place, Supplier<Message> message, Map<Subject, Span> written) {
    Optional<Span> first = Optional.ofNullable(done.get(what));
    if (first.isPresent()) {
      problems.add(
          refused(place, what, message.get())
              .note("the first one is at", overlayOrigin(first.get()))
              .help("combine the two fragments"));
    }
    written.put(what, place);
  }

  /** Reports labels that the live tree already has, or a table of labels that it lacks. */
  private void symbols() {
    Optional<DtNode> table = live.root().child(Overlay.SYMBOLS);
    Optional<DtNode> own = overlay.tree().root().child(Overlay.SYMBOLS);
    boolean blob = overlayOrigin(overlay.tree().root().named()) instanceof Origin.Blob;
    if (own.isPresent() && table.isEmpty() && blob) {
      problems.add(
          refused(
                  own.get().named(),
                  Subject.of(Overlay.SYMBOLS_PATH),
                  Message.of("{program} rejects labels, because the base has none", chain.text()))
              .note("the base is at", liveOrigin(Optional.of(live.root())))
              .help("compile the overlay without -@, or compile the base with -@"));
    }
    Map<String, NodePath> ofOverlay = overlay.tree().symbols();
    for (DtProperty label : own.map(DtNode::properties).orElse(List.of())) {
      Optional<DtProperty> known = table.flatMap(node -> node.property(label.name()));
      if (known.isPresent()) {
        Message message =
            Message.of(
                "{program} rejects a label '{label}', which the base already has",
                chain.text(),
                label.name());
        Optional<DtNode> node = Optional.ofNullable(labels.get(label.name())).flatMap(live::node);
        problems.add(
            refused(
                    labelled(label, ofOverlay),
                    Subject.of(Overlay.SYMBOLS_PATH, label.name()),
                    message)
                .note("the node with this label in the base is at", liveOrigin(node))
                .help("choose another label"));
      }
    }
  }

  /** Returns the place of the node to which a label of the overlay belongs. */
  private Span labelled(DtProperty label, Map<String, NodePath> ofOverlay) {
    return Optional.ofNullable(ofOverlay.get(label.name()))
        .flatMap(overlay.tree()::node)
        .map(DtNode::named)
        .orElse(label.span());
  }

  private Diagnostic refused(Span place, Subject subject, Message message) {
    return Diagnostic.error(VerifyCode.BOOT_REFUSES, overlayOrigin(place), message).about(subject);
  }

  private Origin overlayOrigin(Span span) {
    return overlay.tree().origins().of(span);
  }

  private Origin liveOrigin(Optional<DtNode> node) {
    return live.origins().of(node.map(DtNode::named).orElse(Span.NONE));
  }
}
