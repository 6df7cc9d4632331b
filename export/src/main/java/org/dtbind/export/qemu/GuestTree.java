// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.linux.AddressRange;
import org.dtbind.linux.InterruptUse;
import org.dtbind.overlay.generate.OverlaySource;
import org.dtbind.overlay.generate.OverlaySource.ByPath;
import org.dtbind.overlay.generate.OverlaySource.Cell;
import org.dtbind.overlay.generate.OverlaySource.Cells;
import org.dtbind.overlay.generate.OverlaySource.Content;
import org.dtbind.overlay.generate.OverlaySource.Fragment;
import org.dtbind.overlay.generate.OverlaySource.Literal;
import org.dtbind.overlay.generate.OverlaySource.Node;
import org.dtbind.overlay.generate.OverlaySource.Part;
import org.dtbind.overlay.generate.OverlaySource.PhandleOf;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.overlay.generate.OverlaySource.Text;
import org.dtbind.tree.NodePath;

/** Creates the overlay for the devicetree of QEMU's machine {@code virt}. */
final class GuestTree {

  /** The path of the machine's PCI host (hw/arm/virt.c). */
  private static final String PCIE = "/pcie@10000000";

  /** The path of the machine's interrupt controller, to which {@link #labels} gives a label. */
  private static final String INTC = "/intc@8000000";

  private static final String LABEL = "intc";

  /** The first PCI slot for chips. QEMU assigns slots from 1 on to devices without an address. */
  private static final int FIRST_SLOT = 0x10;

  private static final int LAST_SLOT = 0x1e;

  /** The interrupt type of shared interrupts in specifiers for the GIC (arm,gic.yaml). */
  private static final int SHARED = 0;

  private static final int RISING = 1;
  private static final int HIGH = 4;

  private final List<GuestDevice> devices;
  private boolean full;

  GuestTree(List<GuestDevice> devices) {
    this.devices = devices;
  }

  /** Returns the PCI slot of a chip in QEMU's notation. */
  static String slot(int index) {
    return "0x%x".formatted(FIRST_SLOT + index);
  }

  /** Returns the overlay; empty if no device needs one, or if the machine has too little room. */
  Optional<OverlaySource> overlay() {
    PlatformBus bus = new PlatformBus();
    List<Node> platform = new ArrayList<>();
    List<Node> slots = new ArrayList<>();
    for (GuestDevice device : devices) {
      if (device instanceof GuestDevice.Platform one) {
        node(one, bus).ifPresentOrElse(platform::add, () -> full = true);
      } else if (device instanceof GuestDevice.Chip chip) {
        slots.add(slot(chip, FIRST_SLOT + slots.size()));
      }
    }
    full |= slots.size() > LAST_SLOT - FIRST_SLOT + 1;
    List<Fragment> fragments = new ArrayList<>();
    fragment(PlatformBus.NODE, platform, 1, 1).ifPresent(fragments::add);
    fragment(PCIE, slots, 3, 2).ifPresent(fragments::add);
    return full || fragments.isEmpty()
        ? Optional.empty()
        : Optional.of(new OverlaySource(List.of(), fragments));
  }

  /** Whether the devices need more room than the machine has; valid after {@link #overlay}. */
  boolean isFull() {
    return full;
  }

  /**
   * Returns the overlay to apply before the other one. It adds a label for the machine's interrupt
   * controller, which has none in QEMU's tree.
   */
  static OverlaySource labels() {
    Node symbols = node("__symbols__", List.of(text(LABEL, List.of(INTC))), List.of());
    Content content = new Content(List.of(), List.of(symbols));
    return new OverlaySource(List.of(), List.of(new Fragment(new ByPath(NodePath.ROOT), content)));
  }

  /** Whether the overlay refers to the label of {@link #labels}. */
  boolean needsLabels() {
    return devices.stream()
        .anyMatch(device -> device instanceof GuestDevice.Platform p && !p.interrupts().isEmpty());
  }

  /**
   * Creates a fragment that repeats {@code #address-cells} and {@code #size-cells} of the target
   * node, so that tools can parse {@code reg} without the base.
   */
  private static Optional<Fragment> fragment(String path, List<Node> nodes, int address, int size) {
    List<Property> cells = List.of(cells("#address-cells", address), cells("#size-cells", size));
    return nodes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Fragment(new ByPath(new NodePath(path)), new Content(cells, nodes)));
  }

  private static Optional<Node> node(GuestDevice.Platform device, PlatformBus bus) {
    Optional<List<AddressRange>> registers = bus.place(device.registers());
    List<Part> interrupts = new ArrayList<>();
    for (InterruptUse use : device.interrupts()) {
      Optional<Integer> number = bus.interrupt();
      if (number.isEmpty()) {
        return Optional.empty();
      }
      int trigger = use.isEdge() ? RISING : HIGH;
      interrupts.add(new Cells(literals(SHARED, number.get(), trigger)));
    }
    if (registers.isEmpty()) {
      return Optional.empty();
    }
    List<Property> properties = new ArrayList<>(device.properties());
    int at = properties.stream().anyMatch(p -> p.name().equals("compatible")) ? 1 : 0;
    if (!interrupts.isEmpty()) {
      properties.add(at, new Property("interrupts", interrupts));
      Part parent = new Cells(List.of(new PhandleOf(LABEL)));
      properties.add(at, new Property("interrupt-parent", List.of(parent)));
    }
    String name = device.baseName();
    if (!registers.get().isEmpty()) {
      properties.add(at, new Property("reg", reg(registers.get())));
      name += "@%x".formatted(registers.get().get(0).start());
    }
    return Optional.of(node(name, properties, List.of()));
  }

  private static List<Part> reg(List<AddressRange> ranges) {
    return ranges.stream()
        .<Part>map(range -> new Cells(literals((int) range.start(), (int) range.size())))
        .toList();
  }

  /**
   * Creates the node of a PCI function. A virtio device has the only child node of its PCI function
   * (drivers/virtio/virtio.c, {@code virtio_device_of_init()};
   * Documentation/devicetree/bindings/virtio).
   */
  private static Node slot(GuestDevice.Chip chip, int slot) {
    List<Property> properties = new ArrayList<>();
    properties.add(text("compatible", List.of("virtio,device29")));
    properties.add(new Property("gpio-controller", List.of()));
    properties.add(cells("#gpio-cells", 2));
    if (chip.names().stream().anyMatch(name -> !name.isEmpty())) {
      properties.add(text("gpio-line-names", chip.names()));
    }
    Node gpio = new Node("gpio", List.of(chip.label()), new Content(properties, List.of()));
    return node(
        "gpio@%x,0".formatted(slot), List.of(cells("reg", slot << 11, 0, 0, 0, 0)), List.of(gpio));
  }

  private static Node node(String name, List<Property> properties, List<Node> nodes) {
    return new Node(name, List.of(), new Content(properties, nodes));
  }

  private static Property text(String name, List<String> values) {
    return new Property(name, values.stream().<Part>map(Text::new).toList());
  }

  private static Property cells(String name, int... values) {
    return new Property(name, List.of(new Cells(literals(values))));
  }

  private static List<Cell> literals(int... values) {
    List<Cell> cells = new ArrayList<>();
    for (int value : values) {
      cells.add(Literal.of(value));
    }
    return cells;
  }
}
