// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.Problem;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Vfio.GroupStatus;
import org.dtbind.kernel.Watch;

/**
 * Verifies that a user can own an IOMMU group after all its devices are bound, by the drivers of
 * its members and the state of its node.
 */
public record GroupVerification(Kernel kernel, int number) {

  /** The time that udev may need to create a node on a system without devtmpfs. */
  private static final Duration NODE_APPEARS = Duration.ofSeconds(1);

  /**
   * {@return the reason why no user can own the group; empty if a user can}
   *
   * @param watch limits the time to wait for nodes
   */
  public Optional<Problem> run(Watch watch) {
    Optional<IommuGroup> group = IommuGroups.read(kernel).group(number);
    if (group.isEmpty()) {
      return Optional.of(Problem.of("IOMMU group %d no longer exists".formatted(number)));
    }
    List<GroupMember> others = group.get().preventingOwnership();
    if (!others.isEmpty()) {
      return unowned(
          others.stream()
              .map(
                  one ->
                      "%s is bound to %s"
                          .formatted(one.device().text(), one.device().driver().orElse("a driver")))
              .toList());
    }
    if (group.get().file().isEmpty()) {
      return unowned(
          List.of("it has no device node in /dev/vfio: the kernel lacks CONFIG_VFIO_GROUP"));
    }
    return opened(group.get().file().get(), watch).or(() -> devices(group.get(), watch));
  }

  private Optional<Problem> opened(String file, Watch watch) {
    Attempt<GroupStatus> status = kernel.vfio().status(file);
    if (isMissing(status)) {
      watch.until(NODE_APPEARS, () -> !isMissing(kernel.vfio().status(file)));
      status = kernel.vfio().status(file);
    }
    if (status.failure().isPresent()) {
      Failure why = status.failure().get();
      return why.errno() == Errno.EBUSY ? Optional.empty() : unowned(List.of(why.text()));
    }
    return status.value().filter(GroupStatus::viable).isPresent()
        ? Optional.empty()
        : unowned(List.of("the kernel reports that %s is not viable".formatted(file)));
  }

  private Optional<Problem> devices(IommuGroup group, Watch watch) {
    for (String file : GroupHolders.devices(kernel.sysfs(), group)) {
      watch.until(NODE_APPEARS, () -> !isMissing(kernel.vfio().open(file)));
      Optional<Failure> failure = kernel.vfio().open(file).failure();
      if (failure.isPresent()) {
        return unowned(List.of(failure.get().text()));
      }
    }
    return Optional.empty();
  }

  private static boolean isMissing(Attempt<?> attempt) {
    return attempt.failure().filter(why -> why.errno() == Errno.ENOENT).isPresent();
  }

  private Optional<Problem> unowned(List<String> details) {
    return Optional.of(
        Problem.of("nobody can own IOMMU group %d".formatted(number)).details(details));
  }
}
