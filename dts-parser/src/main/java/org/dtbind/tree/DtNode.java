// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dtbind.source.Span;

/**
 * A node with its properties and children.
 *
 * @param name the name with the unit address; empty for the root
 * @param labels the labels in source, in dtc's order: the last one given comes first
 * @param properties the properties, in order
 * @param children the children, in order
 * @param named the place of the first mention of the name; {@link Span#NONE} if the node is not
 *     from source
 * @param written all places that contributed to the node, in order
 */
public record DtNode(
    String name,
    List<Label> labels,
    List<DtProperty> properties,
    List<DtNode> children,
    Span named,
    List<Span> written) {

  private static final String PHANDLE = "phandle";

  /** The name of the property before ePAPR 1.0 defined {@code phandle}. */
  private static final String OLD_PHANDLE = "linux,phandle";

  /** Copies the lists. */
  public DtNode {
    labels = List.copyOf(labels);
    properties = NamedList.ofProperties(properties);
    children = NamedList.ofNodes(children);
    written = List.copyOf(written);
  }

  /**
   * Creates a node whose name has no separate position, such as one from a blob. The position of
   * the name is the first one of the node.
   *
   * @param name the name with the unit address; empty for the root
   * @param labels the labels in source
   * @param properties the properties, in order
   * @param children the children, in order
   * @param written all places that contributed to the node, in order
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

  /**
   * {@return a node without labels, properties and children, which is not from source}
   *
   * @param name the name with the unit address
   */
  public static DtNode empty(String name) {
    return new DtNode(name, List.of(), List.of(), List.of(), List.of());
  }

  /**
   * {@return this node with another name}
   *
   * @param other the name with the unit address
   */
  public DtNode withName(String other) {
    return new DtNode(other, labels, properties, children, named, written);
  }

  /**
   * {@return this node with other labels}
   *
   * @param others the labels, in dtc's order
   */
  public DtNode withLabels(List<Label> others) {
    return new DtNode(name, others, properties, children, named, written);
  }

  /**
   * {@return this node with other properties}
   *
   * @param others the properties, in order
   */
  public DtNode withProperties(List<DtProperty> others) {
    return new DtNode(name, labels, others, children, named, written);
  }

  /**
   * {@return this node with other children}
   *
   * @param others the children, in order
   */
  public DtNode withChildren(List<DtNode> others) {
    return new DtNode(name, labels, properties, others, named, written);
  }

  /**
   * {@return this node with each child replaced by the result of a function}
   *
   * @param change receives the children in order
   */
  public DtNode mapChildren(UnaryOperator<DtNode> change) {
    List<DtNode> changed = new ArrayList<>(children.size());
    for (DtNode child : children) {
      changed.add(change.apply(child));
    }
    return withChildren(changed);
  }

  /**
   * Returns a copy in which this node and those below have no {@code name} property that repeats
   * the node's name.
   */
  DtNode withoutNames() {
    List<DtProperty> names = properties.stream().filter(p -> p.name().equals("name")).toList();
    boolean redundant =
        names.size() == 1
            && names.get(0).value().string().filter(baseName(name)::equals).isPresent();
    return withProperties(
            redundant
                ? properties.stream().filter(p -> !p.name().equals("name")).toList()
                : properties)
        .mapChildren(DtNode::withoutNames);
  }

  /**
   * {@return the property with a name; empty if there is none}
   *
   * @param wanted the name
   */
  public Optional<DtProperty> property(String wanted) {
    if (properties instanceof NamedList<DtProperty> many) {
      return many.named(wanted);
    }
    for (DtProperty property : properties) {
      if (property.name().equals(wanted)) {
        return Optional.of(property);
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the value of the property with a name; empty if there is none}
   *
   * @param wanted the name
   */
  public Optional<PropertyValue> value(String wanted) {
    Optional<DtProperty> property = property(wanted);
    return property.isPresent() ? Optional.of(property.get().value()) : Optional.empty();
  }

  /**
   * {@return the value of a property that consists of exactly one cell; empty if there is no such
   * property}
   *
   * @param property the name of the property
   */
  public Optional<Integer> cell(String property) {
    return value(property).flatMap(PropertyValue::cell);
  }

  /**
   * {@return the cells of a property; none if the node does not have it, or if its length is not a
   * multiple of 4}
   *
   * @param property the name of the property
   */
  public List<Integer> cells(String property) {
    return value(property).flatMap(PropertyValue::cells).orElse(List.of());
  }

  /**
   * {@return the strings of a property; none if the node does not have it, or if its value is not a
   * list of strings}
   *
   * @param property the name of the property
   */
  public List<String> strings(String property) {
    return value(property).flatMap(PropertyValue::strings).orElse(List.of());
  }

  /**
   * {@return the child with a name; empty if there is none}
   *
   * @param wanted the name with the unit address
   */
  public Optional<DtNode> child(String wanted) {
    if (children instanceof NamedList<DtNode> many) {
      return many.named(wanted);
    }
    for (DtNode child : children) {
      if (child.name.equals(wanted)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** {@return the name without the unit address} */
  public String baseName() {
    return baseName(name);
  }

  /**
   * {@return the name of a node without the unit address}
   *
   * @param name a name with or without a unit address
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

  /**
   * {@return the strings of {@code compatible}, the most specific first; none if the node does not
   * have it}
   */
  public List<String> compatible() {
    return strings("compatible");
  }

  /**
   * {@return whether {@code status} is absent, {@code okay} or {@code ok}, as in {@code
   * of_device_is_available()} in Linux}
   */
  public boolean isAvailable() {
    Optional<PropertyValue> status = value("status");
    if (status.isEmpty()) {
      return true;
    }
    String text = status.get().strings().map(list -> list.get(0)).orElse("");
    return text.equals("okay") || text.equals("ok");
  }

  /**
   * {@return whether a property contains the phandle of its node}
   *
   * @param property the name of the property
   */
  public static boolean isPhandle(String property) {
    return property.equals(PHANDLE) || property.equals(OLD_PHANDLE);
  }

  /** {@return the phandle by which other nodes refer to this one; empty if it has none} */
  public Optional<Integer> phandle() {
    Optional<DtProperty> old = Optional.empty();
    // This runs for each node, mostly before the JIT compiler has compiled it. The comparison of
    // the lengths excludes most names.
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
