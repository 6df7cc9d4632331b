// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveKernel;
import org.dtbind.device.LiveTree;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.Release;
import org.dtbind.tree.PropertyValue;

/**
 * The requirement of VFIO drivers outside PCI that Linux can reset a device, so that its next owner
 * does not get the state that the previous one left (drivers/vfio/platform/vfio_platform_common.c).
 *
 * @param refusal why the driver would reject the device; empty if it would not
 * @param help what to do about the refusal; empty if nothing can be done
 * @param notes notes for users, one per line
 */
public record ResetLimits(Optional<String> refusal, Optional<String> help, List<String> notes) {

  private static final ResetLimits NONE =
      new ResetLimits(Optional.empty(), Optional.empty(), List.of());

  /** Compatibles for which Linux has a reset function (drivers/vfio/platform/reset, 6.1). */
  private static final Set<String> RESET =
      Set.of("calxeda,hb-xgmac", "amd,xgbe-seattle-v1a", "brcm,iproc-flexrm-mbx");

  /** Refuses the device even if no reset is required. */
  private static final Release BROKEN = new Release(6, 1);

  private static final String REQUIRED = "/sys/module/vfio_platform/parameters/reset_required";

  /** Copies the list. */
  public ResetLimits {
    notes = List.copyOf(notes);
  }

  public static ResetLimits of(Kernel kernel, LinuxDevice device, String driver) {
    boolean amba = driver.equals(GenericDriver.VFIO_AMBA.driver());
    if (!driver.equals(GenericDriver.VFIO_PLATFORM.driver()) && !amba) {
      return NONE;
    }
    // The driver considers only the first compatible.
    Optional<String> compatible =
        device
            .node()
            .flatMap(node -> LiveTree.of(kernel.sysfs()).property(node, "compatible"))
            .flatMap(PropertyValue::strings)
            .flatMap(all -> all.stream().findFirst());
    List<String> notes = new ArrayList<>();
    if (amba) {
      notes.add("vfio-amba is deprecated and will be removed from the kernel");
    }
    if (compatible.filter(RESET::contains).isPresent()) {
      notes.add(
          ("the driver that resets \"%s\" is being removed from the kernel"
                  + " (drivers/vfio/platform/reset)")
              .formatted(compatible.get()));
      return new ResetLimits(Optional.empty(), Optional.empty(), notes);
    }
    String reason =
        "Linux has no reset function for %s"
            .formatted(compatible.map(text -> "\"" + text + "\"").orElse("it"));
    if (LiveKernel.release(kernel.sysfs()).filter(BROKEN::equals).isPresent()) {
      return new ResetLimits(
          Optional.of(
              reason
                  + ", and because of a bug, Linux 6.1 then returns ENOENT even if"
                  + " reset_required is off"),
          Optional.of("use a later kernel"),
          notes);
    }
    return amba
        ? free(reason + ": the next owner gets it", notes)
        : required(kernel, driver, reason, notes);
  }

  private static ResetLimits required(
      Kernel kernel, String driver, String reason, List<String> notes) {
    if (kernel.sysfs().text(REQUIRED).filter("Y"::equals).isPresent()) {
      return new ResetLimits(
          Optional.of(reason + ", which " + driver + " requires"),
          Optional.of(
              "if you do not need a reset, set vfio-platform.reset_required=0 on the kernel's "
                  + "command line, or reset_required=0 for the module"),
          notes);
    }
    return free(
        reason
            + (kernel.sysfs().exists(REQUIRED)
                ? ": the next owner gets it"
                : ": vfio-platform refuses it unless its module is loaded with reset_required=0, and"
                    + " the next owner then gets it"),
        notes);
  }

  private static ResetLimits free(String owner, List<String> notes) {
    notes.add(owner + " in the state in which the previous owner left it");
    return new ResetLimits(Optional.empty(), Optional.empty(), notes);
  }
}
