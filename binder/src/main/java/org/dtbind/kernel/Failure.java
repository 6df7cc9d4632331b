// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/** Why the kernel did not do what it was asked. */
public sealed interface Failure {

  /** {@return what was asked} */
  Operation operation();

  /** {@return the file it was asked of, as on the target} */
  String path();

  /** {@return the kernel's answer} */
  Errno errno();

  /** {@return one line: {@code cannot write /sys/…: EBUSY (device or resource busy)}} */
  default String text() {
    return "cannot %s %s: %s (%s)"
        .formatted(operation().verb(), path(), errno().name(), errno().meaning());
  }

  /**
   * The file is not there.
   *
   * @param operation what was asked
   * @param path of the file
   * @param errno ENOENT or ENOTDIR
   */
  record Missing(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * The user may not.
   *
   * @param operation what was asked
   * @param path of the file
   * @param errno EACCES, EPERM or EROFS
   */
  record Forbidden(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * Somebody else has it.
   *
   * @param operation what was asked
   * @param path of the file
   * @param errno EBUSY
   */
  record Busy(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * The file is there, the device behind it is not.
   *
   * @param operation what was asked
   * @param path of the file
   * @param errno ENODEV or ENXIO
   */
  record Gone(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * Any other answer; and every answer of a driver to a written attribute that is not about
   * permission: ENOENT and ENODEV mean something else there.
   *
   * @param operation what was asked
   * @param path of the file
   * @param errno the answer
   */
  record Refused(Operation operation, String path, Errno errno) implements Failure {}

  /**
   * {@return the failure that an errno means}
   *
   * @param operation what was asked
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
