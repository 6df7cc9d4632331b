// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.dtbind.kernel.Errno;
import org.dtbind.source.FileName;

/**
 * The functions and constants of the C library that dtbind uses. The constants are those of
 * architectures with Linux's generic numbers; see {@link Uapi#numbersAreGeneric}.
 */
final class Libc {

  /** The architecture, in lower case. */
  static final String ARCHITECTURE = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);

  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_RDWR = 2;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  static final int O_APPEND = 02000;
  static final int O_NONBLOCK = 04000;
  static final int O_CLOEXEC = 02000000;

  /** Makes each write(2) return only after the data is stored, as if fsync(2) followed it. */
  static final int O_SYNC = 04010000;

  /** Arm and arm64 have another number for this flag only (arch/arm64/include/uapi/asm/fcntl.h). */
  static final int O_NOFOLLOW = noFollow(ARCHITECTURE);

  static final int S_IFMT = 0170000;
  static final int S_IFCHR = 0020000;
  static final int S_IFBLK = 0060000;

  static final int SEEK_END = 2;

  static final int LOCK_EX = 2;
  static final int LOCK_NB = 4;

  static final int AF_NETLINK = 16;
  static final int SOCK_DGRAM = 2;
  static final int NETLINK_KOBJECT_UEVENT = 15;
  static final int MSG_DONTWAIT = 0x40;
  static final short POLLIN = 1;

  static {
    // Direct mapping is ten times faster for a call than an interface proxy, and not slower to
    // start. The process has the C library loaded already, so its name, which differs between
    // systems, is not needed.
    Native.register(Libc.class, NativeLibrary.getProcess());
  }

  private Libc() {}

  static native int open(byte[] path, int flags, int mode);

  static native int close(int fd);

  // These functions return ssize_t, but are declared with int, because no buffer is longer and JNA
  // would create a NativeLong by reflection, which takes longer than the call.

  static native int read(int fd, byte[] buffer, NativeLong count);

  static native int pread(int fd, byte[] buffer, NativeLong count, NativeLong offset);

  static native int write(int fd, byte[] buffer, NativeLong count);

  static native int lseek(int fd, NativeLong offset, int whence);

  static native int fsync(int fd);

  static native int fdatasync(int fd);

  static native int ftruncate(int fd, NativeLong length);

  static native int ioctl(int fd, NativeLong request, ByteBuffer argument);

  static native int flock(int fd, int operation);

  static native int mkdir(byte[] path, int mode);

  static native int chmod(byte[] path, int mode);

  static native int fchmod(int fd, int mode);

  static native int rename(byte[] from, byte[] to);

  static native int unlink(byte[] path);

  static native int rmdir(byte[] path);

  static native int readlink(byte[] path, byte[] text, NativeLong size);

  static native int getxattr(byte[] path, byte[] name, byte[] value, NativeLong size);

  static native int removexattr(byte[] path, byte[] name);

  static native int getpid();

  static native int symlink(byte[] target, byte[] path);

  static native int delete_module(byte[] name, int flags);

  static native int socket(int family, int type, int protocol);

  static native int bind(int fd, ByteBuffer address, int length);

  static native int poll(ByteBuffer descriptors, NativeLong count, int milliseconds);

  static native int recv(int fd, byte[] buffer, NativeLong count, int flags);

  /**
   * {@return whether flags of open(2) are those of an architecture. Where numbers differ, only
   * reading is known: 0400000, which is O_NOFOLLOW elsewhere, is O_DIRECT on powerpc}
   *
   * @param architecture a value of the system property {@code os.arch}, in lower case
   */
  static boolean mayOpen(int flags, String architecture) {
    return flags == O_RDONLY || Uapi.numbersAreGeneric(architecture);
  }

  /**
   * {@return O_NOFOLLOW of an architecture}
   *
   * @param architecture a value of the system property {@code os.arch}, in lower case
   */
  static int noFollow(String architecture) {
    return architecture.startsWith("arm") || architecture.startsWith("aarch64") ? 0100000 : 0400000;
  }

  /** {@return the error of the last failed call of this thread} */
  static Errno errno() {
    return Errno.of(Native.getLastError());
  }

  /**
   * {@return a path as system calls take it, with a zero byte at the end. A path that contains a
   * zero byte names no file, and becomes the empty path, which names none either}
   */
  static byte[] path(String path) {
    // getBytes() replaces characters outside ISO 8859-1 by '?'.
    byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
    for (byte b : bytes) {
      if (b <= 0 || b == '?') {
        String named = path.indexOf('\0') < 0 ? path : "";
        byte[] name = FileName.bytes(named).toArray();
        return Arrays.copyOf(name, name.length + 1);
      }
    }
    return Arrays.copyOf(bytes, bytes.length + 1);
  }
}
