// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/** Operations on the kernel. */
public enum Operation {
  /** Opening a file. */
  OPEN("open"),
  /** Reading an attribute. */
  READ("read"),
  /** Writing an attribute. */
  WRITE("write"),
  /** Listing a folder. */
  LIST("list"),
  /** Reading where a link leads. */
  LINK("read link"),
  /** A request to a character device. */
  IOCTL("ioctl"),
  /** Making a folder. */
  MAKE("make"),
  /** Removing a file or folder. */
  REMOVE("remove"),
  /** Saying whose a file is. */
  GIVE("give away"),
  /** Starting a program. */
  RUN("run"),
  /** Taking a lock. */
  LOCK("lock"),
  /** Listening for events. */
  LISTEN("listen"),
  /** Loading a module. */
  LOAD("load"),
  /** Unloading a module. */
  UNLOAD("unload");

  private final String verb;

  Operation(String verb) {
    this.verb = verb;
  }

  /** {@return the word for messages} */
  public String verb() {
    return verb;
  }
}
