// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dtbind.device.OpenNodes.Holder;
import org.dtbind.device.OpenNodes.NodeUse;
import org.dtbind.kernel.OpenFile;
import org.dtbind.kernel.RunningProcess;
import org.dtbind.kernel.Sysfs;

/**
 * The processes and their file descriptors, as far as {@code /proc} shows them to this user. They
 * are listed once, for all questions of one check; a later check lists them again.
 *
 * @param sysfs the attributes of the system
 * @param processes the processes, in the order of {@code /proc}
 */
public record OpenFiles(Sysfs sysfs, List<OfProcess> processes) {

  /**
   * The file descriptors of a process.
   *
   * @param process the process
   * @param threads the IDs of its threads
   * @param files the descriptors of all threads: a thread may have a table of its own
   */
  public record OfProcess(RunningProcess process, List<String> threads, List<OpenFile> files) {
    /** Copies the lists. */
    public OfProcess {
      threads = List.copyOf(threads);
      files = List.copyOf(files);
    }

    private Stream<Holder> holders(Stream<NodeUse> uses) {
      List<NodeUse> found = uses.distinct().toList();
      String name = found.isEmpty() ? "" : process.name();
      return found.stream().map(use -> new Holder(process.id(), name, use.node(), use.use()));
    }
  }

  /** Copies the list. */
  public OpenFiles {
    processes = List.copyOf(processes);
  }

  /**
   * {@return the current descriptors of all processes}
   *
   * @param sysfs the attributes of the system
   */
  public static OpenFiles read(Sysfs sysfs) {
    List<OfProcess> processes = new ArrayList<>();
    for (RunningProcess process : RunningProcess.all(sysfs)) {
      List<String> threads = process.threads();
      List<OpenFile> files =
          threads.stream().flatMap(thread -> process.openFiles(thread).stream()).toList();
      processes.add(new OfProcess(process, threads, files));
    }
    return new OpenFiles(sysfs, processes);
  }

  /**
   * {@return the processes with uses; one with several uses occurs once for each}
   *
   * @param choice returns the uses of a descriptor to report
   */
  public List<Holder> search(Function<OpenFile, Stream<NodeUse>> choice) {
    return processes.stream()
        .flatMap(each -> each.holders(each.files().stream().flatMap(choice)))
        .toList();
  }

  /**
   * Searches the files that all processes have mapped.
   *
   * @param choice takes the path of a mapped file in {@code /proc}; returns the uses to report
   * @return the processes with uses; one with several uses occurs once for each
   */
  public List<Holder> searchMapped(Function<String, Stream<NodeUse>> choice) {
    return processes.stream()
        .flatMap(
            each ->
                each.holders(each.process().mappedFiles(each.threads()).stream().flatMap(choice)))
        .toList();
  }

  /**
   * {@return the processes with uses; one with several uses occurs once for each}
   *
   * @param choice takes the ID of a thread; returns the uses to report
   */
  List<Holder> searchThreads(Function<String, Stream<NodeUse>> choice) {
    return processes.stream()
        .flatMap(each -> each.holders(each.threads().stream().flatMap(choice)))
        .toList();
  }
}
