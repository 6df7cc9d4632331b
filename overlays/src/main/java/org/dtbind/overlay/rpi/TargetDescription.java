// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.overlay.rpi.TargetValue.TableEntry;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * A target of a parameter, as text for users.
 *
 * @param type for example {@code u32}, {@code boolean} or {@code fragments}
 * @param node the label or path of the changed node; empty for fragments
 * @param property the changed property; empty for fragments
 * @param offset the byte offset of an integer in the property
 * @param fragments each as {@code +N}, {@code -N}, {@code =N} or {@code !N}
 * @param literal the value, if it does not depend on the parameter's value
 * @param values the entries of a table, as {@code KEY=VALUE}; {@code KEY} alone is written
 *     unchanged, and an empty key matches all other values
 * @param before the value of the property if the parameter is not set; empty if there is no such
 *     property
 */
public record TargetDescription(
    String type,
    Optional<String> node,
    Optional<String> property,
    Optional<Integer> offset,
    List<String> fragments,
    Optional<String> literal,
    List<String> values,
    Optional<String> before) {

  public TargetDescription {
    fragments = List.copyOf(fragments);
    values = List.copyOf(values);
  }

  /**
   * {@return descriptions of the targets of parameters, in order}
   *
   * @param tree the unmerged tree that defines the parameters
   */
  public static List<TargetDescription> of(DeviceTree tree, List<Parameter> parameters) {
    CellNames names = new CellNames(tree);
    List<TargetDescription> described = new ArrayList<>();
    for (Parameter parameter : parameters) {
      for (ParameterTarget target : parameter.targets()) {
        described.add(of(tree, names, parameter, target));
      }
    }
    return described;
  }

  private static TargetDescription of(
      DeviceTree tree, CellNames names, Parameter parameter, ParameterTarget target) {
    if (target instanceof ParameterTarget.Fragments fragments) {
      List<String> all =
          fragments.switches().stream().map(one -> sign(one.when()) + one.fragment()).toList();
      return new TargetDescription(
          "fragments",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          all,
          Optional.empty(),
          List.of(),
          Optional.empty());
    }
    ParameterTarget.Property place = (ParameterTarget.Property) target;
    Optional<NodePath> path = names.node(place.phandle());
    Optional<String> node =
        names
            .of(Parameters.PATH, parameter.name(), place.offset(), place.phandle())
            .filter(name -> name.startsWith("&"))
            .or(() -> path.map(NodePath::text));
    Optional<String> literal = Optional.empty();
    List<String> values = new ArrayList<>();
    if (place.value() instanceof TargetValue.Table table) {
      for (TableEntry entry : table.entries()) {
        String value = entry.value().map(v -> "=" + text(names, parameter, v, true)).orElse("");
        values.add(entry.key() + value);
      }
    } else if (!(place.value() instanceof TargetValue.Given)) {
      literal = Optional.of(text(names, parameter, place.value(), false));
    }
    return new TargetDescription(
        place.type().text(),
        Optional.of(node.orElse("phandle 0x%x".formatted(place.phandle()))),
        Optional.of(place.property()),
        place.type().isInteger() ? Optional.of(place.place()) : Optional.empty(),
        List.of(),
        literal,
        values,
        path.flatMap(tree::node).flatMap(found -> before(names, path.get(), found, place)));
  }

  private static String sign(ParameterTarget.When when) {
    return switch (when) {
      case ALWAYS -> "+";
      case NEVER -> "-";
      case TRUE -> "=";
      case FALSE -> "!";
    };
  }

  private static String text(
      CellNames names, Parameter parameter, TargetValue value, boolean signed) {
    if (value instanceof TargetValue.Cell cell) {
      return names
          .of(Parameters.PATH, parameter.name(), cell.offset(), cell.cell())
          .orElse(signed ? Integer.toString(cell.cell()) : Integer.toUnsignedString(cell.cell()));
    }
    return value instanceof TargetValue.Literal literal ? literal.text() : "";
  }

  private static Optional<String> before(
      CellNames names, NodePath path, DtNode node, ParameterTarget.Property target) {
    if (target.property().equals("name") && target.type() == TargetType.STRING) {
      return Optional.of(node.name());
    }
    Optional<PropertyValue> value = node.value(target.property());
    if (target.type() == TargetType.BOOLEAN || target.type() == TargetType.INVERTED) {
      boolean set = value.isPresent() == (target.type() == TargetType.BOOLEAN);
      return Optional.of(set ? "true" : "false");
    }
    return value.flatMap(known -> shown(names, path, known, target));
  }

  private static Optional<String> shown(
      CellNames names, NodePath path, PropertyValue value, ParameterTarget.Property target) {
    Bytes bytes = value.bytes();
    if (target.type().isInteger()) {
      int size = target.type().size();
      if (target.place() > bytes.length() - size) {
        return Optional.empty();
      }
      long number = bytes.number(target.place(), size);
      Optional<String> name =
          size == 4
              ? names.of(path, target.property(), target.place(), (int) number)
              : Optional.empty();
      return name.or(() -> Optional.of("0x" + Long.toHexString(number)));
    }
    if (target.type() == TargetType.STRING && value.string().isPresent()) {
      return value.string();
    }
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < bytes.length() && i < 32; i++) {
      hex.append("%02x".formatted(bytes.get(i)));
    }
    return Optional.of(hex.toString());
  }
}
