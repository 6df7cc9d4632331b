// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.devices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Subject;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.KernelDriver;
import org.dtbind.linux.Population;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.overlay.claims.LineClaims.Line;
import org.dtbind.overlay.generate.Declared;
import org.dtbind.overlay.generate.OverlayGeneration;
import org.dtbind.overlay.verify.devices.CheckedDevice.Verdict;
import org.dtbind.overlay.verify.lines.ChipLines;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.spec.AggregatorSpec;
import org.dtbind.spec.LineSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Checks that a stack contains the declared devices, and that the declared drivers can bind to
 * them.
 */
public record DeclaredDevices(Stack stack, Specification specification) {

  /**
   * Returns the checked nodes and the declared ones, with deviations from the declaration.
   *
   * @param devices the checked nodes, with the problems of devices
   */
  public Diagnosed<Map<NodePath, CheckedDevice>> check(
      Diagnosed<Map<NodePath, CheckedDevice>> devices) {
    Map<NodePath, CheckedDevice> checked = new LinkedHashMap<>(devices.value().orElseThrow());
    Diagnosed<List<Declared>> compared =
        OverlayGeneration.compare(specification, stack.merged().tree());
    List<Diagnostic> problems = new ArrayList<>(compared.diagnostics());
    for (Declared declared : compared.value().orElse(List.of())) {
      if (declared.isMissing()) {
        problems.add(
            error(
                    VerifyCode.NOT_IN_STACK,
                    declared.device().node().span(),
                    Message.of(
                        "neither the base nor any of the overlays has {node}", declared.node()))
                .help(
                    "create the overlay with dtbind overlay create, and specify it with the other"
                        + " overlays"));
      } else {
        present(declared, checked, devices.diagnostics(), problems);
      }
    }
    aggregators(problems);
    return Diagnosed.of(checked, problems);
  }

  private void aggregators(List<Diagnostic> problems) {
    if (specification.aggregators().isEmpty()) {
      return;
    }
    ChipLines chips = new ChipLines(stack.merged().tree());
    Map<String, List<TreeLine>> named = new HashMap<>();
    Map<NodePath, Map<Integer, TreeLine>> numbered = new HashMap<>();
    for (TreeLine line : chips.gpio().lines()) {
      // The tree holds names as bytes.
      String name = Bytes.latin1(line.name()).utf8();
      named.computeIfAbsent(name, any -> new ArrayList<>()).add(line);
      line.offset()
          .ifPresent(
              offset ->
                  numbered
                      .computeIfAbsent(line.controller().node(), any -> new HashMap<>())
                      .putIfAbsent(offset, line));
    }
    Stream<String> declared =
        specification.devices().stream()
            .flatMap(device -> device.gpios().stream())
            .flatMap(line -> line.name().stream())
            .map(Located::value);
    Set<String> names =
        Stream.concat(named.keySet().stream(), declared).collect(Collectors.toSet());
    for (AggregatorSpec aggregator : specification.aggregators()) {
      for (LineSpec line : aggregator.lines()) {
        if (line instanceof LineSpec.Named one) {
          name(one.name(), names).ifPresent(problems::add);
          List<TreeLine> known = named.getOrDefault(one.name().value(), List.of());
          if (known.size() == 1) {
            taken(one, known.get(0)).ifPresent(problems::add);
          }
        } else if (line instanceof LineSpec.OfChip of) {
          offsets(of, chips).ifPresent(problems::add);
          Map<Integer, TreeLine> known =
              chips
                  .labelled(of.chip().value())
                  .map(chip -> numbered.getOrDefault(chip.node(), Map.of()))
                  .orElse(Map.of());
          of.offsets().value().stream()
              .flatMap(offset -> Optional.ofNullable(known.get(offset)).stream())
              .flatMap(found -> taken(of, found).stream())
              .forEach(problems::add);
        }
      }
    }
  }

  private Optional<Diagnostic> name(Located<String> name, Set<String> names) {
    if (names.contains(name.value()) || LineSpec.isChipAndOffsets(name.value())) {
      return Optional.empty();
    }
    List<String> near = Nearest.to(name.value(), names);
    return Optional.of(
        Diagnostic.warning(
                VerifyCode.LINE_UNKNOWN,
                specification.origins(),
                name.span(),
                Message.of("no GPIO line is named '{name}'", name))
            .help(
                near.isEmpty()
                    ? "correct the name, unless a driver or another overlay gives a line this name"
                    : Nearest.question(near)));
  }

  /** Reports that a node requests a line of an aggregator. */
  private Optional<Diagnostic> taken(LineSpec line, TreeLine treeLine) {
    return treeLine.uses().stream()
        .filter(use -> !use.isInterrupt())
        .findFirst()
        .map(
            use ->
                error(
                        VerifyCode.LINE_TAKEN,
                        line.span(),
                        Message.of(
                            Line.TEXT + " is taken by {node}",
                            treeLine.offset().map(String::valueOf).orElse(treeLine.name()),
                            treeLine.controller().node(),
                            use.node()))
                    .note(
                        "taken at", stack.merged().origin(stack.place(use.node(), use.property())))
                    .help("choose another line, or disable the other node"));
  }

  private Optional<Diagnostic> offsets(LineSpec.OfChip of, ChipLines chips) {
    return chips
        .beyond(of)
        .map(message -> error(VerifyCode.LINE_OUT_OF_RANGE, of.offsets().span(), message));
  }

  private void present(
      Declared declared,
      Map<NodePath, CheckedDevice> checked,
      List<Diagnostic> ofDevices,
      List<Diagnostic> problems) {
    NodePath path = declared.node();
    DtNode node = stack.merged().at(path).orElseThrow();
    for (String property : declared.differing()) {
      problems.add(
          error(
                  VerifyCode.NOT_AS_DECLARED,
                  declared.device().span(),
                  Message.of("'{property}' of {node} differs from the declaration", property, path))
              .note("the actual value is at", stack.merged().origin(stack.place(path, property))));
    }
    CheckedDevice device = new Devices(stack).check(path, node, true);
    boolean known = Optional.ofNullable(checked.put(path, device)).isPresent();
    Optional<Located<String>> driver = declared.device().bind();
    boolean wanted =
        driver.isPresent()
            || !declared.device().gpios().isEmpty()
            || declared.device().access().values().isSpecified();
    if (wanted && (device.verdict() == Verdict.NO || device.verdict() == Verdict.OFF)) {
      if (!known || ofDevices.stream().noneMatch(problem -> isAbout(problem, path))) {
        Diagnostic problem =
            error(
                VerifyCode.NO_DEVICE,
                declared.device().node().span(),
                Message.of(
                    "Linux creates no device for this node: {reason}", device.population().text()));
        problems.add(new Devices(stack).about(device, problem));
      }
    } else if (driver.isPresent()) {
      bindable(driver.get(), node, device, problems);
    }
  }

  private static boolean isAbout(Diagnostic problem, NodePath path) {
    return problem.code() == VerifyCode.NO_DEVICE
        && problem.subject().equals(Optional.of(Subject.of(path)));
  }

  private void bindable(
      Located<String> driver, DtNode node, CheckedDevice device, List<Diagnostic> problems) {
    Span span = driver.span();
    Optional<GenericDriver> generic = GenericDriver.named(driver.value());
    if (generic.isEmpty()) {
      if (NodeChain.buses(device.node(), device.population()).isEmpty()) {
        problems.add(written(unknownBus(driver, device), device.node()));
      }
      return;
    }
    String bus = generic.get().bus();
    for (Population.Device one : NodeChain.devices(device.population())) {
      if (!one.bus().equals(bus)) {
        Message message =
            Message.of(
                "{driver} binds to devices on the {expected} bus, but {node} becomes {bus} device"
                    + " {device}",
                driver,
                bus,
                device.node(),
                one.bus(),
                one.name());
        problems.add(written(error(VerifyCode.WRONG_BUS, span, message), device.node()));
        return;
      }
    }
    if (generic.get() == GenericDriver.GPIO_AGGREGATOR && !LineUses.canBeAggregated(node)) {
      Message message =
          Message.of("{node} has no 'gpios' property, which gpio-aggregator needs", device.node());
      problems.add(written(error(VerifyCode.NO_LINES, span, message), device.node()));
    }
    List<KernelDriver> real = KernelDriver.of(node.compatible());
    if (!real.isEmpty()) {
      Message message =
          Message.of(
              "{driver} binds to {node} first if the kernel has this driver",
              real.get(0).text(),
              device.node());
      problems.add(
          written(
                  Diagnostic.warning(
                      VerifyCode.OTHER_DRIVER, specification.origins(), span, message),
                  device.node())
              .help("if that driver is bound to the device, use 'dtbind bind' with --force"));
    }
  }

  private Diagnostic unknownBus(Located<String> driver, CheckedDevice device) {
    return Diagnostic.warning(
            VerifyCode.BUS_UNKNOWN,
            specification.origins(),
            driver.span(),
            Message.of(
                "the bus of {node} is not known: it {reason}",
                device.node(),
                device.population().text()))
        .help(
            "bind the device on the target with dtbind apply, because 'dtbind export target' and"
                + " 'dtbind export yocto' need to know the bus");
  }

  private Diagnostic written(Diagnostic problem, NodePath path) {
    return problem.note(path + " is at", stack.merged().origin(stack.place(path)));
  }

  private Diagnostic error(VerifyCode code, Span span, Message message) {
    return Diagnostic.error(code, specification.origins(), span, message);
  }
}
