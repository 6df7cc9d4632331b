// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.BootOption;
import org.dtbind.cli.option.KernelOptions;
import org.dtbind.cli.option.NamedOverlays;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.generate.Declared;
import org.dtbind.overlay.generate.GeneratedTree;
import org.dtbind.overlay.generate.OverlayGeneration;
import org.dtbind.overlay.generate.OverlaySource;
import org.dtbind.overlay.verify.BaseWithOverlays;
import org.dtbind.simulate.DeclaredEntry;
import org.dtbind.simulate.NotSimulated;
import org.dtbind.simulate.SimulatedTree;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;
import org.dtbind.spec.AggregatorSpec;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/** The options of {@code dtbind try} for the tree and declaration. Picocli fills them in. */
final class TryInput implements ArgumentGroup {

  private static final Path NONE = Path.of("");

  private static final String AT_BOOT =
      "the sandbox boots only once: add --system to try the files for each boot";

  private Optional<Path> spec = Optional.empty();
  private List<Path> overlays = new ArrayList<>();
  private final BootOption boot = BootOption.merging();
  private final NamedOverlays named =
      new NamedOverlays("the tree", () -> this.overlays.size(), boot);
  private final SourceOptions source = new SourceOptions();
  private final KernelOptions target = new KernelOptions();
  private Path file = NONE;

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--spec")
        .label("F")
        .description(
            "Declaration to apply after the kernel has booted. Before the kernel boots, dtbind adds "
                + "declared devices that are missing from the tree, as 'overlay create' would.")
        .value(Path.class, value -> spec = Optional.of(value));
    arguments
        .option("--overlay")
        .label("O")
        .description(
            "Overlay (source or blob) to apply to the tree. May be repeated; the order matters.")
        .list(Path.class, value -> overlays = value);
    arguments.add(named);
    arguments.add(boot);
    arguments.add(source);
    arguments.add(target);
    arguments
        .parameter("FILE")
        .index("0")
        .arity("0..1")
        .description(
            "The devicetree: a source file, a blob, or a directory such as /proc/device-tree.")
        .value(Path.class, value -> file = value);
  }

  /** Returns whether the command line has a devicetree. */
  boolean isGiven() {
    return !file.equals(NONE);
  }

  /**
   * The tree of a board.
   *
   * @param added nodes that the declaration added
   * @param without entries of the declaration that cannot be simulated
   * @param declared the nodes of the declared devices, in the order of the declaration
   * @param applied the part of the declaration that is applied in the sandbox
   */
  record Board(
      List<NodePath> added,
      NotSimulated without,
      List<NodePath> declared,
      Optional<Specification> applied,
      SimulatedTree simulated) {
    Board {
      added = List.copyOf(added);
      declared = List.copyOf(declared);
    }

    /** {@return whether the declaration changes nothing in the sandbox} */
    boolean appliesNothing() {
      return accesses().isEmpty();
    }

    /** {@return what the entries specify that are applied in the sandbox} */
    List<Access> accesses() {
      return applied.stream()
          .flatMap(
              all ->
                  Stream.concat(
                      all.devices().stream()
                          .filter(
                              spec ->
                                  spec.bind().isPresent() || spec.access().values().isSpecified())
                          .map(DeviceSpec::access),
                      all.aggregators().stream().map(AggregatorSpec::access)))
          .map(DeclaredAccess::values)
          .toList();
    }
  }

  /**
   * The inputs, from which the tree for any kernel is made.
   *
   * @param tree the tree of the board, with all overlays and declared nodes
   * @param added nodes that the declaration added
   * @param target what is known about the kernel of the board
   */
  record Inputs(
      DeviceTree tree,
      List<NodePath> added,
      Optional<Specification> declaration,
      List<Declared> devices,
      TargetKernel target) {
    Inputs {
      added = List.copyOf(added);
      devices = List.copyOf(devices);
    }

    /**
     * Returns the board for a kernel.
     *
     * @param kernel what is known about the kernel to boot, which is not the kernel of the board
     * @param bootsOnce whether the sandbox boots without the files that apply a declaration at each
     *     boot
     */
    Board on(TargetKernel kernel, boolean bootsOnce) {
      SimulatedTree simulated = SimulatedTree.of(tree, kernel, target);
      return declaration
          .map(specification -> board(simulated, specification, bootsOnce))
          .orElseGet(
              () ->
                  new Board(List.of(), NotSimulated.NONE, List.of(), Optional.empty(), simulated));
    }

    private Board board(SimulatedTree simulated, Specification specification, boolean bootsOnce) {
      NotSimulated hardware = NotSimulated.of(specification, devices, simulated, !bootsOnce);
      Specification applied = DeclaredEntry.without(specification, hardware.leftOut());
      List<NotSimulated.Part> parts = new ArrayList<>(hardware.parts());
      if (bootsOnce) {
        devices.stream()
            .filter(one -> applied.devices().contains(one.device()))
            .forEach(one -> atBoot(one.device().access(), one.node().text(), parts));
        applied
            .aggregators()
            .forEach(spec -> atBoot(spec.access(), "aggregator " + spec.name().value(), parts));
      }
      return new Board(
          added,
          new NotSimulated(parts),
          devices.stream().map(Declared::node).distinct().toList(),
          Optional.of(applied),
          simulated);
    }
  }

  Optional<Path> spec() {
    return spec;
  }

  /**
   * Returns a file with the declaration that the sandbox can show. A declaration from a pipe is
   * copied to a temporary file.
   */
  Optional<Path> specFile(InputFiles inputs, Path temporary) throws IOException {
    Optional<Bytes> stream = spec.isPresent() ? inputs.stream(spec.get()) : Optional.empty();
    if (stream.isEmpty()) {
      return spec;
    }
    return Optional.of(Files.write(temporary.resolve("bindings.yaml"), stream.get().toArray()));
  }

  /** Reads all inputs; returns empty if one has errors, after showing them. */
  Optional<Inputs> read(Session session) throws IOException {
    Optional<BaseWithOverlays> read = named.read(session, source, file, overlays);
    boolean failed = read.isEmpty();
    Optional<Specification> declared = Optional.empty();
    if (spec.isPresent()) {
      Diagnosed<Specification> specification = SpecOption.read(session.inputs(), spec.get());
      failed |= session.diagnostics().show(specification);
      declared = specification.value();
    }
    if (failed) {
      return Optional.empty();
    }
    BaseWithOverlays stack = read.orElseThrow();
    if (Overlay.isOverlay(stack.base())) {
      String name = InputFiles.name(file);
      session
          .messages()
          .error(
              "%s is an overlay, not the devicetree of a board%n  help: specify the board's devicetree, and the overlay with --overlay %s"
                  .formatted(name, name));
      return Optional.empty();
    }
    TargetKernel kernel = target.read(session.inputs());
    Optional<DeviceTree> merged = NamedOverlays.merge(session.diagnostics(), stack);
    return merged.isEmpty() || declared.isEmpty()
        ? merged.map(tree -> new Inputs(tree, List.of(), Optional.empty(), List.of(), kernel))
        : declared(session, merged.get(), declared.get(), kernel);
  }

  private static Optional<Inputs> declared(
      Session session, DeviceTree base, Specification specification, TargetKernel kernel) {
    Diagnosed<List<Declared>> compared = OverlayGeneration.compare(specification, base);
    List<Declared> devices = compared.value().orElse(List.of());
    Inputs inputs = new Inputs(base, List.of(), Optional.of(specification), devices, kernel);
    List<NodePath> added = new ArrayList<>();
    for (Declared declared : devices) {
      if (declared.isMissing() || !declared.differing().isEmpty()) {
        added.add(declared.node());
      }
    }
    if (compared.hasErrors() || added.isEmpty()) {
      return session.diagnostics().show(compared) ? Optional.empty() : Optional.of(inputs);
    }
    Diagnosed<OverlaySource> lacking = OverlayGeneration.generate(specification, base, true);
    Diagnosed<Overlay> overlay =
        lacking.then(GeneratedTree::of).then(tree -> OverlayReader.read("the declaration", tree));
    if (session.diagnostics().show(overlay) || overlay.value().isEmpty()) {
      return Optional.empty();
    }
    BaseWithOverlays all =
        BaseWithOverlays.of(base, List.of(overlay.value().get()), Optional.empty());
    return NamedOverlays.merge(session.diagnostics(), all)
        .map(tree -> new Inputs(tree, added, inputs.declaration(), devices, kernel));
  }

  /** Adds a part for an entry that is to be applied at each boot. */
  private static void atBoot(DeclaredAccess access, String name, List<NotSimulated.Part> parts) {
    if (access.persist().filter(Located::value).isPresent()) {
      parts.add(new NotSimulated.Part(Optional.empty(), "'persist: true' of " + name, AT_BOOT));
    }
  }
}
