// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.List;
import java.util.Optional;
import org.dtbind.linux.AddressRange;
import org.dtbind.linux.InterruptUse;
import org.dtbind.overlay.generate.OverlaySource.Property;
import org.dtbind.source.Shown;

/** What a guest is given. Names in it consist of {@link #PLAIN} characters. */
sealed interface GuestDevice {

  /** Characters that mean nothing to a shell, to systemd or to QEMU, but for the comma. */
  String PLAIN = "[A-Za-z0-9_+.,@=:/-]+";

  /** Returns a text itself; throws where it has other characters: readers have looked before. */
  static String checked(String text) {
    if (!text.matches(PLAIN)) {
      throw new IllegalArgumentException("not for a guest's files: " + Shown.escaped(text));
    }
    return text;
  }

  /**
   * A PCI device: the guest finds it by itself.
   *
   * @param name its name on the host: {@code 0000:01:00.0}
   */
  record Pci(String name) implements GuestDevice {
    public Pci {
      checked(name);
    }
  }

  /**
   * A platform device: only the guest's devicetree tells of it.
   *
   * @param name its name on the host
   * @param node its path on the host, as text
   * @param registers of the host's device
   * @param interrupts of the host's device
   * @param properties that the guest's node has too
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

    /** {@return its folder in sysfs, below the root} */
    String folder() {
      return folder(name);
    }

    /** {@return the folder of a platform device in sysfs, below the root} */
    static String folder(String device) {
      return "sys/bus/platform/devices/" + device;
    }
  }

  /**
   * A GPIO chip, whole: a back end serves its lines, and the guest has no way to any other.
   *
   * @param title what it is called, as text
   * @param label of its node in the guest's tree, and what its unit and its socket are called by
   * @param place the host's chip: below the root, a link in {@code dev}, or a pattern of a folder
   *     in sysfs
   * @param names of its lines in order, empty for none; as many as there are lines
   * @param user who may use the host's chip; one that systemd makes where it is empty
   * @param group who may use it too
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
