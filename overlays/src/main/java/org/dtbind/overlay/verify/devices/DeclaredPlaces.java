// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.devices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.claims.LineClaims.Line;
import org.dtbind.overlay.generate.Declared;
import org.dtbind.overlay.generate.OverlayGeneration;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.GpioSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.report.BindingCode;

/**
 * Moves diagnostics to places in the declaration, because users edit that file and not the overlay
 * that is generated from it.
 */
public final class DeclaredPlaces {

  /** A property of a declared device in the tree. */
  private record Written(Declared device, String property, Origin origin) {}

  private final Stack stack;
  private final Specification specification;
  private final Map<NodePath, Declared> declared;
  private final List<Written> written;

  private DeclaredPlaces(
      Stack stack,
      Specification specification,
      Map<NodePath, Declared> declared,
      List<Written> written) {
    this.stack = stack;
    this.specification = specification;
    this.declared = declared;
    this.written = written;
  }

  /** Finds the places of the declared devices. */
  public static DeclaredPlaces of(Stack stack, Specification specification) {
    Map<NodePath, Declared> declared = new LinkedHashMap<>();
    List<Written> written = new ArrayList<>();
    for (Declared one :
        OverlayGeneration.compare(specification, stack.merged().tree()).value().orElse(List.of())) {
      declared.putIfAbsent(one.node(), one);
      Optional<DtNode> node = stack.merged().at(one.node());
      for (DtProperty property : node.map(DtNode::properties).orElse(List.of())) {
        written.add(new Written(one, property.name(), stack.merged().origin(property.span())));
      }
    }
    return new DeclaredPlaces(stack, specification, declared, written);
  }

  /**
   * Returns diagnostics at their places in the declaration, with notes about the places in the
   * overlay.
   */
  public List<Diagnostic> placed(List<Diagnostic> problems) {
    return problems.stream()
        .map(problem -> place(problem).map(span -> at(problem, span)).orElse(problem))
        .toList();
  }

  /**
   * Returns a diagnostic at its place in the declaration only, because there is no overlay file.
   */
  public Diagnostic moved(Diagnostic problem) {
    return place(problem)
        .map(span -> problem.at(specification.origins().of(span)).withoutFixes())
        .orElse(problem);
  }

  private Optional<Span> place(Diagnostic problem) {
    Optional<Subject> subject = problem.subject();
    Optional<Declared> device = subject.map(Subject::node).map(declared::get);
    if (device.isPresent()) {
      String property = subject.get().property().orElse("");
      return Optional.of(place(device.get(), property, problem, false));
    }
    return declared.values().stream()
        .filter(one -> isChild(problem, one.node()))
        .map(one -> one.device().node().span())
        .findFirst();
  }

  /** A binding reports a child that it does not allow at the parent node. */
  private static boolean isChild(Diagnostic problem, NodePath node) {
    return !node.isRoot()
        && problem.code() == BindingCode.BINDING_FORBIDS
        && problem.subject().equals(Optional.of(Subject.of(node.parent())))
        && problem.argument(BindingCode.NODE).filter(node.name()::equals).isPresent();
  }

  private Diagnostic at(Diagnostic problem, Span span) {
    Origin place = specification.origins().of(span);
    if (isDeclaration(problem.origin(), place)) {
      return problem;
    }
    List<Diagnostic.Note> notes = new ArrayList<>();
    notes.add(new Diagnostic.Note("found in the tree at", problem.origin()));
    problem.notes().stream()
        .map(note -> placed(note, problem))
        .filter(note -> !note.origin().equals(problem.origin()))
        .forEach(notes::add);
    return problem.at(place).notes(notes).withoutFixes();
  }

  /** Moves a note, because the node that causes a conflict may be declared, too. */
  private Diagnostic.Note placed(Diagnostic.Note note, Diagnostic problem) {
    for (Written one : written) {
      if (isWithin(note.origin(), one.origin())) {
        Span place = place(one.device(), one.property(), problem, true);
        if (!place.equals(one.device().device().node().span())) {
          return new Diagnostic.Note(note.message(), specification.origins().of(place));
        }
      }
    }
    return note;
  }

  /** Returns whether a place is a property or one of the entries in its value. */
  private static boolean isWithin(Origin place, Origin property) {
    return place.equals(property)
        || place instanceof Origin.Source inner
            && property instanceof Origin.Source outer
            && inner.file().name().equals(outer.file().name())
            && inner.start() >= outer.start()
            && inner.end() <= outer.end();
  }

  /** Returns whether a diagnostic is already at a place in the declaration. */
  private static boolean isDeclaration(Origin origin, Origin declared) {
    return file(origin).equals(file(declared));
  }

  private static String file(Origin origin) {
    return origin instanceof Origin.Source source ? source.file().name() : "";
  }

  /**
   * Returns the place of a property, or of the line in it that a diagnostic is about.
   *
   * @param other whether the place is that of a note: of the first entry with a line, or of the
   *     other line with a name
   */
  private Span place(Declared declared, String property, Diagnostic problem, boolean other) {
    DeviceSpec device = declared.device();
    List<GpioSpec> gpios = device.gpios();
    if (List.of("gpios", "gpio", "gpio-line-names").contains(property) && !gpios.isEmpty()) {
      return (property.equals("gpio-line-names")
              ? name(gpios, problem, other)
              : line(declared, property, problem, other))
          .orElse(gpios.get(0).span());
    }
    Optional<Span> written =
        device.properties().stream()
            .filter(spec -> spec.name().value().equals(property))
            .map(spec -> spec.name().span())
            .findFirst();
    if (written.isPresent()) {
      return written.get();
    }
    return switch (property) {
      case "compatible" ->
          device.compatible().stream().findFirst().map(Located::span).orElse(device.node().span());
      case "status" -> device.status().map(Located::span).orElse(device.node().span());
      default -> device.node().span();
    };
  }

  private Optional<Span> line(
      Declared declared, String property, Diagnostic problem, boolean other) {
    List<GpioSpec> gpios = declared.device().gpios();
    return stack.merged().lineUses().stream()
        .filter(use -> use.node().equals(declared.node()) && use.property().equals(property))
        .filter(use -> isAbout(problem, Line.of(use)))
        .skip(problem.code() == VerifyCode.LINE_REPEATED && !other ? 1 : 0)
        .filter(use -> use.index() < gpios.size())
        .findFirst()
        .map(use -> gpios.get(use.index()))
        .map(line -> line.offset().map(Located::span).orElse(line.span()));
  }

  private static boolean isAbout(Diagnostic problem, Line line) {
    return problem.argument(Line.LINE).equals(Optional.of(line.number()))
        && problem.argument(Line.CONTROLLER).equals(Optional.of(line.controller().text()));
  }

  /** Returns the place of a name by the number of its line: several lines may have the name. */
  private static Optional<Span> name(List<GpioSpec> gpios, Diagnostic problem, boolean other) {
    if (problem.code() != VerifyCode.LINE_NAME_TWICE) {
      return Optional.empty();
    }
    int index =
        Integer.parseInt(problem.argument(other ? VerifyCode.OTHER_LINE : Line.LINE).orElseThrow());
    return gpios.stream()
        .skip(index)
        .findFirst()
        .flatMap(GpioSpec::name)
        // The tree may have other names than the declaration.
        .filter(name -> problem.argument(VerifyCode.NAME).equals(Optional.of(name.value())))
        .map(Located::span);
  }
}
