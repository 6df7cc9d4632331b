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

/**
 * The udev rules that set owners of IOMMU groups' nodes: those in {@code /run} and those in {@code
 * /etc} belong together, because a file in {@code /etc} overrides one with its name in {@code
 * /run}. A rule ends when one of its devices is released from VFIO. Writes nothing.
 */
public record GroupRules(Files files, Map<String, List<String>> names) {

  /** The folder of rules that last until the next boot. */
  public static final String UNTIL_REBOOT = "/run/udev/rules.d";

  /** The folder of rules that apply at each boot. */
  public static final String AT_BOOT = "/etc/udev/rules.d";

  private static final String OURS = "70-dtbind-";

  private static final String PREFIX = prefix(Paths.name(GroupFiles.path("", "")));

  /** Of a device whose owner is declared, {@link BindingFiles#access}. */
  private static final String ACCESS = OURS + "access-";

  /**
   * {@return the rules of a system}
   *
   * @param files to read
   */
  public static GroupRules read(Files files) {
    Map<String, List<String>> names = new HashMap<>();
    for (String folder : List.of(UNTIL_REBOOT, AT_BOOT)) {
      names.put(
          folder, files.names(folder).stream().filter(name -> name.startsWith(OURS)).toList());
    }
    return new GroupRules(files, Map.copyOf(names));
  }

  /** A file of rules. */
  public record Rules(String path, FileState.Text state) {

    private static final Pattern OWNER = Pattern.compile("OWNER:?=\"([^\"]*)\"");

    /** {@return whether it is about a device} */
    public boolean names(LinuxDevice device) {
      return state.content().contains("/devices/" + device.name() + "\"");
    }

    /** {@return the owner that it sets} */
    public String owner() {
      Matcher owner = OWNER.matcher(state.content());
      return owner.find() ? owner.group(1) : "root";
    }

    private boolean mayBeSuspended(LinuxDevice device) {
      return state.content().contains(GroupFiles.returned(device.bus(), device.name()));
    }

    /** {@return its removal} */
    public FileChange removed() {
      return new FileChange(path, Optional.of(state), Optional.empty(), "its nodes have no owner");
    }
  }

  /** {@return the files in a folder that set an owner for a device's group} */
  public List<Rules> of(String folder, LinuxDevice device) {
    List<Rules> found = new ArrayList<>();
    String own = folder + "/" + Paths.name(BindingFiles.rules(device.bus(), device.name()));
    for (String name : names.getOrDefault(folder, List.of())) {
      String path = folder + "/" + name;
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

  /** {@return whether a file only sets owners of nodes} */
  public static boolean isOfGroup(Rules rules) {
    return isShared(Paths.name(rules.path()));
  }

  private static boolean isShared(String name) {
    return name.startsWith(PREFIX) || name.startsWith(ACCESS);
  }

  /**
   * {@return the changes when a device is released from VFIO: binding it to VFIO later does not
   * give it to its former user}
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
   * {@return the changes by which rules in {@code /etc} apply again to a device that was returned}
   */
  public List<FileChange> begun(LinuxDevice device) {
    List<FileChange> changes = new ArrayList<>();
    mark(device, Optional.empty(), changes);
    return changes;
  }

  private void mark(LinuxDevice device, Optional<FileState> wanted, List<FileChange> changes) {
    String purpose =
        wanted.isPresent()
            ? "until the next boot, its nodes have no owner"
            : "its nodes have an owner again";
    FileChange.to(files, returned(device), wanted, purpose).ifPresent(changes::add);
  }

  private static String returned(LinuxDevice device) {
    return GroupFiles.returned(device.bus(), device.name());
  }

  /**
   * {@return whether a change of drivers releases a device from VFIO, or leaves it without a VFIO
   * driver}
   */
  public static boolean leaves(LinuxDevice device, Optional<String> driver) {
    return driver.filter(GroupMember::isVfio).isEmpty()
        && (device.driver().filter(GroupMember::isVfio).isPresent() || device.driver().isEmpty());
  }
}
