// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.Optional;
import org.dtbind.change.SafeLine;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.TracedSysfs;
import org.dtbind.linux.GenericDriver;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.spec.SafeState;

/** One write to the system, with its exact path and content. */
public sealed interface Step {

  /** The content that clears an override. An empty write would change nothing. */
  String CLEAR = "\n";

  /** {@return the absolute path of the file to write} */
  String path();

  /** {@return the exact content, for one write(2)} */
  Bytes content();

  /** {@return the purpose of the write, in a few words} */
  String purpose();

  /** {@return the write as one line: {@code write PATH "CONTENT" # PURPOSE}} */
  default String text() {
    String content = TracedSysfs.shown(content()).replace("\"", "\\\"");
    return "write " + path() + " \"" + content + "\"  # " + purpose();
  }

  /** A write to an attribute of a device, its bus, or a driver on that bus. */
  sealed interface OfDevice extends Step {
    LinuxDevice device();
  }

  /** Reserves a device for one driver, or allows any driver. */
  record SetOverride(LinuxDevice device, Optional<String> driver) implements OfDevice {
    @Override
    public String path() {
      return device.directory() + "/driver_override";
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

  /** Releases a device from its driver. */
  record Release(LinuxDevice device, String driver) implements OfDevice {

    /**
     * {@return whether the kernel may delay the write until no process has the device open; this is
     * so for the drivers of VFIO}
     */
    public boolean mayWait() {
      return GenericDriver.isVfio(driver);
    }

    @Override
    public String path() {
      return device.busDirectory() + "/drivers/" + driver + "/unbind";
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

  /** Binds a device to a driver. The write returns the result of the driver's probe. */
  record Attach(LinuxDevice device, String driver) implements OfDevice {
    @Override
    public String path() {
      return device.busDirectory() + "/drivers/" + driver + "/bind";
    }

    @Override
    public Bytes content() {
      return FileName.bytes(device.name());
    }

    @Override
    public String purpose() {
      return "bind to " + driver;
    }
  }

  /**
   * Adds the id of a device to a driver, which then matches all devices with that id.
   *
   * @param id the id, in the format that the bus uses for {@code new_id}
   */
  record AddId(LinuxDevice device, String driver, String id) implements OfDevice {
    @Override
    public String path() {
      return device.busDirectory() + "/drivers/" + driver + "/new_id";
    }

    @Override
    public Bytes content() {
      return Bytes.latin1(id);
    }

    @Override
    public String purpose() {
      return driver + " temporarily matches it, and all others with this ID";
    }
  }

  /**
   * Removes an id that was added by {@link AddId}. The driver stays bound to its devices.
   *
   * @param id the id, in the format that the bus uses for {@code remove_id}
   */
  record RemoveId(LinuxDevice device, String driver, String id) implements OfDevice {
    @Override
    public String path() {
      return device.busDirectory() + "/drivers/" + driver + "/remove_id";
    }

    @Override
    public Bytes content() {
      return Bytes.latin1(id);
    }

    @Override
    public String purpose() {
      return "no longer match this ID";
    }
  }

  /** Offers a device without a driver to any matching driver. */
  record Offer(LinuxDevice device) implements OfDevice {
    @Override
    public String path() {
      return device.busDirectory() + "/drivers_probe";
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
   * Makes the kernel probe a device again whenever a supplier appears. A write to {@code bind} does
   * not do that.
   */
  record Queue(LinuxDevice device) implements OfDevice {
    @Override
    public String path() {
      return device.busDirectory() + "/drivers_probe";
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

  /** Sets a line of a device's chip before the chip disappears. */
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
