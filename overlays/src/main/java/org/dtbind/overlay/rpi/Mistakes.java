// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.source.Limit;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** Finds mistakes in the definition of an overlay's parameters. Use one instance per overlay. */
public final class Mistakes {

  private static final String REG = "reg";
  private static final int CELL = 4;

  private final DeviceTree tree;
  private final CellNames names;
  private final Set<Diagnostic> problems = new LinkedHashSet<>();
  private final Set<String> switched = new HashSet<>();

  private Mistakes(DeviceTree tree) {
    this.tree = tree;
    this.names = new CellNames(tree);
  }

  public static List<Diagnostic> of(DeviceTree overlay) {
    Diagnosed<List<Parameter>> parameters = Parameters.of(overlay);
    Mistakes mistakes = new Mistakes(overlay);
    for (Parameter parameter : parameters.value().orElse(List.of())) {
      for (ParameterTarget target : parameter.targets()) {
        if (mistakes.problems.size() > Limit.PROBLEMS.most()) {
          break;
        }
        if (target instanceof ParameterTarget.Fragments fragments) {
          mistakes.fragments(parameter, fragments);
        } else if (target instanceof ParameterTarget.Property place) {
          mistakes.property(parameter, place);
        }
      }
    }
    mistakes.twice();
    boolean isWhole = parameters.diagnostics().isEmpty();
    if (isWhole) {
      mistakes.neverOn();
    }
    List<Diagnostic> all = new ArrayList<>(parameters.diagnostics());
    all.addAll(mistakes.problems);
    return all;
  }

  private void fragments(Parameter parameter, ParameterTarget.Fragments fragments) {
    for (ParameterTarget.Switch one : fragments.switches()) {
      Optional<DtNode> fragment =
          tree.root()
              .child("fragment@" + one.fragment())
              .or(() -> tree.root().child("fragment-" + one.fragment()));
      if (fragment.isPresent()) {
        if (one.when() != ParameterTarget.When.NEVER) {
          switched.add(fragment.get().name());
        }
      } else {
        Message message =
            Message.of(
                "parameter '{parameter}' turns fragment {fragment} on or off, but there is no"
                    + " fragment@{fragment}",
                parameter.name(),
                one.fragment());
        report(
            MistakeCode.PARAMETER_NO_FRAGMENT,
            parameter,
            message,
            "correct the number; otherwise, setting the parameter fails (numbers that begin with 0x"
                + " are hexadecimal; other numbers that begin with 0 are octal)");
      }
    }
  }

  private void property(Parameter parameter, ParameterTarget.Property target) {
    Optional<NodePath> path = names.node(target.phandle());
    Optional<DtNode> node = path.flatMap(tree::node);
    if (node.isEmpty()) {
      unknown(parameter, target);
      return;
    }
    List<String> steps = path.get().names();
    boolean inFragment = !steps.isEmpty() && Overlay.isFragment(steps.get(0));
    boolean isTarget =
        target.property().equals("target") || target.property().equals("target-path");
    if (inFragment && steps.size() == 1 && !isTarget) {
      Message message =
          Message.of(
              "parameter '{parameter}' sets '{property}' of {node} itself, which is not merged into"
                  + " the base",
              parameter.name(),
              target.property(),
              path.get());
      report(
          MistakeCode.PARAMETER_FRAGMENT_LABEL,
          parameter,
          message,
          "move the label from the fragment to its __overlay__ node");
    } else if (!inFragment) {
      Message message =
          Message.of(
              "parameter '{parameter}' changes {node}, which is not in any fragment",
              parameter.name(),
              path.get());
      report(
          MistakeCode.PARAMETER_NO_EFFECT,
          parameter,
          message,
          "move the node into the __overlay__ node of a fragment");
    } else if (target.property().equals(REG)) {
      reg(parameter, target, path.get(), node.get());
    } else if (!isWrongNumber(parameter, target, path.get(), node.get())) {
      size(parameter, target, path.get(), node.get());
    }
  }

  private void unknown(Parameter parameter, ParameterTarget.Property target) {
    Optional<String> name =
        names.of(Parameters.PATH, parameter.name(), target.offset(), target.phandle());
    Message message =
        name.isPresent()
            ? Message.of(
                "parameter '{parameter}' changes {reference}, which is not in the overlay",
                parameter.name(),
                name.get())
            : Message.of(
                "parameter '{parameter}' changes a node with the phandle {phandle}, which is not"
                    + " in the overlay",
                parameter.name(),
                "0x%x".formatted(target.phandle()));
    report(
        MistakeCode.PARAMETER_NO_NODE,
        parameter,
        message,
        "add a fragment that targets the node, label the fragment's __overlay__ node, and use"
            + " that label here");
  }

  private void reg(
      Parameter parameter, ParameterTarget.Property target, NodePath path, DtNode node) {
    Optional<PropertyValue> reg = node.value(REG);
    int length = reg.map(value -> value.bytes().length()).orElse(0);
    if (target.type() == TargetType.STRING) {
      report(
          MistakeCode.PARAMETER_REG_SIZE,
          parameter,
          Message.of(
              "parameter '{parameter}' sets 'reg' of {node} to text", parameter.name(), path),
          "to set the first cell, write reg:0");
    } else if (reg.isEmpty() && target.type().isInteger()) {
      if (node.name().indexOf('@') < 0 || target.place() != 0) {
        report(
            MistakeCode.PARAMETER_NO_EFFECT,
            parameter,
            Message.of(
                "parameter '{parameter}' sets 'reg' of {node}, which has no 'reg'",
                parameter.name(),
                path),
            "add 'reg' to the node, because the firmware does not create it");
      }
    } else if (target.type().isInteger()) {
      cells(parameter, target, path, length);
    }
  }

  /** Reports a number that is not in whole cells of {@code reg}. */
  private void cells(
      Parameter parameter, ParameterTarget.Property target, NodePath path, int length) {
    int size = target.type().size();
    if (target.place() + size > length) {
      Message message =
          Message.of(
              "parameter '{parameter}' writes {size} at offset {offset} of 'reg' in {node}, but"
                  + " 'reg' is only {limit} long",
              parameter.name(),
              bytes(size),
              target.place(),
              path,
              bytes(length));
      report(
          MistakeCode.PARAMETER_REG_SIZE,
          parameter,
          message,
          "write reg:OFFSET to set one cell, or write all cells of 'reg' in the overlay; the"
              + " firmware does not lengthen 'reg', but leaves it unchanged");
    } else if (size < CELL || target.place() % CELL != 0) {
      Message message =
          Message.of(
              "parameter '{parameter}' writes {size} at offset {offset} of 'reg' in {node}, but"
                  + " 'reg' consists of cells",
              parameter.name(),
              bytes(size),
              target.place(),
              path);
      report(
          MistakeCode.PARAMETER_REG_SIZE,
          parameter,
          message,
          "write reg:0 for the first cell, and reg:4 for the second (a cell is 4 bytes long, with"
              + " the most significant byte first)");
    }
  }

  /** Reports parameters whose first definition is replaced. */
  private void twice() {
    for (DtProperty property :
        tree.root().child(Parameters.OVERRIDES).map(DtNode::properties).orElse(List.of())) {
      List<Span> written = property.written();
      if (written.size() > 1 && problems.size() <= Limit.PROBLEMS.most()) {
        problems.add(
            Diagnostic.warning(
                    MistakeCode.PARAMETER_TWICE,
                    tree.origins(),
                    property.span(),
                    Message.of(
                        "parameter '{parameter}' replaces an earlier one of the same name",
                        property.name()))
                .about(Subject.of(Parameters.PATH, property.name()))
                .note("the earlier one is at", tree.origins().of(written.get(written.size() - 2)))
                .help("to set both, write one property with the targets of both"));
      }
    }
  }

  /** Reports a number from a user in place of a phandle, or for a misspelled property. */
  private boolean isWrongNumber(
      Parameter parameter, ParameterTarget.Property target, NodePath path, DtNode node) {
    if (!target.type().isInteger() || !(target.value() instanceof TargetValue.Given)) {
      return false;
    }
    Optional<PropertyValue> value = node.value(target.property());
    if (value.flatMap(one -> one.reference(target.place())).isPresent()) {
      report(
          MistakeCode.PARAMETER_PHANDLE,
          parameter,
          Message.of(
              "parameter '{parameter}' writes a number over the phandle at offset {offset} of"
                  + " '{property}' in {node}",
              parameter.name(),
              target.place(),
              target.property(),
              path),
          "the first number after the phandle is at offset %d: %s:%d"
              .formatted(target.place() + CELL, target.property(), target.place() + CELL));
      return true;
    }
    List<String> near =
        value.isPresent()
            ? List.of()
            : Nearest.slips(
                target.property(), node.properties().stream().map(DtProperty::name).toList());
    if (near.isEmpty()) {
      return false;
    }
    report(
        MistakeCode.PARAMETER_NO_EFFECT,
        parameter,
        Message.of(
            "parameter '{parameter}' sets '{property}' of {node}, which the node does not have",
            parameter.name(),
            target.property(),
            path),
        Nearest.question(near));
    return true;
  }

  private void size(
      Parameter parameter, ParameterTarget.Property target, NodePath path, DtNode node) {
    boolean isOdd = target.type() == TargetType.U16 || target.type() == TargetType.U64;
    Optional<PropertyValue> value = isOdd ? node.value(target.property()) : Optional.empty();
    int length = value.map(known -> known.bytes().length()).orElse(0);
    int size = target.type().size();
    if (length > 0 && target.place() + size > length) {
      Message message =
          Message.of(
              "parameter '{parameter}' writes {size} at offset {offset} of '{property}' in {node},"
                  + " but '{property}' is only {limit} long",
              parameter.name(),
              bytes(size),
              target.place(),
              target.property(),
              path,
              bytes(length));
      report(
          MistakeCode.PARAMETER_SIZE,
          parameter,
          message,
          "to prevent the property from becoming longer, use another separator ('.' writes 1 byte,"
              + " ';' 2 bytes, ':' 4 bytes, and '#' 8 bytes)");
    }
  }

  private static String bytes(int number) {
    return number == 1 ? "1 byte" : number + " bytes";
  }

  /** Reports fragments that are turned off and that no parameter turns on. */
  private void neverOn() {
    for (DtNode fragment : tree.root().children()) {
      Optional<DtNode> content = fragment.child(Overlay.DORMANT);
      boolean isOff =
          Overlay.isFragment(fragment.name())
              && content.isPresent()
              && fragment.child(Overlay.CONTENT).isEmpty();
      if (isOff && !switched.contains(fragment.name())) {
        Span place = content.get().named();
        String number = fragment.name().substring("fragment@".length());
        Diagnostic problem =
            Diagnostic.warning(
                    MistakeCode.FRAGMENT_NEVER_ON,
                    tree.origins(),
                    place.isKnown() ? place : fragment.named(),
                    Message.of(
                        "'{fragment}' is turned off, and no parameter turns it on",
                        fragment.name()))
                .about(Subject.of(NodePath.ROOT.child(fragment.name())));
        problems.add(
            problem.help(
                "rename this node to __overlay__, or add a parameter that turns the fragment on:"
                    + " name = <0>,\"+"
                    + number
                    + "\""));
      }
    }
  }

  private void report(MistakeCode code, Parameter parameter, Message message, String help) {
    DtProperty property = parameter.property();
    problems.add(
        Diagnostic.error(code, tree.origins(), property.span(), message)
            .as(code.level())
            .about(Subject.of(Parameters.PATH, property.name()))
            .help(help));
  }
}
