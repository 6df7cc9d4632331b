// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.Optional;
import org.dtbind.change.SafeLine;
import org.dtbind.device.LinuxDevice;
import org.dtbind.iommu.GroupMember;
import org.dtbind.kernel.TracedSysfs;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.spec.SafeState;

/** One write to the system, with everything that must be known before it. */
public sealed interface Step {

  /** The text that clears an override: an empty write would change nothing. */
  String CLEAR = "\n";

  /** {@return the file to write} */
  String path();

  /** {@return the exact content, for one write(2)} */
  Bytes content();

  /** {@return its purpose, in a few words} */
  String purpose();

  /** {@return one line: {@code write PATH "CONTENT" # PURPOSE}} */
  default String text() {
    String content = TracedSysfs.shown(content()).replace("\"", "\\\"");
    return "write " + path() + " \"" + content + "\"  # " + purpose();
  }

  /** A write to an attribute of a device, its bus, or a driver on that bus. */
  sealed interface OfDevice extends Step {
    /** {@return the device} */
    LinuxDevice device();
  }

  /**
   * Reserves a device for one driver, or allows any driver.
   *
   * @param device whose override is written
   * @param driver the driver; empty for any
   */
  record SetOverride(LinuxDevice device, Optional<String> driver) implements OfDevice {
    @Override
    public String path() {
      return device.folder() + "/driver_override";
    }

    @Override
    public Bytes content() {
      return Bytes.latin1(driver.orElse(CLEAR));
    }

    @Override
    public String purpose() {
      return driver.map(name -> "allow only " + name).orElse("allow any driver that matches");
    }
  }

  /**
   * Releases a device from its driver.
   *
   * @param device to release
   * @param driver its driver
   */
  record Release(LinuxDevice device, String driver) implements OfDevice {

    /** {@return whether the kernel waits until the device is closed} */
    public boolean mayWait() {
      return GroupMember.isVfio(driver);
    }

    @Override
    public String path() {
      return device.busFolder() + "/drivers/" + driver + "/unbind";
    }

    @Override
    public Bytes content() {
      return FileName.bytes(device.name());
    }

    @Override
    public String purpose() {
      return "release from " + driver;
    }
  }

  /**
   * Binds a device to a driver; the result is that of the driver's probe.
   *
   * @param device to bind
   * @param driver the driver
   */
  record Attach(LinuxDevice device, String driver) implements OfDevice {
    @Override
    public String path() {
      return device.busFolder() + "/drivers/" + driver + "/bind";
    }

    @Override
    public Bytes content() {
      return FileName.bytes(device.name());
    }

    @Override
    public String purpose() {
      return "attach to " + driver;
    }
  }

  /**
   * Adds the id of a device to a driver, which then matches all devices with that id.
   *
   * @param device the device
   * @param driver the driver
   * @param id in the format of the bus
   */
  record AddId(LinuxDevice device, String driver, String id) implements OfDevice {
    @Override
    public String path() {
      return device.busFolder() + "/drivers/" + driver + "/new_id";
    }

    @Override
    public Bytes content() {
      return Bytes.latin1(id);
    }

    @Override
    public String purpose() {
      return driver + " temporarily matches it, and all others with this id";
    }
  }

  /**
   * Removes such an id from the driver, which keeps its devices.
   *
   * @param device the device
   * @param driver the driver
   * @param id in the format of the bus
   */
  record RemoveId(LinuxDevice device, String driver, String id) implements OfDevice {
    @Override
    public String path() {
      return device.busFolder() + "/drivers/" + driver + "/remove_id";
    }

    @Override
    public Bytes content() {
      return Bytes.latin1(id);
    }

    @Override
    public String purpose() {
      return "no other device with this id";
    }
  }

  /**
   * Offers a device without a driver to any matching driver.
   *
   * @param device to probe
   */
  record Offer(LinuxDevice device) implements OfDevice {
    @Override
    public String path() {
      return device.busFolder() + "/drivers_probe";
    }

    @Override
    public Bytes content() {
      return FileName.bytes(device.name());
    }

    @Override
    public String purpose() {
      return "bind it to a driver that supports it, if there is one";
    }
  }

  /**
   * Makes the kernel probe a device again whenever a supplier appears; {@code bind} does not do
   * that.
   *
   * @param device to probe
   */
  record Queue(LinuxDevice device) implements OfDevice {
    @Override
    public String path() {
      return device.busFolder() + "/drivers_probe";
    }

    @Override
    public Bytes content() {
      return FileName.bytes(device.name());
    }

    @Override
    public String purpose() {
      return "keep trying as suppliers appear";
    }
  }

  /**
   * Sets a line of a device's chip before the chip disappears.
   *
   * @param device with the chip
   * @param line to set
   */
  record SetLine(LinuxDevice device, SafeLine line) implements OfDevice {

    @Override
    public String path() {
      return line.chip();
    }

    @Override
    public Bytes content() {
      return Bytes.latin1(line.state() == SafeState.ACTIVE ? "1" : "0");
    }

    @Override
    public String purpose() {
      return SafeLine.PURPOSE;
    }

    @Override
    public String text() {
      return line.text();
    }
  }
}
