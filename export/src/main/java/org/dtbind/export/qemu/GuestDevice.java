// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.List;
import java.util.Optional;
import org.dtbind.linux.AddressRange;
import org.dtbind.linux.InterruptUse;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.source.Shown;

/** A device or chip that a guest receives. Names in it consist of {@link #PLAIN} characters. */
sealed interface GuestDevice {

  /**
   * Characters without a special meaning for shells, systemd and QEMU; only the comma needs an
   * escape in QEMU.
   */
  String PLAIN = "[A-Za-z0-9_+.,@=:/-]+";

  /**
   * Returns the text; throws if it has characters other than {@link #PLAIN}. The readers have
   * reported such names before.
   */
  static String checked(String text) {
    if (!text.matches(PLAIN)) {
      throw new IllegalArgumentException("not for a guest's files: " + Shown.escaped(text));
    }
    return text;
  }

  /**
   * A PCI device, which the guest discovers without a devicetree.
   *
   * @param name name of the device on the host, such as {@code 0000:01:00.0}
   */
  record Pci(String name) implements GuestDevice {
    public Pci {
      checked(name);
    }
  }

  /**
   * A platform device, which the guest finds only in its devicetree.
   *
   * @param node path of the node on the host, as text
   * @param properties properties that the guest's node has, too
   */
  record Platform(
      String name,
      String node,
      String baseName,
      List<AddressRange> registers,
      List<InterruptUse> interrupts,
      List<Property> properties)
      implements GuestDevice {

    public Platform {
      checked(name);
      checked(node);
      checked(baseName);
    }

    /** Returns the directory of the device in sysfs, without the slash at the beginning. */
    String directory() {
      return directory(name);
    }

    /** Returns the directory of a platform device in sysfs, without the slash at the beginning. */
    static String directory(String device) {
      return "sys/bus/platform/devices/" + device;
    }
  }

  /**
   * A complete GPIO chip. A back end on the host serves its lines; the guest cannot reach any other
   * line.
   *
   * @param label label of the chip's node in the guest's tree, and part of the names of its unit
   *     and socket
   * @param place path of the chip on the host, without the slash at the beginning: a link in {@code
   *     dev}, or a pattern for a directory in sysfs
   * @param names names of all lines in order, empty for lines without a name
   * @param user user of the host's chip; if empty, systemd creates a dynamic user
   * @param group group that may also use the chip
   */
  record Chip(
      String title,
      String label,
      String place,
      List<String> names,
      Optional<String> user,
      Optional<String> group)
      implements GuestDevice {

    public Chip {
      checked(title.replace(' ', '-'));
      checked(label);
      checked(place.replace('*', '-'));
      user.ifPresent(GuestDevice::checked);
      group.ifPresent(GuestDevice::checked);
    }
  }
}
