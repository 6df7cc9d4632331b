// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.overlay.generate.OverlaySource.Content;
import org.dtbind.overlay.generate.OverlaySource.Fragment;
import org.dtbind.overlay.generate.OverlaySource.Node;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.overlay.generate.OverlaySource.Target;
import org.dtbind.overlay.generate.Placement.PlacedDevice;
import org.dtbind.source.Span;
import org.dtbind.spec.DeclarationProblems;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Generates the overlay that adds to a base what a declaration contains and the base lacks. */
public final class OverlayGeneration {

  private final BaseNodes base;
  private final boolean byPath;
  private final DeclarationProblems problems;
  private final Placement placement;
  private final DeviceProperties properties;
  private final ReplacedLists lists;
  private final DeclaredParameters parameters;
  private final Map<NodePath, List<PlacedDevice>> newBelow = new LinkedHashMap<>();

  private OverlayGeneration(Specification specification, DeviceTree tree, boolean byPath) {
    this.base = new BaseNodes(tree);
    this.byPath = byPath;
    this.problems = new DeclarationProblems(specification.origins());
    this.placement = Placement.of(base, problems, specification.devices());
    ReferenceCells references = new ReferenceCells(base, placement, problems);
    LineSpecifiers lines = new LineSpecifiers(base, placement, references, problems);
    this.properties = new DeviceProperties(references, lines);
    this.lists = new ReplacedLists(base, references);
    this.parameters = new DeclaredParameters(base, placement, lists, problems);
  }

  /**
   * {@return the overlay; present only if there are no errors. If the base lacks nothing, the
   * overlay has no fragments, and a warning says so}
   *
   * @param base the tree for the overlay, with {@code /__symbols__} if overlays may refer to labels
   * @param byPath whether fragments refer to nodes of the base by path even if they have labels
   */
  public static Diagnosed<OverlaySource> generate(
      Specification specification, DeviceTree base, boolean byPath) {
    OverlayGeneration generation = new OverlayGeneration(specification, base, byPath);
    OverlaySource source = generation.source();
    DeclarationProblems problems = generation.problems;
    if (Diagnostic.anyError(problems.all())) {
      return Diagnosed.failed(problems.all());
    }
    boolean allEnabled = generation.disabled().isEmpty();
    if (source.fragments().isEmpty() && allEnabled) {
      boolean declared = !specification.devices().isEmpty();
      problems.warn(
          GenerateCode.NOTHING_LACKS,
          Span.NONE,
          declared
              ? Message.of(
                  "the base already contains everything that is declared, so the overlay is empty")
              : Message.of("the declaration declares no device, so the overlay is empty"),
          declared
              ? "use the base without an overlay: binding existing devices does not require one"
              : "add the devices that the base lacks to 'devices'");
    }
    return Diagnosed.of(source, problems.all());
  }

  /**
   * Like {@link #generate}, for callers to whom it does not matter whether the base lacks anything.
   */
  public static Diagnosed<OverlaySource> lacking(Specification specification, DeviceTree base) {
    Diagnosed<OverlaySource> overlay = generate(specification, base, false);
    return new Diagnosed<>(
        overlay.value(),
        overlay.diagnostics().stream()
            .filter(problem -> problem.code() != GenerateCode.NOTHING_LACKS)
            .toList());
  }

  /**
   * {@return the comparison of each declared device that has a path, in the order of the
   * declaration}
   *
   * @param tree a base, with or without overlays merged into it
   */
  public static Diagnosed<List<Declared>> compare(Specification specification, DeviceTree tree) {
    OverlayGeneration generation = new OverlayGeneration(specification, tree, false);
    List<Declared> compared = new ArrayList<>();
    for (PlacedDevice placed : generation.placement.placedDevices()) {
      List<String> differing =
          placed.isNew()
              ? List.of()
              : generation.differing(placed, false).stream().map(Property::name).toList();
      compared.add(new Declared(placed.device(), placed.path(), placed.isNew(), differing));
    }
    // A comparison adds nothing, so labels that an overlay cannot add do not matter.
    return Diagnosed.of(
        compared,
        generation.problems.all().stream()
            .filter(problem -> problem.code() != GenerateCode.LABEL_NOT_ADDED)
            .toList());
  }

  private OverlaySource source() {
    Map<NodePath, List<Property>> changed = new LinkedHashMap<>();
    Map<NodePath, List<Node>> added = new LinkedHashMap<>();
    List<NodePath> targets = new ArrayList<>();
    for (PlacedDevice placed : placement.placedDevices()) {
      if (placed.isNew()) {
        newBelow.computeIfAbsent(placed.path().parent(), path -> new ArrayList<>()).add(placed);
      }
    }
    for (PlacedDevice placed : placement.placedDevices()) {
      NodePath parent = placed.path().parent();
      if (!placed.isNew()) {
        List<Property> differing = differing(placed, true);
        if (!placed.device().parameters().isEmpty() || !differing.isEmpty()) {
          targets.add(placed.path());
          changed.computeIfAbsent(placed.path(), path -> new ArrayList<>()).addAll(differing);
        }
      } else if (base.at(parent).isPresent()) {
        targets.add(parent);
        added.computeIfAbsent(parent, path -> new ArrayList<>()).add(node(placed));
      }
    }
    List<Fragment> fragments =
        targets.stream()
            .distinct()
            .map(
                path ->
                    new Fragment(
                        target(path),
                        parameters.ofContent(path),
                        new Content(
                            changed.getOrDefault(path, List.of()),
                            added.getOrDefault(path, List.of()))))
            .toList();
    return new OverlaySource(WrittenValue.ofRoot(base.tree()), fragments, parameters.all());
  }

  /** Reports devices to bind whose nodes stay disabled; returns the disabled nodes. */
  private List<NodePath> disabled() {
    Map<NodePath, String> declared = new HashMap<>();
    for (PlacedDevice placed : placement.placedDevices()) {
      placed.device().status().ifPresent(status -> declared.put(placed.path(), status.value()));
    }
    List<NodePath> disabled = new ArrayList<>();
    for (PlacedDevice placed : placement.placedDevices()) {
      Optional<NodePath> cause =
          placed.device().bind().flatMap(bind -> disabled(placed.path(), declared));
      cause.ifPresent(node -> disabled.add(warnOfDisabled(placed, node)));
    }
    return disabled;
  }

  /**
   * Returns the node or its nearest ancestor that is disabled (Devicetree Specification v0.4,
   * section 2.3.4).
   */
  private Optional<NodePath> disabled(NodePath path, Map<NodePath, String> declared) {
    for (NodePath at = path; !at.isRoot(); at = at.parent()) {
      Optional<DtNode> node = base.at(at);
      boolean enabled =
          declared.containsKey(at)
              ? "okay".equals(declared.get(at))
              : node.isEmpty() || node.get().isAvailable();
      if (!enabled) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private NodePath warnOfDisabled(PlacedDevice placed, NodePath cause) {
    boolean isOwn = cause.equals(placed.path());
    problems.warn(
        GenerateCode.DEVICE_DISABLED,
        placed.device().bind().orElseThrow().span(),
        isOwn
            ? Message.of("{node} cannot be bound, because it is disabled", cause)
            : Message.of(
                "{node} cannot be bound, because {cause} is disabled", placed.path(), cause),
        isOwn
            ? "to enable it, add 'status: okay' to this device"
            : "to enable that node, add '- { node: %s, status: okay }' to 'devices'"
                .formatted(cause));
    return cause;
  }

  private Target target(NodePath path) {
    Optional<String> label = byPath ? Optional.empty() : base.symbol(path);
    return label.<Target>map(OverlaySource.ByLabel::new).orElse(new OverlaySource.ByPath(path));
  }

  private Node node(PlacedDevice placed) {
    List<Node> below =
        newBelow.getOrDefault(placed.path(), List.of()).stream().map(this::node).toList();
    List<String> labels = parameters.labels(placed);
    List<Property> declared = properties.of(placed);
    parameters.add(placed, declared, declared);
    Content content = new Content(declared, below);
    return new Node(placed.path().name(), labels, content);
  }

  /**
   * Returns the declared properties that differ from a node of the base.
   *
   * @param written whether the result is for an overlay, which also needs properties that
   *     parameters overwrite
   */
  private List<Property> differing(PlacedDevice placed, boolean written) {
    DtNode node = base.at(placed.path()).orElseThrow();
    List<Property> declared = properties.of(placed);
    List<Property> all = lists.of(node, declared);
    if (written) {
      parameters.add(placed, declared, all);
    }
    return all.stream()
        .filter(
            property ->
                !isEqual(node, property)
                    || written && DeclaredParameters.set(placed.device(), property.name()))
        .toList();
  }

  private boolean isEqual(DtNode node, Property property) {
    Optional<byte[]> former = node.value(property.name()).map(value -> value.bytes().toArray());
    Optional<byte[]> wanted = properties.bytes(property);
    return former.isPresent() && wanted.isPresent() && Arrays.equals(former.get(), wanted.get());
  }
}
