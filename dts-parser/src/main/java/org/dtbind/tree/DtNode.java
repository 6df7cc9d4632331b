// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Span;

/**
 * A node and all below it.
 *
 * @param name with its unit address; empty for the root
 * @param labels names source gives to it, in the order dtc keeps
 * @param properties in order
 * @param children in order
 * @param named where it was first named; {@link Span#NONE} where no source did
 * @param written every place that added to it, in order
 */
public record DtNode(
    String name,
    List<Label> labels,
    List<DtProperty> properties,
    List<DtNode> children,
    Span named,
    List<Span> written) {

  private static final String PHANDLE = "phandle";

  /** What it was called before ePAPR 1.0 gave it a name without the operating system's. */
  private static final String OLD_PHANDLE = "linux,phandle";

  /** Copies the lists. */
  public DtNode {
    labels = List.copyOf(labels);
    properties = List.copyOf(properties);
    children = List.copyOf(children);
    written = List.copyOf(written);
  }

  /**
   * Creates a node whose name has no position of its own, such as one from a blob: its position is
   * the first one of the node.
   *
   * @param name with its unit address; empty for the root
   * @param labels names source gives to it
   * @param properties in order
   * @param children in order
   * @param written every place that added to it, in order
   */
  public DtNode(
      String name,
      List<Label> labels,
      List<DtProperty> properties,
      List<DtNode> children,
      List<Span> written) {
    this(
        name,
        labels,
        properties,
        children,
        written.isEmpty() ? Span.NONE : written.get(0),
        written);
  }

  /** Returns this and all below it without properties that say the node's name again. */
  DtNode withoutNames() {
    List<DtProperty> names = properties.stream().filter(p -> p.name().equals("name")).toList();
    boolean redundant =
        names.size() == 1
            && names.get(0).value().string().filter(baseName(name)::equals).isPresent();
    return new DtNode(
        name,
        labels,
        redundant ? properties.stream().filter(p -> !p.name().equals("name")).toList() : properties,
        children.stream().map(DtNode::withoutNames).toList(),
        named,
        written);
  }

  /**
   * {@return the property of that name}
   *
   * @param wanted the name
   */
  public Optional<DtProperty> property(String wanted) {
    for (DtProperty property : properties) {
      if (property.name().equals(wanted)) {
        return Optional.of(property);
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the value of the property of that name}
   *
   * @param wanted the name
   */
  public Optional<PropertyValue> value(String wanted) {
    Optional<DtProperty> property = property(wanted);
    return property.isPresent() ? Optional.of(property.get().value()) : Optional.empty();
  }

  /**
   * {@return the one cell of the property of that name; empty if there is none, or not just one
   * cell}
   *
   * @param property its name
   */
  public Optional<Integer> cell(String property) {
    return value(property).flatMap(PropertyValue::cell);
  }

  /**
   * {@return the cells of the property of that name; none if it has none, or is not made of cells}
   *
   * @param property its name
   */
  public List<Integer> cells(String property) {
    return value(property).flatMap(PropertyValue::cells).orElse(List.of());
  }

  /**
   * {@return the strings of the property of that name; none if it has none, or is not made of
   * strings}
   *
   * @param property its name
   */
  public List<String> strings(String property) {
    return value(property).flatMap(PropertyValue::strings).orElse(List.of());
  }

  /**
   * {@return the child of that name}
   *
   * @param wanted the name with its unit address
   */
  public Optional<DtNode> child(String wanted) {
    for (DtNode child : children) {
      if (child.name.equals(wanted)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** {@return the name without its unit address} */
  public String baseName() {
    return baseName(name);
  }

  /**
   * {@return a node's name without its unit address}
   *
   * @param name with or without one
   */
  public static String baseName(String name) {
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  /** {@return the unit address; empty if the name has none} */
  public String unitAddress() {
    int at = name.indexOf('@');
    return at < 0 ? "" : name.substring(at + 1);
  }

  /** {@return the strings of {@code compatible}, most specific first; none if it has none} */
  public List<String> compatible() {
    return strings("compatible");
  }

  /**
   * {@return whether {@code status} is absent, {@code okay} or {@code ok}: what Linux's {@code
   * of_device_is_available()} asks}
   */
  public boolean isAvailable() {
    Optional<PropertyValue> status = value("status");
    if (status.isEmpty()) {
      return true;
    }
    String text = status.get().strings().map(list -> list.get(0)).orElse("");
    return text.equals("okay") || text.equals("ok");
  }

  /** {@return the phandle by which other nodes refer to this one; empty if it has none} */
  public Optional<Integer> phandle() {
    Optional<DtProperty> old = Optional.empty();
    // Asked of every node, and mostly before anything is compiled: most names differ in length.
    int count = properties.size();
    for (int i = 0; i < count; i++) {
      DtProperty property = properties.get(i);
      String name = property.name();
      int length = name.length();
      if (length == PHANDLE.length() && name.equals(PHANDLE)) {
        return property.value().cell();
      }
      if (length == OLD_PHANDLE.length() && old.isEmpty() && name.equals(OLD_PHANDLE)) {
        old = Optional.of(property);
      }
    }
    return old.isPresent() ? old.get().value().cell() : Optional.empty();
  }
}
