// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/** The kernel operations of which failures are reported. */
public enum Operation {
  /** Opening a file. */
  OPEN("open"),
  /** Reading an attribute. */
  READ("read"),
  /** Writing an attribute. */
  WRITE("write"),
  /** Listing a directory. */
  LIST("list"),
  /** Reading the target of a symbolic link. */
  LINK("read link"),
  /** An ioctl(2) on a character device. */
  IOCTL("ioctl"),
  /** Creating a directory. */
  MAKE("create"),
  /** Removing a file or directory. */
  REMOVE("remove"),
  /** Changing the owner of a file. */
  GIVE("change the owner of"),
  /** Starting a program. */
  RUN("run"),
  /** Taking a lock. */
  LOCK("lock"),
  /** Receiving events. */
  LISTEN("listen to"),
  /** Loading a module. */
  LOAD("load"),
  /** Unloading a module. */
  UNLOAD("unload");

  private final String verb;

  Operation(String verb) {
    this.verb = verb;
  }

  public String verb() {
    return verb;
  }
}
