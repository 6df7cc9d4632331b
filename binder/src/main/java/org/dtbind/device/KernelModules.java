// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;

/**
 * The modules of the running kernel: those that are loaded, and those in the lists of depmod(8).
 *
 * @param sysfs the attributes of the system
 */
public record KernelModules(Sysfs sysfs, Files files) {

  private static final String LOADER = "/proc/sys/kernel/modprobe";

  /**
   * A module whose alias, from the match tables of its drivers, matches a device.
   *
   * @param alias the pattern
   */
  public record Claim(String module, String alias, boolean builtIn) {}

  public static KernelModules of(Kernel kernel) {
    return new KernelModules(kernel.sysfs(), kernel.files());
  }

  /** {@return the release of the running kernel, as printed by {@code uname -r}} */
  public String release() {
    return sysfs.text("/proc/sys/kernel/osrelease").orElse("");
  }

  /** {@return the directory of the modules of the running kernel, whether or not it exists} */
  public String directory() {
    return "/lib/modules/" + release();
  }

  /** {@return whether depmod has listed the modules of the running kernel} */
  public boolean listed() {
    return !release().isEmpty()
        && files.read(list("modules.dep")).value().flatMap(text -> text).isPresent();
  }

  /**
   * {@return the absolute path of the program with which the kernel loads modules (modprobe); empty
   * if the kernel cannot load modules, or loading has been disabled}
   */
  public Optional<String> loader() {
    boolean closed =
        sysfs.text("/proc/sys/kernel/modules_disabled").filter("1"::equals).isPresent();
    return closed ? Optional.empty() : sysfs.text(LOADER).filter(path -> path.startsWith("/"));
  }

  /** {@return the number of users of each loaded module, by name} */
  public Map<String, Integer> loaded() {
    Map<String, Integer> loaded = new LinkedHashMap<>();
    for (String line : sysfs.text("/proc/modules").orElse("").split("\n", -1)) {
      String[] fields = line.split(" ", -1);
      if (fields.length > 2) {
        // The field is "-" if the kernel cannot unload modules and therefore does not count users.
        loaded.put(fields[0], fields[2].matches("[0-9]{1,9}") ? Integer.parseInt(fields[2]) : 1);
      }
    }
    return loaded;
  }

  /**
   * {@return the names of a module and all of its dependencies, in an order in which they can be
   * unloaded; none if the running kernel has no such module}
   *
   * @param name the name of the module, with {@code -} or {@code _}
   */
  public List<String> withDependencies(String name) {
    return lines("modules.dep")
        .map(line -> Stream.of(line.split("[: ]+", -1)).map(KernelModules::name).toList())
        .filter(names -> names.get(0).equals(folded(name)))
        .findFirst()
        .map(names -> names.stream().filter(one -> !one.isEmpty()).toList())
        .orElse(List.of());
  }

  /**
   * The devices that modules support, according to the lists of depmod.
   *
   * @param claims one claim for each pattern of each module
   */
  public record Aliases(List<Claim> claims) {

    /** Copies the list. */
    public Aliases {
      claims = List.copyOf(claims);
    }

    /**
     * {@return the modules that support a device, according to the lists. Up to Linux 6.17, no list
     * contains the compatibles of built-in drivers; such a driver has bound to the device when the
     * system started, or has rejected it}
     */
    public List<Claim> claims(String modalias) {
      String bus = modalias.substring(0, modalias.indexOf(':') + 1);
      return claims.stream()
          // Comparing the bus first is cheaper: nearly all patterns begin with the name of another
          // bus.
          .filter(claim -> claim.alias().startsWith(bus) || isOpen(claim.alias()))
          .filter(claim -> new AliasPattern(claim.alias()).matches(modalias))
          .distinct()
          .toList();
    }

    private static boolean isOpen(String alias) {
      int colon = alias.indexOf(':');
      String start = colon < 0 ? alias : alias.substring(0, colon);
      return start.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '-' || c == '_');
    }
  }

  /** {@return the devices that the modules of the running kernel support} */
  public Aliases aliases() {
    List<Claim> claims = new ArrayList<>();
    lines("modules.alias")
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length == 3 && words[0].equals("alias"))
        .forEach(words -> claims.add(new Claim(words[2], words[1], false)));
    for (String entry : content("modules.builtin.modinfo").split("\0", -1)) {
      int alias = entry.indexOf(".alias=");
      String pattern = alias < 0 ? "" : entry.substring(alias + ".alias=".length());
      if (!pattern.isEmpty()) {
        claims.add(new Claim(entry.substring(0, alias), pattern, true));
      }
    }
    return new Aliases(claims);
  }

  /** {@return the Linux names of the devices that are bound to the drivers of a loaded module} */
  public List<String> devicesOf(String module) {
    List<String> devices = new ArrayList<>();
    String drivers = "/sys/module/" + folded(module) + "/drivers";
    for (String entry : sysfs.names(drivers)) {
      String driver = sysfs.target(drivers + "/" + entry).value().orElse("");
      for (String name : driver.isEmpty() ? List.<String>of() : sysfs.names(driver)) {
        boolean link = sysfs.target(driver + "/" + name).value().isPresent();
        if (link && !name.equals("module")) {
          devices.add(name);
        }
      }
    }
    return devices;
  }

  private Stream<String> lines(String list) {
    return content(list).lines();
  }

  private String content(String list) {
    return files.read(list(list)).value().flatMap(text -> text).orElse("");
  }

  private String list(String name) {
    return directory() + "/" + name;
  }

  /**
   * {@return the name of the module in a file such as {@code
   * kernel/drivers/gpio/gpio-aggregator.ko.xz}}
   */
  private static String name(String file) {
    String last = Paths.name(file);
    int dot = last.indexOf(".ko");
    return folded(dot < 0 ? last : last.substring(0, dot));
  }

  private static String folded(String name) {
    return name.replace('-', '_');
  }
}
