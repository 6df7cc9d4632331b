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

/** One write to the system, with all that is to be known of it before. */
public sealed interface Step {

  /** The text that unsets an override: a write of nothing would change nothing. */
  String CLEAR = "\n";

  /** {@return the file that is written} */
  String path();

  /** {@return exactly what is written, in one write(2)} */
  Bytes content();

  /** {@return what for, in a few words} */
  String purpose();

  /** {@return one line: {@code write PATH "CONTENT" # PURPOSE}} */
  default String text() {
    String content = TracedSysfs.shown(content()).replace("\"", "\\\"");
    return "write " + path() + " \"" + content + "\"  # " + purpose();
  }

  /** A write to an attribute of a device, of its bus, or of a driver there. */
  sealed interface OfDevice extends Step {
    /** {@return the device it is about} */
    LinuxDevice device();
  }

  /**
   * Keeps a device for one driver, or for any.
   *
   * @param device its override is written
   * @param driver the one driver; empty for any
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
   * Takes a device from its driver.
   *
   * @param device to take
   * @param driver that has it
   */
  record Release(LinuxDevice device, String driver) implements OfDevice {

    /** {@return whether the kernel waits for whoever has the device open} */
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
   * Gives a device to a driver, whose probe answers.
   *
   * @param device to give
   * @param driver to have it
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
   * Lets a driver match the id of a device, and of all others that have it.
   *
   * @param device whose id it is
   * @param driver that is told
   * @param id as the bus has it
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
   * Takes such an id away from the driver, which keeps the devices that it has.
   *
   * @param device whose id it is
   * @param driver that is told
   * @param id as the bus has it
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
   * Lets whichever driver matches have a device that nobody has.
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
   * Lets the kernel probe a device now and again whenever something it waits for appears; {@code
   * bind} does not do that.
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
   * Sets a line of a device's chip, before the chip goes.
   *
   * @param device whose chip it is
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
