// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

/**
 * A failure that ends dtc or one of its companions. The message is the text after {@code FATAL
 * ERROR:}.
 */
final class DtcFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String note;

  DtcFailure(String message) {
    this(message, "");
  }

  DtcFailure(String message, String note) {
    super(message, null, false, false);
    this.note = note;
  }

  /** {@return the failure to open a file} */
  static DtcFailure unopened(String name, String reason) {
    return new DtcFailure("Couldn't open \"" + name + "\": " + cause(reason));
  }

  /** {@return a reason as dtc writes it, which begins with a capital letter} */
  static String cause(String reason) {
    return reason.isEmpty()
        ? reason
        : Character.toUpperCase(reason.charAt(0)) + reason.substring(1);
  }

  /** Returns details that the message lacks: complete lines, or an empty string. */
  String note() {
    return note;
  }
}
