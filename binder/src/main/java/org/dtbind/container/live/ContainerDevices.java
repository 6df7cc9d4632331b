// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.bind.plan.DeviceNodes;
import org.dtbind.change.result.Problem;
import org.dtbind.container.CdiDevice;
import org.dtbind.container.CdiKind;
import org.dtbind.container.CdiRules.By;
import org.dtbind.device.DeviceFiles;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.device.Resolution;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Owner;
import org.dtbind.spec.Access;
import org.dtbind.spec.AggregatorSpec;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.IommuGroupSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;

/**
 * The declared devices of a system that containers can have.
 *
 * @param present the devices whose nodes exist, in the order of the declaration
 * @param missing the devices whose nodes do not exist
 * @param notes why other devices have no CDI file, one per line
 * @param problems names that CDI does not allow or that occur twice, each with the place of its
 *     declaration
 */
public record ContainerDevices(
    List<Present> present, List<Missing> missing, List<String> notes, List<Problem> problems) {

  /**
   * A device whose node exists.
   *
   * @param by how udev rules identify the node
   * @param persistent whether the device is set up again at each boot
   */
  public record Present(CdiDevice device, By by, boolean persistent) {}

  /**
   * A device whose node does not exist.
   *
   * @param name its CDI name
   * @param declared its name in the declaration
   * @param place where it is declared
   */
  public record Missing(String name, String declared, String place) {

    /**
     * {@return the message about it}
     *
     * @param planned whether a later change may create the node
     */
    public String why(boolean planned) {
      return "%s has no device node%s (%s)"
          .formatted(
              declared,
              planned
                  ? " yet, so the file for containers is not shown"
                  : ", so dtbind does not write a file for containers",
              place);
    }
  }

  public ContainerDevices {
    present = List.copyOf(present);
    missing = List.copyOf(missing);
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }

  /** {@return the devices of a declaration} */
  public static ContainerDevices read(Kernel kernel, Specification specification) {
    return new Reading(kernel, specification).all();
  }

  public List<CdiDevice> devices() {
    return present.stream().map(Present::device).toList();
  }

  private static final class Reading {

    private final Kernel kernel;
    private final Specification specification;
    private final List<Present> present = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();

    Reading(Kernel kernel, Specification specification) {
      this.kernel = kernel;
      this.specification = specification;
    }

    ContainerDevices all() {
      DeviceResolver resolver =
          new DeviceResolver(DeviceSnapshot.read(kernel.sysfs()), LiveTree.of(kernel.sysfs()));
      for (DeviceSpec device : specification.devices()) {
        if (device.bind().isPresent() || device.access().values().isSpecified()) {
          add(device, resolver);
        }
      }
      if (!specification.aggregators().isEmpty()) {
        List<LiveAggregator> live = LiveAggregators.read(kernel, LiveGpio.read(kernel));
        specification.aggregators().forEach(aggregator -> add(aggregator, live));
      }
      specification.iommuGroups().forEach(group -> add(group, resolver));
      return new ContainerDevices(present, missing, notes, problems);
    }

    private void add(DeviceSpec declared, DeviceResolver resolver) {
      String word = declared.word();
      String name = declared.access().link().map(Located::value).orElse(lastOf(word));
      String place = specification.origins().of(declared.node().span()).place();
      Optional<LinuxDevice> device = found(resolver.resolve(word));
      List<String> nodes = device.map(one -> DeviceNodes.of(kernel, one)).orElse(List.of());
      Optional<String> node = nodes.stream().filter(one -> CdiKind.of(one).isPresent()).findFirst();
      if (!nodes.isEmpty() && node.isEmpty()) {
        notes.add(
            word
                + " is not available to containers: dtbind does not support "
                + String.join(", ", nodes));
        return;
      }
      boolean group = node.flatMap(CdiKind::of).filter(CdiKind.VFIO::equals).isPresent();
      // The node of a group is not below the device in sysfs.
      By by = group ? member(device) : new By.Device(device.map(LinuxDevice::directory).orElse(""));
      add(name, place, node, by, declared.access());
    }

    private void add(AggregatorSpec declared, List<LiveAggregator> live) {
      String name = declared.name().value();
      Optional<String> node =
          live.stream()
              .filter(one -> one.name().filter(name::equals).isPresent())
              .flatMap(one -> one.chip().stream())
              .map(GpioChip::device)
              .findFirst();
      String link = declared.access().link().map(Located::value).orElse(name);
      String place = specification.origins().of(declared.name().span()).place();
      add(name, place, node, new By.Link("gpio/" + link), declared.access());
    }

    private void add(IommuGroupSpec declared, DeviceResolver resolver) {
      if (declared.bind().isEmpty()) {
        return;
      }
      String word = declared.member().value();
      Optional<LinuxDevice> device = found(resolver.resolve(word));
      Optional<String> node =
          device.flatMap(one -> DeviceFiles.ofGroup(kernel.sysfs(), one.directory()));
      String place = specification.origins().of(declared.member().span()).place();
      add(lastOf(word), place, node, member(device), declared.access());
    }

    private static By member(Optional<LinuxDevice> device) {
      return new By.Member(
          device.map(one -> one.busDirectory() + "/devices/" + one.name()).orElse(""));
    }

    private void add(
        String declared, String place, Optional<String> node, By by, DeclaredAccess access) {
      Optional<String> name = CdiDevice.name(declared);
      if (name.isEmpty()) {
        problems.add(
            Problem.of(declared + " is not a name that containers can use")
                .help("declare a 'link:' that consists of letters and digits")
                .details(List.of("declared at " + place)));
        return;
      }
      if (node.isEmpty()) {
        missing.add(new Missing(name.get(), declared, place));
        return;
      }
      CdiKind kind = CdiKind.of(node.get()).orElseThrow();
      Optional<String> other =
          Optional.ofNullable(places.putIfAbsent(kind + " " + name.get(), place));
      if (other.isPresent()) {
        problems.add(
            Problem.of("two devices would have the name " + name.get() + " in containers")
                .help("give one of them another 'link:' or name")
                .details(List.of("declared at " + other.get(), "declared at " + place)));
        return;
      }
      boolean persistent = access.persist().filter(Located::value).isPresent();
      CdiDevice device =
          new CdiDevice(kind, name.get(), node.get(), owner(node.get(), access.values()));
      present.add(new Present(device, by, persistent));
    }

    /**
     * {@return the owner of a node in numbers, because an account name may have another number in a
     * container}
     */
    private Optional<CdiDevice.Owner> owner(String node, Access declared) {
      if (declared.complete().owner().isEmpty()) {
        return Optional.empty();
      }
      Optional<Owner> owner = kernel.files().owner(node);
      Optional<Integer> user = owner.flatMap(one -> number("/etc/passwd", one.user()));
      Optional<Integer> group = owner.flatMap(one -> number("/etc/group", one.group()));
      return user.isPresent() && group.isPresent()
          ? owner
              .flatMap(one -> one.ownership().mode())
              .map(mode -> new CdiDevice.Owner(user.get(), group.get(), Integer.parseInt(mode, 8)))
          : Optional.empty();
    }

    private Optional<Integer> number(String file, String account) {
      if (account.matches("[0-9]{1,9}")) {
        return Optional.of(Integer.valueOf(account));
      }
      return kernel.files().read(file).value().flatMap(text -> text).stream()
          .flatMap(String::lines)
          .map(line -> line.split(":", -1))
          .filter(words -> words.length > 2 && words[0].equals(account))
          .map(words -> words[2])
          .filter(number -> number.matches("[0-9]{1,9}"))
          .map(Integer::valueOf)
          .findFirst();
    }

    private static Optional<LinuxDevice> found(Resolution resolution) {
      return resolution instanceof Resolution.Found found
          ? Optional.of(found.device())
          : Optional.empty();
    }

    private static String lastOf(String word) {
      return word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('&')) + 1);
    }
  }
}
