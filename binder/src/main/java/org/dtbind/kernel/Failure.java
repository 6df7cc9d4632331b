// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/** Why a kernel operation failed. */
public sealed interface Failure {

  Operation operation();

  /**
   * {@return the path of the file on the system that dtbind works on, without the path of its root
   * directory}
   */
  String path();

  /** {@return the error that the kernel returned} */
  Errno errno();

  /**
   * {@return the failure in one line, such as {@code cannot write /sys/…: EBUSY (device or resource
   * busy)}}
   */
  default String text() {
    return "cannot %s %s: %s (%s)"
        .formatted(operation().verb(), path(), errno().name(), errno().meaning());
  }

  /**
   * The file does not exist.
   *
   * @param errno ENOENT or ENOTDIR
   */
  record Missing(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * The user lacks permission, or the file system is read-only.
   *
   * @param errno EACCES, EPERM or EROFS
   */
  record Forbidden(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * The file or the device is in use.
   *
   * @param errno EBUSY
   */
  record Busy(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * The file exists, but its device does not.
   *
   * @param errno ENODEV or ENXIO
   */
  record Gone(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * Any other error. Also ENOENT, ENOTDIR, ENODEV and ENXIO after writing to an attribute, because
   * drivers return these errors with other meanings.
   *
   * @param errno the error
   */
  record Refused(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * {@return the failure for an error}
   *
   * @param errno the error that the kernel returned
   */
  static Failure of(Operation operation, String path, Errno errno) {
    boolean written = operation == Operation.WRITE;
    return switch (errno) {
      case EACCES, EPERM, EROFS -> new Forbidden(operation, path, errno);
      case EBUSY -> new Busy(operation, path, errno);
      case ENOENT, ENOTDIR ->
          written ? new Refused(operation, path, errno) : new Missing(operation, path, errno);
      case ENODEV, ENXIO ->
          written ? new Refused(operation, path, errno) : new Gone(operation, path, errno);
      default -> new Refused(operation, path, errno);
    };
  }
}
