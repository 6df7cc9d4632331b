// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import org.dtbind.change.StepJournal;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.TracedSysfs;
import org.dtbind.kernel.WritableSysfs;
import org.dtbind.source.Bytes;

/** One change to sysfs or configfs. */
public sealed interface AggregatorStep {

  /** {@return the absolute path of the attribute or directory} */
  String path();

  /** {@return the step as one line of text, for plans and logs} */
  String text();

  /**
   * Performs the step.
   *
   * @param sysfs the sysfs and configfs of the system
   * @return done, or the error that the kernel returned
   */
  Attempt<Nothing> run(WritableSysfs sysfs);

  /**
   * Records the step, and performs it.
   *
   * @return done; otherwise the reason why it was not recorded, or the error that the kernel
   *     returned
   */
  default Attempt<Nothing> take(StepJournal journal) {
    return journal.take(text(), () -> run(journal.kernel().sysfs()));
  }

  /**
   * Creates a directory in configfs: an aggregator or a line of one.
   *
   * @param path the absolute path of the directory
   */
  record MakeDirectory(String path) implements AggregatorStep {
    @Override
    public String text() {
      return "make directory " + path;
    }

    @Override
    public Attempt<Nothing> run(WritableSysfs sysfs) {
      return sysfs.makeDirectory(path);
    }
  }

  /**
   * Removes a directory in configfs: an aggregator or a line of one.
   *
   * @param path the absolute path of the directory
   */
  record RemoveDirectory(String path) implements AggregatorStep {
    @Override
    public String text() {
      return "remove directory " + path;
    }

    @Override
    public Attempt<Nothing> run(WritableSysfs sysfs) {
      return sysfs.removeDirectory(path);
    }
  }

  /**
   * Writes to an attribute.
   *
   * @param path the absolute path of the attribute
   */
  record Write(String path, Bytes content) implements AggregatorStep {

    /**
     * Creates a write of a text.
     *
     * @param path the absolute path of the attribute
     * @param content the content, in which each character stands for one byte (Latin-1)
     */
    public Write(String path, String content) {
      this(path, Bytes.latin1(content));
    }

    @Override
    public String text() {
      return "write %s \"%s\"".formatted(path, TracedSysfs.shown(content).replace("\"", "\\\""));
    }

    @Override
    public Attempt<Nothing> run(WritableSysfs sysfs) {
      return sysfs.write(path, content);
    }
  }
}
