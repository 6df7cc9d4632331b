// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.device.DeviceFiles;
import org.dtbind.device.OpenNodes;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.OpenFile;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.Sysfs;

/**
 * The processes that have an IOMMU group open: the group's node in {@code /dev/vfio}, a device of
 * the group through that node, or a device's node for iommufd. The kernel allows only one opener of
 * a group's node at a time, and returns EBUSY to all others, which proves whether the group is
 * open. The processes are only named, as far as {@code /proc} shows them.
 *
 * @param holders the processes, by number; a process with several open files occurs once for each
 * @param busy whether the kernel reports that the group is open
 */
public record GroupHolders(List<Holder> holders, boolean busy) {

  /** The target of the link in /proc/PID/fd for a device that was opened through its group. */
  private static final String DEVICE = "anon_inode:[vfio-device]";

  private static final String NODES = "/dev/vfio/";

  /** The suffix in /proc/PID/fd for an open file that has been deleted. */
  private static final String GONE = " (deleted)";

  /**
   * The line in {@code fdinfo} of an open device with the device's directory in sysfs; older
   * kernels do not have it (drivers/vfio/vfio_main.c).
   */
  private static final String DIRECTORY = "vfio-device-syspath:";

  /** Copies the list. */
  public GroupHolders {
    holders = List.copyOf(holders);
  }

  /**
   * A process that has the group open.
   *
   * @param process the process, with the path of the open file, or the directory of the open device
   */
  public record Holder(OpenNodes.Holder process, String user) {
    /**
     * {@return this process as text, such as {@code qemu-system-aar[612] has /dev/vfio/7 open (user
     * qemu)}}
     */
    public String text() {
      return "%s (user %s)".formatted(process.text(), user);
    }
  }

  /** {@return the processes that have a group open now} */
  public static GroupHolders read(Kernel kernel, IommuGroup group) {
    Optional<String> file = group.file();
    boolean busy =
        file.flatMap(node -> kernel.vfio().status(node).failure())
            .filter(why -> why.errno() == Errno.EBUSY)
            .isPresent();
    Set<String> files = new LinkedHashSet<>(devices(kernel.sysfs(), group));
    file.ifPresent(files::add);
    Set<String> directories =
        group.members().stream().map(one -> one.device().directory()).collect(Collectors.toSet());
    List<OpenNodes.Holder> holders = new ArrayList<>(OpenNodes.of(kernel.sysfs(), files));
    holders.addAll(
        OpenNodes.search(kernel.sysfs(), open -> directory(open).filter(directories::contains)));
    return new GroupHolders(withUsers(kernel, holders), busy);
  }

  /**
   * {@return the nodes for iommufd of a group's devices, such as {@code /dev/vfio/devices/vfio0};
   * none if the kernel creates none}
   *
   * @param sysfs the attributes of the system
   */
  public static List<String> devices(Sysfs sysfs, IommuGroup group) {
    List<String> files = new ArrayList<>();
    for (GroupMember member : group.members()) {
      if (member.dma() == GroupMember.Dma.VFIO) {
        String directory = member.device().directory() + "/vfio-dev";
        sysfs.names(directory).stream()
            .map(name -> directory + "/" + name)
            .forEach(each -> files.addAll(DeviceFiles.below(sysfs, each)));
      }
    }
    return files;
  }

  /**
   * {@return the processes that have devices open which are being unbound from a VFIO driver; the
   * device nodes of these devices no longer exist}
   */
  public static List<Holder> ofRemoved(Kernel kernel) {
    return withUsers(
        kernel,
        OpenNodes.search(
            kernel.sysfs(),
            file ->
                Optional.of(file.target())
                    .filter(target -> target.startsWith(NODES) && target.endsWith(GONE))));
  }

  private static List<Holder> withUsers(Kernel kernel, List<OpenNodes.Holder> processes) {
    return processes.stream()
        .map(
            one ->
                new Holder(
                    one,
                    kernel.files().owner("/proc/" + one.id()).map(Owner::user).orElse("unknown")))
        .toList();
  }

  private static Optional<String> directory(OpenFile file) {
    return file.target().equals(DEVICE)
        ? file.fdinfo(DIRECTORY).map(path -> path.startsWith("/sys/") ? path : "/sys" + path)
        : Optional.empty();
  }

  /** {@return whether no process has the group open} */
  public boolean isFree() {
    return holders.isEmpty() && !busy;
  }

  /**
   * {@return the processes that have the group open, one per line, or the fact that none is
   * visible; empty if no process has it open}
   */
  public List<String> text() {
    return isFree() || !holders.isEmpty()
        ? holders.stream().map(Holder::text).toList()
        : List.of(
            "the kernel reports that it is open (EBUSY), but /proc does not show which process has "
                + "it open: the process may be in a container or hidden from this user");
  }
}
