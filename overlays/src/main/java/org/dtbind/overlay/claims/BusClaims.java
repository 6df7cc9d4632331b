// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.linux.I2cMux;
import org.dtbind.linux.KernelDriver.DriverKind;
import org.dtbind.linux.Population;
import org.dtbind.linux.Population.Reason;
import org.dtbind.linux.Populations;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Finds devices on one I²C or SPI bus that have the same address. Linux creates only the first of
 * them, and only nodes with a {@code compatible} (drivers/i2c/i2c-core-of.c, drivers/spi/spi.c).
 */
final class BusClaims {

  private final TreeIndex index;
  private final Map<NodePath, Population> populations;

  BusClaims(TreeIndex index, Map<NodePath, Population> populations) {
    this.index = index;
    this.populations = populations;
  }

  /**
   * An address on a bus.
   *
   * @param kind an I²C address or an SPI chip select
   * @param bus the parent node of the devices
   * @param address the first cell of {@code reg}, unsigned
   */
  record Address(ClaimKind kind, NodePath bus, int address) implements Resource {

    @Override
    public Message text() {
      return kind == ClaimKind.CHIP_SELECT
          ? Message.of("chip select {chipSelect} of {bus}", Integer.toUnsignedString(address), bus)
          : Message.of("address {address} on {bus}", "0x%02x".formatted(address), bus);
    }
  }

  /** Returns the devices at each address, in the order of the tree. */
  Map<Address, List<Claim>> byAddress() {
    Map<Address, List<Claim>> claims = new LinkedHashMap<>();
    index
        .available()
        .forEach(
            (path, node) ->
                address(path, node)
                    .ifPresent(
                        address ->
                            claims
                                .computeIfAbsent(address, key -> new ArrayList<>())
                                .add(Claim.of(path, node, "reg"))));
    return claims;
  }

  List<Conflict> conflicts() {
    List<Conflict> conflicts = new ArrayList<>();
    Map<Address, List<Claim>> byAddress = byAddress();
    byAddress.forEach(
        (address, claims) -> {
          for (int i = 1; i < claims.size(); i++) {
            conflicts.add(
                new Conflict(address.kind(), address, claims.get(0), claims.get(i), true));
          }
          upstream(address, byAddress)
              .ifPresent(
                  taken -> {
                    Claim first = byAddress.getOrDefault(taken, claims).get(0);
                    for (Claim claim : claims) {
                      conflicts.add(new Conflict(taken.kind(), taken, first, claim, true));
                    }
                  });
        });
    return conflicts;
  }

  /**
   * Returns the same address, if a device has it, on a bus to which multiplexers connect this one.
   * Linux adds the devices of that bus first.
   */
  private Optional<Address> upstream(Address address, Map<Address, List<Claim>> byAddress) {
    return I2cMux.upstream(address.bus(), index::at, index::byPhandle).stream()
        .map(upper -> new Address(address.kind(), upper, address.address()))
        .filter(byAddress::containsKey)
        .findFirst();
  }

  private Optional<Address> address(NodePath path, DtNode node) {
    Optional<Integer> reg = node.value("reg").flatMap(PropertyValue::firstCell);
    if (path.isRoot() || reg.isEmpty() || node.property("compatible").isEmpty()) {
      return Optional.empty();
    }
    NodePath bus = path.parent();
    return kind(path, bus).map(kind -> new Address(kind, bus, reg.get()));
  }

  /**
   * Determines the kind of bus from the known drivers of the controller, else from the node name
   * that the binding requires.
   */
  private Optional<ClaimKind> kind(NodePath path, NodePath bus) {
    NodePath device =
        Populations.at(populations, path) instanceof Population.None none
                && none.reason() == Reason.BUS_ADDRESS_TAKEN
            ? none.cause()
            : path;
    Optional<DriverKind> known =
        Populations.at(populations, device) instanceof Population.Depends depends
            ? depends.kind(device)
            : Optional.empty();
    if (known.isPresent()) {
      return switch (known.get()) {
        case I2C -> Optional.of(ClaimKind.BUS_ADDRESS);
        case SPI -> Optional.of(ClaimKind.CHIP_SELECT);
        default -> Optional.empty();
      };
    }
    return switch (DtNode.baseName(bus.name())) {
      case "i2c" -> Optional.of(ClaimKind.BUS_ADDRESS);
      case "spi" -> Optional.of(ClaimKind.CHIP_SELECT);
      default -> Optional.empty();
    };
  }
}
