// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Sysfs;
import org.dtbind.kernel.TracedSysfs;
import org.dtbind.source.Bytes;

/** One change to sysfs or configfs. */
public sealed interface AggregatorStep {

  /** {@return the attribute or folder} */
  String path();

  /** {@return one line for people} */
  String text();

  /**
   * Does it.
   *
   * @param sysfs to change
   * @return done, or what the kernel answered
   */
  Attempt<Nothing> run(Sysfs sysfs);

  /**
   * A folder in configfs, which is an aggregator or a line of one.
   *
   * @param path of the folder
   */
  record MakeFolder(String path) implements AggregatorStep {
    @Override
    public String text() {
      return "make folder " + path;
    }

    @Override
    public Attempt<Nothing> run(Sysfs sysfs) {
      return sysfs.makeFolder(path);
    }
  }

  /**
   * Such a folder goes.
   *
   * @param path of the folder
   */
  record RemoveFolder(String path) implements AggregatorStep {
    @Override
    public String text() {
      return "remove folder " + path;
    }

    @Override
    public Attempt<Nothing> run(Sysfs sysfs) {
      return sysfs.removeFolder(path);
    }
  }

  /**
   * A write.
   *
   * @param path of the attribute
   * @param content exactly what is written, in one write(2)
   */
  record Write(String path, Bytes content) implements AggregatorStep {

    /**
     * Creates one of a text.
     *
     * @param path of the attribute
     * @param content in characters that stand for bytes
     */
    public Write(String path, String content) {
      this(path, Bytes.latin1(content));
    }

    @Override
    public String text() {
      return "write %s \"%s\"".formatted(path, TracedSysfs.shown(content).replace("\"", "\\\""));
    }

    @Override
    public Attempt<Nothing> run(Sysfs sysfs) {
      return sysfs.write(path, content);
    }
  }
}
