// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dtbind.check.CheckedNode.Bus;
import org.dtbind.diag.Message;
import org.dtbind.diag.Wording;
import org.dtbind.tree.DtProperty;

/** Checks the buses whose devices have a special address format. */
final class BusChecks {

  private static final Wording PCI_UNIT =
      Wording.of("PCI unit address format error, expected \"{expected}\"");
  private static final Wording SIMPLE_UNIT =
      Wording.of("simple-bus unit address format error, expected \"{expected}\"");
  private static final Wording I2C_UNIT =
      Wording.of("I2C bus unit address format error, expected \"{expected}\"");
  private static final Wording SPI_UNIT =
      Wording.of("SPI bus unit address format error, expected \"{expected}\"");
  private static final Set<Wording> UNITS = Set.of(PCI_UNIT, SIMPLE_UNIT, I2C_UNIT, SPI_UNIT);

  private static final int OWN_SLAVE = 1 << 30;
  private static final int TEN_BITS = 1 << 31;

  private BusChecks() {}

  static void run(Check check, CheckRun run) {
    List<CheckedNode> nodes = run.tree.nodes;
    switch (check) {
      case PCI_BRIDGE -> run.tree.having("device_type").forEach(node -> pciBridge(run, node));
      case PCI_DEVICE_REG -> on(run, Bus.PCI).forEach(node -> pciReg(run, node));
      case PCI_DEVICE_BUS_NUM -> on(run, Bus.PCI).forEach(node -> pciBusNumber(run, node));
      case SIMPLE_BUS_BRIDGE -> run.tree.having("compatible").forEach(BusChecks::simpleBus);
      case SIMPLE_BUS_REG -> on(run, Bus.SIMPLE).forEach(node -> simpleReg(run, node));
      case I2C_BUS_BRIDGE -> nodes.forEach(node -> i2cBridge(run, node));
      case I2C_BUS_REG -> on(run, Bus.I2C).forEach(node -> i2cReg(run, node));
      case SPI_BUS_BRIDGE -> nodes.forEach(node -> spiBridge(run, node));
      default -> on(run, Bus.SPI).forEach(node -> spiReg(run, node));
    }
  }

  private static List<CheckedNode> on(CheckRun run, Bus bus) {
    List<CheckedNode> found = new ArrayList<>();
    for (CheckedNode node : run.tree.nodes) {
      if (node.parent != null && node.parent.bus == bus) {
        found.add(node);
      }
    }
    return found;
  }

  private static void pciBridge(CheckRun run, CheckedNode node) {
    DtProperty type = node.property("device_type");
    if (type == null || !CheckedNode.text(type).equals("pci")) {
      return;
    }
    node.bus = Bus.PCI;
    if (!node.base.equals("pci") && !node.base.equals("pcie")) {
      run.fail(node, Message.of("node name is not \"pci\" or \"pcie\""));
    }
    if (node.ranges == null) {
      run.fail(node, Message.of("missing ranges for PCI bridge (or not a bridge)"));
    }
    if (node.addressCellsOrDefault() != 3) {
      run.fail(node, Message.of("incorrect #address-cells for PCI bridge"));
    }
    if (node.sizeCellsOrDefault() != 2) {
      run.fail(node, Message.of("incorrect #size-cells for PCI bridge"));
    }
    DtProperty range = node.property("bus-range");
    if (range == null) {
      return;
    }
    if (CheckedNode.length(range) != 8) {
      run.fail(node, range, Message.of("value must be 2 cells"));
      return;
    }
    int first = CheckedNode.cell(range, 0);
    int last = CheckedNode.cell(range, 1);
    if (Integer.compareUnsigned(first, last) > 0) {
      run.fail(node, range, Message.of("1st cell must be less than or equal to 2nd cell"));
    }
    if (Integer.compareUnsigned(last, 0xff) > 0) {
      run.fail(node, range, Message.of("maximum bus number must be less than 256"));
    }
  }

  private static void pciBusNumber(CheckRun run, CheckedNode node) {
    DtProperty reg = node.reg;
    if (reg == null || node.parent == null) {
      return;
    }
    int number = CheckedNode.cell(reg, 0) >> 16 & 0xff;
    DtProperty range = node.parent.property("bus-range");
    int least = range == null ? 0 : CheckedNode.cell(range, 0);
    int most = range == null ? 0 : CheckedNode.cell(range, 1);
    boolean below = Integer.compareUnsigned(number, least) < 0;
    if (below || Integer.compareUnsigned(number, most) > 0) {
      run.fail(
          node,
          range,
          Message.of(
              "PCI bus number {found} out of range, expected ({least} - {most})",
              number,
              least,
              most));
    }
  }

  private static void pciReg(CheckRun run, CheckedNode node) {
    DtProperty reg = node.reg;
    if (reg == null) {
      return;
    }
    if (CheckedNode.cell(reg, 1) != 0 || CheckedNode.cell(reg, 2) != 0) {
      run.fail(node, reg, Message.of("PCI reg config space address cells 2 and 3 must be 0"));
    }
    int address = CheckedNode.cell(reg, 0);
    int device = address >> 11 & 0x1f;
    int function = address >> 8 & 7;
    if ((address & 0xff000000) != 0) {
      run.fail(node, reg, Message.of("PCI reg address is not configuration space"));
    }
    if ((address & 0xff) != 0) {
      run.fail(node, reg, Message.of("PCI reg config space address register number must be 0"));
    }
    String unit = "%x,%x".formatted(device, function);
    boolean fits = function == 0 && node.unit.equals(Integer.toHexString(device));
    if (!fits && !node.unit.equals(unit)) {
      run.failUnit(node, Message.of(PCI_UNIT, unit), unit);
    }
  }

  private static void simpleBus(CheckedNode node) {
    DtProperty compatible = node.property("compatible");
    if (compatible != null && CheckedNode.lists(compatible, "simple-bus")) {
      node.bus = Bus.SIMPLE;
    }
  }

  private static void simpleReg(CheckRun run, CheckedNode node) {
    CheckedNode parent = node.parent;
    if (parent == null) {
      return;
    }
    DtProperty address = node.reg;
    int from = 0;
    if (address == null && node.ranges != null && CheckedNode.length(node.ranges) > 0) {
      // An entry of ranges begins with the child address, after which the address on the bus
      // follows.
      address = node.ranges;
      from = node.addressCellsOrDefault();
    }
    if (address == null || CheckedNode.length(address) == 0) {
      if (parent.parent != null && node.bus != Bus.SIMPLE) {
        run.fail(node, Message.of("missing or empty reg/ranges property"));
      }
      return;
    }
    long number = 0;
    int cells = Math.min(parent.addressCellsOrDefault(), CheckedNode.length(address) / 4);
    for (int i = 0; i < cells; i++) {
      number = number << 32 | CheckedNode.cell(address, from + i) & 0xffffffffL;
    }
    if (!node.unit.equals(Long.toHexString(number))) {
      String unit = Long.toHexString(number);
      run.failUnit(node, Message.of(SIMPLE_UNIT, unit), unit);
    }
  }

  private static void i2cBridge(CheckRun run, CheckedNode node) {
    switch (node.base) {
      case "i2c-bus", "i2c-arb" -> node.bus = Bus.I2C;
      case "i2c" -> {
        for (CheckedNode child : node.children) {
          if (child.base.equals("i2c-bus")) {
            return; // Then the child is the bus.
          }
        }
        node.bus = Bus.I2C;
      }
      default -> {
        return;
      }
    }
    if (node.isLeaf()) {
      return;
    }
    if (node.addressCellsOrDefault() != 1) {
      run.fail(node, Message.of("incorrect #address-cells for I2C bus"));
    }
    if (node.sizeCellsOrDefault() != 0) {
      run.fail(node, Message.of("incorrect #size-cells for I2C bus"));
    }
  }

  private static void i2cReg(CheckRun run, CheckedNode node) {
    DtProperty reg = node.reg;
    if (reg == null || CheckedNode.length(reg) == 0) {
      run.fail(node, Message.of("missing or empty reg property"));
      return;
    }
    String unit = Integer.toHexString(CheckedNode.cell(reg, 0) & ~OWN_SLAVE);
    if (!node.unit.equals(unit)) {
      run.failUnit(node, Message.of(I2C_UNIT, unit), unit);
    }
    for (int i = 0; i < (CheckedNode.length(reg) + 3) / 4; i++) {
      int address = CheckedNode.cell(reg, i) & ~OWN_SLAVE;
      if ((address & TEN_BITS) != 0) {
        if ((address & ~TEN_BITS) > 0x3ff) {
          run.fail(
              node,
              reg,
              Message.of(
                  "I2C address must be less than 10-bits, got \"{found}\"",
                  "0x%x".formatted(address)));
        }
      } else if (address > 0x7f) {
        run.fail(
            node,
            reg,
            Message.of(
                "I2C address must be less than 7-bits, got \"{found}\". Set I2C_TEN_BIT_ADDRESS for 10"
                    + " bit addresses or fix the property",
                "0x%x".formatted(address)));
      }
    }
  }

  private static void spiBridge(CheckRun run, CheckedNode node) {
    if (node.base.equals("spi")) {
      node.bus = Bus.SPI;
    } else {
      if (node.addressCellsOrDefault() != 1 || node.sizeCellsOrDefault() != 0) {
        return;
      }
      for (CheckedNode child : node.children) {
        node.bus = looksLikeSpi(child) ? Bus.SPI : node.bus;
      }
      if (node.bus == Bus.SPI && node.reg != null) {
        run.fail(node, Message.of("node name for SPI buses should be 'spi'"));
      }
    }
    if (node.bus != Bus.SPI || node.isLeaf()) {
      return;
    }
    if (node.addressCellsOrDefault() != (node.has("spi-slave") ? 0 : 1)) {
      run.fail(node, Message.of("incorrect #address-cells for SPI bus"));
    }
    if (node.sizeCellsOrDefault() != 0) {
      run.fail(node, Message.of("incorrect #size-cells for SPI bus"));
    }
  }

  private static boolean looksLikeSpi(CheckedNode child) {
    for (DtProperty property : child.node.properties()) {
      if (property.name().startsWith("spi-")) {
        return true;
      }
    }
    return false;
  }

  private static void spiReg(CheckRun run, CheckedNode node) {
    if (node.parent != null && node.parent.has("spi-slave")) {
      return;
    }
    DtProperty reg = node.reg;
    if (reg == null || CheckedNode.length(reg) == 0) {
      run.fail(node, Message.of("missing or empty reg property"));
      return;
    }
    String unit = Integer.toHexString(CheckedNode.cell(reg, 0));
    if (!node.unit.equals(unit)) {
      run.failUnit(node, Message.of(SPI_UNIT, unit), unit);
    }
  }

  static boolean isWrongUnit(Message message) {
    return message.wording().filter(UNITS::contains).isPresent();
  }
}
