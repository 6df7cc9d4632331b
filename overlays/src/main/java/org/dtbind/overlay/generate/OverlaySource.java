// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.spec.PropertySpec;
import org.dtbind.tree.NodePath;

/**
 * The source of an overlay, ready to be printed.
 *
 * @param compatible the {@code compatible} of the base's root; may be empty. Linux and bootloaders
 *     ignore it, but readers and tools that select overlays for a board use it
 * @param fragments the fragments, in order; one for each changed node of the base
 * @param parameters the properties of {@code __overrides__}, in order
 */
public record OverlaySource(
    List<Part> compatible, List<Fragment> fragments, List<Property> parameters) {

  public OverlaySource {
    compatible = List.copyOf(compatible);
    fragments = List.copyOf(fragments);
    parameters = List.copyOf(parameters);
  }

  public OverlaySource(List<Part> compatible, List<Fragment> fragments) {
    this(compatible, fragments, List.of());
  }

  /**
   * A fragment: a node of the base, and the content to merge into it.
   *
   * @param labels the labels of {@code __overlay__}, to which parameters refer
   */
  public record Fragment(Target target, List<String> labels, Content content) {

    public Fragment {
      labels = List.copyOf(labels);
    }

    public Fragment(Target target, Content content) {
      this(target, List.of(), content);
    }
  }

  /** A reference to a node of the base. */
  public sealed interface Target {}

  /** A reference by a symbol of the base. */
  public record ByLabel(String label) implements Target {}

  /** A reference by path ({@code target-path}), which needs no symbols in the base. */
  public record ByPath(NodePath path) implements Target {}

  /** The text between the braces of a node. */
  public record Content(List<Property> properties, List<Node> nodes) {

    public Content {
      properties = List.copyOf(properties);
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * A new node.
   *
   * @param name the name with the unit address
   */
  public record Node(String name, List<String> labels, Content content) {

    public Node {
      labels = List.copyOf(labels);
    }
  }

  /**
   * A property.
   *
   * @param parts the parts of the value, which source separates by commas; empty for a Boolean
   *     property
   */
  public record Property(String name, List<Part> parts) {

    public Property {
      parts = List.copyOf(parts);
    }

    /** Returns the parts of the property with a name; none if there is no such property. */
    static List<Part> parts(List<Property> properties, String name) {
      return properties.stream()
          .filter(property -> property.name().equals(name))
          .findFirst()
          .map(Property::parts)
          .orElse(List.of());
    }
  }

  public sealed interface Part {}

  public record Text(String text) implements Part {}

  /** Cells in angle brackets. */
  public record Cells(List<Cell> cells) implements Part {

    public Cells {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Numbers that are written with {@code /bits/}.
   *
   * @param bits 8, 16, 32 or 64
   * @param values the numbers, in order; higher bits are ignored
   */
  public record Numbers(int bits, List<Long> values) implements Part {

    public Numbers {
      values = List.copyOf(values);
    }
  }

  /** Bytes in square brackets. */
  public record Data(Bytes bytes) implements Part {}

  public sealed interface Cell {}

  /**
   * A number.
   *
   * @param macros an expression of the kernel's macros, for example {@code GPIO_ACTIVE_LOW |
   *     GPIO_PULL_UP}; absent if there is none
   * @param hexadecimal whether to write the number in hexadecimal, as it was declared
   */
  public record Literal(int value, Optional<String> macros, boolean hexadecimal) implements Cell {

    /** Creates a number that is written as is usual for its size. */
    public Literal(int value, Optional<String> macros) {
      this(value, macros, false);
    }

    /** {@return a declared number} */
    public static Literal of(PropertySpec.NumberCell cell) {
      return new Literal(cell.value(), Optional.empty(), cell.hexadecimal());
    }

    /** {@return a number without macros} */
    public static Literal of(int value) {
      return new Literal(value, Optional.empty());
    }
  }

  /**
   * The phandle of a node.
   *
   * @param label a label of the base or of this overlay; a path in braces if the node has none
   */
  public record PhandleOf(String label) implements Cell {}
}
