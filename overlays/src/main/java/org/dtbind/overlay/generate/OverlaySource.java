// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/**
 * The source of an overlay, as it is to be printed.
 *
 * @param compatible the base's, most specific first: Linux and bootloaders do not ask for it,
 *     people do, and tools that pick overlays for a board; none if the base has none
 * @param fragments in order; one for each node of the base
 * @param parameters the properties of {@code __overrides__}, in order
 */
public record OverlaySource(
    List<Part> compatible, List<Fragment> fragments, List<Property> parameters) {

  public OverlaySource {
    compatible = List.copyOf(compatible);
    fragments = List.copyOf(fragments);
    parameters = List.copyOf(parameters);
  }

  /** Makes one without parameters. */
  public OverlaySource(List<Part> compatible, List<Fragment> fragments) {
    this(compatible, fragments, List.of());
  }

  /**
   * What is merged into a node of the base.
   *
   * @param labels of its {@code __overlay__}, by which parameters change it
   */
  public record Fragment(Target target, List<String> labels, Content content) {

    public Fragment {
      labels = List.copyOf(labels);
    }

    /** Makes one that nothing refers to. */
    public Fragment(Target target, Content content) {
      this(target, List.of(), content);
    }
  }

  /** A node of the base as an overlay names it. */
  public sealed interface Target {}

  /** By a symbol of the base. */
  public record ByLabel(String label) implements Target {}

  /** By its path, which needs no symbols in the base ({@code target-path}). */
  public record ByPath(NodePath path) implements Target {}

  /**
   * What is between a node's braces.
   *
   * @param properties in order
   * @param nodes in order
   */
  public record Content(List<Property> properties, List<Node> nodes) {

    public Content {
      properties = List.copyOf(properties);
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * A new node.
   *
   * @param name with its unit address
   * @param labels in order
   */
  public record Node(String name, List<String> labels, Content content) {

    public Node {
      labels = List.copyOf(labels);
    }
  }

  /**
   * A property.
   *
   * @param name such as {@code gpios}
   * @param parts of its value, which source separates by commas; none for one that is only there
   */
  public record Property(String name, List<Part> parts) {

    public Property {
      parts = List.copyOf(parts);
    }
  }

  public sealed interface Part {}

  public record Text(String text) implements Part {}

  /**
   * Cells between angle brackets.
   *
   * @param cells in order
   */
  public record Cells(List<Cell> cells) implements Part {

    public Cells {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Numbers of another width than 32 bits.
   *
   * @param bits 8, 16, 32 or 64
   * @param values in order; what is above the width is not looked at
   */
  public record Numbers(int bits, List<Long> values) implements Part {

    public Numbers {
      values = List.copyOf(values);
    }
  }

  /**
   * Bytes.
   *
   * @param bytes in order
   */
  public record Data(Bytes bytes) implements Part {}

  /** A cell of 32 bits. */
  public sealed interface Cell {}

  /**
   * A number.
   *
   * @param value 32 bits
   * @param macros the kernel's macros for it, such as {@code GPIO_ACTIVE_LOW | GPIO_PULL_UP};
   *     absent for a number that is just one
   */
  public record Literal(int value, Optional<String> macros) implements Cell {

    /**
     * {@return a number that is just one}
     *
     * @param value 32 bits
     */
    public static Literal of(int value) {
      return new Literal(value, Optional.empty());
    }
  }

  /**
   * The phandle of a node.
   *
   * @param label of the base or of this overlay
   */
  public record PhandleOf(String label) implements Cell {}
}
