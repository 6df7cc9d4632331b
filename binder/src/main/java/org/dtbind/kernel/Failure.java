// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/** Why a request to the kernel failed. */
public sealed interface Failure {

  /** {@return the operation} */
  Operation operation();

  /** {@return the file, with its path on the target} */
  String path();

  /** {@return the kernel's answer} */
  Errno errno();

  /** {@return one line: {@code cannot write /sys/…: EBUSY (device or resource busy)}} */
  default String text() {
    return "cannot %s %s: %s (%s)"
        .formatted(operation().verb(), path(), errno().name(), errno().meaning());
  }

  /**
   * The file does not exist.
   *
   * @param operation the operation
   * @param path of the file
   * @param errno ENOENT or ENOTDIR
   */
  record Missing(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * The user lacks permission.
   *
   * @param operation the operation
   * @param path of the file
   * @param errno EACCES, EPERM or EROFS
   */
  record Forbidden(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * It is in use.
   *
   * @param operation the operation
   * @param path of the file
   * @param errno EBUSY
   */
  record Busy(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * The file exists, but its device does not.
   *
   * @param operation the operation
   * @param path of the file
   * @param errno ENODEV or ENXIO
   */
  record Gone(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * Any other answer; and every answer of a driver to a written attribute, except missing
   * permission: ENOENT and ENODEV have other meanings there.
   *
   * @param operation the operation
   * @param path of the file
   * @param errno the answer
   */
  record Refused(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * {@return the failure for an errno}
   *
   * @param operation the operation
   * @param path of the file
   * @param errno the answer
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
