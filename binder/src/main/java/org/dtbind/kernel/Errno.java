// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.Optional;

/**
 * The errors of system calls, with the numbers that x86, arm, arm64 and riscv share
 * (include/uapi/asm-generic/errno-base.h and errno.h). On alpha, mips, parisc and sparc, other
 * numbers apply from 35 on.
 */
public enum Errno {
  /** Operation not permitted. */
  EPERM(1, "operation not permitted"),
  /** No such file or directory. */
  ENOENT(2, "no such file or directory"),
  /** No such process. */
  ESRCH(3, "no such process"),
  /** Interrupted system call. */
  EINTR(4, "interrupted system call"),
  /** Input/output error. */
  EIO(5, "input/output error"),
  /** No such device or address. */
  ENXIO(6, "no such device or address"),
  /** Argument list too long. */
  E2BIG(7, "argument list too long"),
  /** Bad file number. */
  EBADF(9, "bad file number"),
  /** Try again. */
  EAGAIN(11, "try again"),
  /** Out of memory. */
  ENOMEM(12, "out of memory"),
  /** Permission denied. */
  EACCES(13, "permission denied"),
  /** Bad address. */
  EFAULT(14, "bad address"),
  /** Device or resource busy. */
  EBUSY(16, "device or resource busy"),
  /** File exists. */
  EEXIST(17, "file exists"),
  /** No such device. */
  ENODEV(19, "no such device"),
  /** Not a directory. */
  ENOTDIR(20, "not a directory"),
  /** Is a directory. */
  EISDIR(21, "is a directory"),
  /** Invalid argument. */
  EINVAL(22, "invalid argument"),
  /** Too many open files. */
  EMFILE(24, "too many open files"),
  /** Inappropriate ioctl for device: the file does not support the request. */
  ENOTTY(25, "inappropriate ioctl for device"),
  /** No space left on device. */
  ENOSPC(28, "no space left on device"),
  /** Read-only file system. */
  EROFS(30, "read-only file system"),
  /** Numerical result out of range. */
  ERANGE(34, "numerical result out of range"),
  /** Function not implemented. */
  ENOSYS(38, "function not implemented"),
  /** Directory not empty. */
  ENOTEMPTY(39, "directory not empty"),
  /** Too many symbolic links encountered. */
  ELOOP(40, "too many symbolic links"),
  /** Protocol not supported. */
  EPROTONOSUPPORT(93, "protocol not supported"),
  /** Operation not supported. */
  EOPNOTSUPP(95, "operation not supported"),
  /** Address family not supported by protocol. */
  EAFNOSUPPORT(97, "address family not supported"),
  /** No buffer space available. */
  ENOBUFS(105, "no buffer space available"),
  /** Connection timed out. */
  ETIMEDOUT(110, "timed out"),
  /** An error that is not listed here, or whose number is not known. */
  UNLISTED(0, "an error that dtbind has no name for");

  private final int number;
  private final String meaning;

  Errno(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** {@return the number that a system call sets; 0 for {@link #UNLISTED}} */
  public int number() {
    return number;
  }

  /** {@return the text of strerror(3) in the C locale, in lower case} */
  public String meaning() {
    return meaning;
  }

  /**
   * {@return the error with a number; {@link #UNLISTED} if it is not listed}
   *
   * @param number the number that a system call set
   */
  public static Errno of(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno;
      }
    }
    return UNLISTED;
  }

  /**
   * {@return the error with a name; empty if it is not listed}
   *
   * @param name the name, such as {@code EBUSY}
   */
  public static Optional<Errno> named(String name) {
    for (Errno errno : values()) {
      if (errno.name().equals(name)) {
        return Optional.of(errno);
      }
    }
    return Optional.empty();
  }
}
