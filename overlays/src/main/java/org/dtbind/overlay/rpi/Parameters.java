// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.source.Limit;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/** The parameters of an overlay or a base: the properties of {@code /__overrides__}. */
public final class Parameters {

  public static final String OVERRIDES = "__overrides__";

  /** The path of the node. */
  public static final NodePath PATH = NodePath.ROOT.child(OVERRIDES);

  private Parameters() {}

  /**
   * {@return the well-formed parameters, in order, and diagnostics about the others}
   *
   * @param tree an overlay or a base
   */
  public static Diagnosed<List<Parameter>> of(DeviceTree tree) {
    List<Parameter> parameters = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    int targets = 0;
    for (DtProperty property : properties(tree)) {
      Diagnosed<Parameter> read = OverrideReader.read(tree, property);
      read.value().ifPresent(parameters::add);
      problems.addAll(read.diagnostics());
      targets += read.value().map(parameter -> parameter.targets().size()).orElse(0);
      if (targets > Limit.OVERRIDE_ALL_TARGETS.most()) {
        Message message =
            Message.of(
                "all parameters together have more than {limit} targets; this one and all later"
                    + " ones are ignored",
                Limit.OVERRIDE_ALL_TARGETS.most());
        problems.add(
            Diagnostic.error(
                    ParameterCode.OVERRIDE_TOO_LARGE, tree.origins(), property.span(), message)
                .about(Subject.of(PATH, property.name())));
        break;
      }
      if (problems.size() > Limit.PROBLEMS.most()) {
        break;
      }
    }
    return Diagnosed.of(parameters, problems);
  }

  static List<String> names(DeviceTree tree) {
    return properties(tree).stream().map(DtProperty::name).toList();
  }

  /**
   * {@return the property of {@code /__overrides__} that defines a parameter}
   *
   * @param tree an overlay or a base
   */
  public static Optional<DtProperty> property(DeviceTree tree, String name) {
    return tree.root().child(OVERRIDES).flatMap(node -> node.property(name));
  }

  private static List<DtProperty> properties(DeviceTree tree) {
    return tree.root().child(OVERRIDES).map(DtNode::properties).orElse(List.of()).stream()
        .filter(property -> !property.name().equals("phandle"))
        .toList();
  }
}
