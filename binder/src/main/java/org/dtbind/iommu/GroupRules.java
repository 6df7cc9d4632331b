// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileState;
import org.dtbind.device.LinuxDevice;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.export.target.GroupFiles;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Paths;
import org.dtbind.linux.GenericDriver;

/**
 * The udev rules that set owners of the nodes of IOMMU groups. The rules in {@code /run} and {@code
 * /etc} must be considered together, because a file in {@code /etc} overrides a file of the same
 * name in {@code /run}. The rules for a device end when it is unbound from VFIO. This class plans
 * changes but writes nothing.
 *
 * @param names the names of dtbind's rules files, by directory
 */
public record GroupRules(Files files, Map<String, List<String>> names) {

  /** The directory of rules that last until the next boot. */
  public static final String UNTIL_REBOOT = "/run/udev/rules.d";

  /** The directory of rules that apply at each boot. */
  public static final String AT_BOOT = "/etc/udev/rules.d";

  private static final String DTBIND_PREFIX = "70-dtbind-";

  private static final String PREFIX = prefix(Paths.name(GroupFiles.path("", "")));

  /**
   * The prefix of the rules files for devices with a declared owner, {@link BindingFiles#access}.
   */
  private static final String ACCESS = DTBIND_PREFIX + "access-";

  public static GroupRules read(Files files) {
    Map<String, List<String>> names = new HashMap<>();
    for (String directory : List.of(UNTIL_REBOOT, AT_BOOT)) {
      names.put(
          directory,
          files.names(directory).stream().filter(name -> name.startsWith(DTBIND_PREFIX)).toList());
    }
    return new GroupRules(files, Map.copyOf(names));
  }

  /**
   * A file of rules.
   *
   * @param path the absolute path
   * @param state the contents
   */
  public record Rules(String path, FileState.Text state) {

    private static final Pattern OWNER = Pattern.compile("OWNER:?=\"([^\"]*)\"");

    public boolean names(LinuxDevice device) {
      return state.content().contains("/devices/" + device.name() + "\"");
    }

    /** {@return the user that the rules make the owner; root if they set none} */
    public String owner() {
      Matcher owner = OWNER.matcher(state.content());
      return owner.find() ? owner.group(1) : "root";
    }

    private boolean mayBeSuspended(LinuxDevice device) {
      return state.content().contains(GroupFiles.returned(device.bus(), device.name()));
    }

    public FileChange removed() {
      return new FileChange(
          path, Optional.of(state), Optional.empty(), "its device nodes belong to root again");
    }
  }

  /**
   * {@return the files in a directory that set an owner for the group of a device}
   *
   * @param directory {@link #UNTIL_REBOOT} or {@link #AT_BOOT}
   */
  public List<Rules> of(String directory, LinuxDevice device) {
    List<Rules> found = new ArrayList<>();
    String own = directory + "/" + Paths.name(BindingFiles.rules(device.bus(), device.name()));
    for (String name : names.getOrDefault(directory, List.of())) {
      String path = directory + "/" + name;
      if (isShared(name) || path.equals(own)) {
        FileState.of(files, path).value().stream()
            .flatMap(Optional::stream)
            .filter(FileState.Text.class::isInstance)
            .map(state -> new Rules(path, (FileState.Text) state))
            .filter(rules -> rules.names(device))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static String prefix(String name) {
    return name.substring(0, name.indexOf(':'));
  }

  /**
   * {@return whether a file sets only the owners of nodes, so that it can be removed with them}
   *
   * @param rules the file
   */
  public static boolean isOfGroup(Rules rules) {
    return isShared(Paths.name(rules.path()));
  }

  private static boolean isShared(String name) {
    return name.startsWith(PREFIX) || name.startsWith(ACCESS);
  }

  /**
   * {@return the changes that end the rules for a device that is unbound from VFIO, so that binding
   * it to VFIO later does not give it to its former user}
   *
   * @param forever whether rules in {@code /etc} end for all later boots, not only until the next
   *     one
   */
  public List<FileChange> ended(LinuxDevice device, boolean forever) {
    List<FileChange> changes = new ArrayList<>();
    of(UNTIL_REBOOT, device).forEach(rules -> changes.add(rules.removed()));
    boolean suspends = false;
    for (Rules rules : of(AT_BOOT, device)) {
      if (isOfGroup(rules) && (forever || !rules.mayBeSuspended(device))) {
        changes.add(rules.removed());
      } else {
        suspends |= !forever;
      }
    }
    if (suspends) {
      mark(device, Optional.of(new FileState.Text("", false)), changes);
    }
    return changes;
  }

  /**
   * {@return the changes that make rules in {@code /etc} apply again to a device that was released
   * from VFIO and is bound to it again}
   */
  public List<FileChange> resumed(LinuxDevice device) {
    List<FileChange> changes = new ArrayList<>();
    mark(device, Optional.empty(), changes);
    return changes;
  }

  private void mark(LinuxDevice device, Optional<FileState> wanted, List<FileChange> changes) {
    String purpose =
        wanted.isPresent()
            ? "until the next boot, its device nodes belong to root"
            : "the rule for its device nodes applies again";
    FileChange.to(files, returned(device), wanted, purpose).ifPresent(changes::add);
  }

  private static String returned(LinuxDevice device) {
    return GroupFiles.returned(device.bus(), device.name());
  }

  /**
   * {@return whether a change of drivers unbinds a device from VFIO, or leaves it without a VFIO
   * driver}
   *
   * @param device the device before the change
   * @param driver the driver after the change; empty for none
   */
  public static boolean leaves(LinuxDevice device, Optional<String> driver) {
    return driver.filter(GenericDriver::isVfio).isEmpty()
        && (device.driver().filter(GenericDriver::isVfio).isPresent() || device.driver().isEmpty());
  }
}
