// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.device.LinuxDevice;
import org.dtbind.transaction.FileChange;
import org.dtbind.tree.NodePath;

/** One thing that a run is going to change: what it was like before, and what it is to become. */
sealed interface JournalEntry {

  /** {@return what it is about, for people} */
  String text();

  /**
   * A device on a bus.
   *
   * @param bus of the device
   * @param device its Linux name
   * @param node it was made of
   * @param driver that it had before
   * @param override that it had before
   * @param nextDriver that it is to have; empty for none
   * @param nextOverride that it is to have; empty for none
   * @param offered whether any driver that matches may have it in the end
   * @param recorded what was on record about it before; empty for nothing
   * @param kept whether a record of it is to stay
   * @param newId that the next driver is told for a moment; empty for none
   */
  record OfDevice(
      String bus,
      String device,
      Optional<NodePath> node,
      Optional<String> driver,
      Optional<String> override,
      Optional<String> nextDriver,
      Optional<String> nextOverride,
      boolean offered,
      Optional<Binding> recorded,
      boolean kept,
      Optional<String> newId)
      implements JournalEntry {

    static OfDevice of(Plan plan, RecordChange record) {
      LinuxDevice before = plan.before();
      return new OfDevice(
          before.bus(),
          before.name(),
          before.node(),
          before.driver(),
          before.override().driver(),
          plan.driver(),
          plan.override(),
          plan.offers(),
          record.before(),
          record.after().isPresent(),
          plan.forgetting().map(Step.RemoveId::id));
    }

    @Override
    public String text() {
      return bus + " device " + device + node.map(path -> " (" + path + ")").orElse("");
    }
  }

  /**
   * Files.
   *
   * @param changes each with what is there before; what is there after is not read
   */
  record OfFiles(List<FileChange> changes) implements JournalEntry {
    /** Copies the list. */
    public OfFiles {
      changes = List.copyOf(changes);
    }

    @Override
    public String text() {
      return changes.size() + " files";
    }
  }
}
