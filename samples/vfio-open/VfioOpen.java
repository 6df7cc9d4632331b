// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * Opens a device through VFIO, as the owner of its IOMMU group may: by container and group
 * (Documentation/driver-api/vfio.rst), or by iommufd. Prints the number of the device's regions and
 * interrupts, and closes the device.
 */
final class VfioOpen {

  // include/uapi/linux/vfio.h and iommufd.h: _IO(';', 100 + n), and _IO(';', 0x81).
  private static final long GET_API_VERSION = 0x3B64;
  private static final long SET_IOMMU = 0x3B66;
  private static final long GROUP_GET_STATUS = 0x3B67;
  private static final long GROUP_SET_CONTAINER = 0x3B68;
  private static final long GROUP_GET_DEVICE_FD = 0x3B6A;
  private static final long DEVICE_GET_INFO = 0x3B6B;
  private static final long DEVICE_BIND_IOMMUFD = 0x3B76;
  private static final long DEVICE_ATTACH_IOMMUFD_PT = 0x3B77;
  private static final long IOMMU_IOAS_ALLOC = 0x3B81;

  private static final long TYPE1_IOMMU = 1;
  private static final int VIABLE = 1;
  private static final int O_RDWR = 2;

  private VfioOpen() {}

  /** The C library. A call that fails throws an exception with its errno. */
  interface C extends Library {
    int open(String path, int flags) throws LastErrorException;

    int ioctl(int file, NativeLong request, Pointer argument) throws LastErrorException;

    String strerror(int errno);
  }

  private static final C LIBC = Native.load("c", C.class);

  /** The current step, for the message if it fails. */
  private static String doing = "";

  /**
   * Opens a device.
   *
   * @param args {@code group /dev/vfio/N DEVICE} or {@code iommufd /dev/vfio/devices/vfioN}
   */
  public static void main(String[] args) {
    try {
      if (args.length == 3 && args[0].equals("group")) {
        group(args[1], args[2]);
      } else if (args.length == 2 && args[0].equals("iommufd")) {
        iommufd(args[1]);
      } else {
        System.err.println("usage: VfioOpen group /dev/vfio/N DEVICE");
        System.err.println("       VfioOpen iommufd /dev/vfio/devices/vfioN");
        System.exit(64);
      }
    } catch (LastErrorException e) {
      int errno = e.getErrorCode();
      System.out.printf("cannot %s: %s (%d)%n", doing, LIBC.strerror(errno), errno);
      System.exit(1);
    }
  }

  private static void group(String node, String device) {
    int container = open("/dev/vfio/vfio");
    System.out.println("VFIO API version: " + ask(container, "get the version", GET_API_VERSION, 0));
    int group = open(node);
    Memory status = structure(8);
    ask(group, "get the status of " + node, GROUP_GET_STATUS, status);
    System.out.println(node + ((status.getInt(4) & VIABLE) != 0 ? " is viable" : " is not viable"));
    Memory number = new Memory(4);
    number.setInt(0, container);
    ask(group, "put " + node + " into a container", GROUP_SET_CONTAINER, number);
    ask(container, "set up the IOMMU", SET_IOMMU, TYPE1_IOMMU);
    byte[] name = device.getBytes(StandardCharsets.UTF_8);
    Memory text = new Memory(name.length + 1);
    text.clear();
    text.write(0, name, 0, name.length);
    info(device, ask(group, "open " + device, GROUP_GET_DEVICE_FD, text));
  }

  private static void iommufd(String node) {
    int iommu = open("/dev/iommu");
    int device = open(node);
    Memory bind = structure(16);
    bind.setInt(8, iommu);
    ask(device, "bind " + node + " to an iommufd", DEVICE_BIND_IOMMUFD, bind);
    Memory space = structure(12);
    ask(iommu, "make an address space", IOMMU_IOAS_ALLOC, space);
    Memory attach = structure(12);
    attach.setInt(8, space.getInt(8));
    ask(device, "attach " + node + " to it", DEVICE_ATTACH_IOMMUFD_PT, attach);
    info(node, device);
  }

  private static void info(String name, int device) {
    Memory info = structure(24);
    ask(device, "get what " + name + " has", DEVICE_GET_INFO, info);
    System.out.printf(
        "%s is open: %d regions, %d interrupts%n", name, info.getInt(8), info.getInt(12));
  }

  /** Returns a structure that begins with its own size. */
  private static Memory structure(int size) {
    Memory structure = new Memory(size);
    structure.clear();
    structure.setInt(0, size);
    return structure;
  }

  private static int open(String node) {
    doing = "open " + node;
    return LIBC.open(node, O_RDWR);
  }

  private static int ask(int file, String what, long request, Pointer argument) {
    doing = what;
    return LIBC.ioctl(file, new NativeLong(request), argument);
  }

  private static int ask(int file, String what, long request, long argument) {
    return ask(file, what, request, argument == 0 ? Pointer.NULL : Pointer.createConstant(argument));
  }
}
