// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import static org.dtbind.overlay.rpi.ParameterCode.PARAMETER;
import static org.dtbind.overlay.rpi.ParameterCode.VALUE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Subject;
import org.dtbind.diag.Wording;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.rpi.TargetValue.TableEntry;
import org.dtbind.source.Limit;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtProperty;

/**
 * Sets parameters in a tree, like {@code dtoverlay_apply_override()}. Use one instance per tree.
 */
public final class ParameterPass {

  private static final Wording TOO_MUCH =
      Wording.of(
          "the values of all parameters up to '{" + PARAMETER + "}' exceed {size} MiB in total");

  private final DeviceTree tree;
  private final EditedTree edited;
  private final List<Diagnostic> problems = new ArrayList<>();

  /** The parameters that have been read, as a parameter may be set many times. */
  private final Map<String, Diagnosed<Parameter>> parameters = new HashMap<>();

  private ParameterPass(DeviceTree tree) {
    this.tree = tree;
    this.edited = new EditedTree(tree);
  }

  /**
   * A tree whose parameters are set.
   *
   * @param changes the changed properties, in order
   */
  public record Result(DeviceTree tree, List<ParameterChange> changes, boolean renamed) {

    public Result {
      changes = List.copyOf(changes);
    }
  }

  /**
   * {@return the tree with its parameters set; present only if there are no errors}
   *
   * @param tree an overlay with resolved phandles, or a base
   * @param settings the values, in order; the tree must define all of these parameters
   */
  public static Diagnosed<Result> apply(DeviceTree tree, List<ParameterSetting> settings) {
    ParameterPass pass = new ParameterPass(tree);
    settings.forEach(pass::set);
    return Diagnostic.anyError(pass.problems)
        ? Diagnosed.failed(pass.problems)
        : Diagnosed.of(
            new Result(pass.edited.freeze(), pass.edited.changes(), pass.edited.isRenamed()),
            pass.problems);
  }

  /**
   * {@return whether a diagnostic is about all values together, so that it does not show which
   * parameter is at fault}
   */
  public static boolean isTooMuch(Diagnostic problem) {
    return problem.message().is(TOO_MUCH);
  }

  /**
   * {@return a diagnostic that none of the trees defines a parameter}
   *
   * @param trees the overlay, if there is one, then the base
   */
  public static Diagnostic unknown(ParameterSetting setting, List<DeviceTree> trees) {
    DeviceTree first = trees.get(0);
    List<String> known =
        trees.stream().flatMap(tree -> Parameters.names(tree).stream()).distinct().toList();
    Diagnostic problem =
        Diagnostic.error(
            ParameterCode.UNKNOWN_PARAMETER,
            first.origins(),
            first.root().named(),
            trees.size() > 1
                ? Message.of(
                    "neither the overlay nor the base has a parameter '{" + PARAMETER + "}'",
                    setting.name())
                : Message.of(
                    "the base does not have a parameter '{" + PARAMETER + "}'", setting.name()));
    List<String> near = Nearest.to(setting.name(), known);
    return near.isEmpty() ? problem : problem.help(Nearest.question(near));
  }

  private void set(ParameterSetting setting) {
    DtProperty property = Parameters.property(tree, setting.name()).orElseThrow();
    if (setting.value().length() > Limit.OVERRIDE_TEXT.most()) {
      fail(
          ParameterCode.PARAMETER_VALUE,
          property,
          Message.of(
              "the value of parameter '{" + PARAMETER + "}' is longer than {limit} bytes",
              setting.name(),
              Limit.OVERRIDE_TEXT.most()));
      return;
    }
    Diagnosed<Parameter> read =
        parameters.computeIfAbsent(setting.name(), name -> OverrideReader.read(tree, property));
    problems.addAll(read.diagnostics());
    if (read.value().isPresent()) {
      for (ParameterTarget target : read.value().get().targets()) {
        if (edited.work() > Limit.OVERRIDE_WORK.most()) {
          fail(
              ParameterCode.OVERRIDE_TOO_LARGE,
              property,
              Message.of(TOO_MUCH, property.name(), Limit.OVERRIDE_WORK.most() >> 20));
          return;
        }
        if (target instanceof ParameterTarget.Fragments fragments) {
          turn(property, fragments, new GivenValue(setting.value()));
        } else if (target instanceof ParameterTarget.Property written) {
          set(property, written, setting);
        }
      }
    }
  }

  private Diagnostic problem(ParameterCode code, DtProperty property, Message message) {
    return Diagnostic.error(code, tree.origins(), property.span(), message)
        .about(Subject.of(Parameters.PATH, property.name()));
  }

  private void fail(ParameterCode code, DtProperty property, Message message) {
    problems.add(problem(code, property, message));
  }

  private void turn(DtProperty property, ParameterTarget.Fragments fragments, GivenValue value) {
    for (ParameterTarget.Switch one : fragments.switches()) {
      Optional<EditedNode> fragment =
          edited
              .fragment("fragment@" + one.fragment())
              .or(() -> edited.fragment("fragment-" + one.fragment()));
      if (fragment.isEmpty()) {
        fail(
            ParameterCode.OVERRIDE_NO_FRAGMENT,
            property,
            Message.of(
                "parameter '{"
                    + PARAMETER
                    + "}' turns fragment {fragment} on or off, but this fragment"
                    + " does not exist",
                property.name(),
                one.fragment()));
        continue;
      }
      boolean isOn =
          switch (one.when()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case TRUE -> value.isOn();
            case FALSE -> !value.isOn();
          };
      Optional<EditedNode> content = fragment.get().child(isOn ? Overlay.DORMANT : Overlay.CONTENT);
      if (content.isPresent()) {
        edited.rename(content.get(), isOn ? Overlay.CONTENT : Overlay.DORMANT);
      }
    }
  }

  private void set(DtProperty property, ParameterTarget.Property target, ParameterSetting setting) {
    Optional<EditedNode> node = edited.byPhandle(target.phandle());
    if (node.isEmpty()) {
      fail(
          ParameterCode.OVERRIDE_NO_NODE,
          property,
          Message.of(
              "parameter '{"
                  + PARAMETER
                  + "}' changes a node with the phandle {phandle}, but its own tree"
                  + " has no such node",
              property.name(),
              "0x%x".formatted(target.phandle())));
      return;
    }
    Optional<GivenValue> mapped = new GivenValue(setting.value()).through(target.value());
    if (mapped.isEmpty()) {
      List<String> keys =
          ((TargetValue.Table) target.value()).entries().stream().map(TableEntry::key).toList();
      refuse(property, setting, "one of " + String.join(", ", keys));
      return;
    }
    GivenValue value = mapped.get();
    TargetWriter writer = new TargetWriter(edited, node.get(), property);
    Optional<String> wanted =
        switch (target.type()) {
          case STRING -> writer.string(target.property(), value);
          case BYTES -> writer.bytes(target.property(), value);
          case BOOLEAN -> writer.flag(target.property(), value, true);
          case INVERTED -> writer.flag(target.property(), value, false);
          default -> writer.integer(target, value);
        };
    wanted.ifPresent(what -> refuse(property, setting, what));
  }

  private void refuse(DtProperty property, ParameterSetting setting, String wanted) {
    Message message =
        Message.of(
            "parameter '{" + PARAMETER + "}' does not accept '{" + VALUE + "}'",
            property.name(),
            setting.value());
    Diagnostic problem =
        problem(ParameterCode.PARAMETER_VALUE, property, message).help("use " + wanted);
    if (!problems.contains(problem)) {
      problems.add(problem); // Several targets may report the same problem.
    }
  }
}
