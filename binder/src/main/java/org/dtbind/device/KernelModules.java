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
 * The modules of the running kernel: the loaded ones, and those that depmod(8) has listed in its
 * folder.
 *
 * @param sysfs to read
 * @param files to read
 */
public record KernelModules(Sysfs sysfs, Files files) {

  private static final String LOADER = "/proc/sys/kernel/modprobe";

  /**
   * A driver's claim to a device, by its table of compatibles.
   *
   * @param module with the driver
   * @param alias the pattern that the device matches
   * @param builtIn whether the module is built into the kernel
   */
  public record Claim(String module, String alias, boolean builtIn) {}

  /**
   * {@return the modules of a system}
   *
   * @param kernel to read
   */
  public static KernelModules of(Kernel kernel) {
    return new KernelModules(kernel.sysfs(), kernel.files());
  }

  /** {@return the running kernel's release, as printed by {@code uname -r}} */
  public String release() {
    return sysfs.text("/proc/sys/kernel/osrelease").orElse("");
  }

  /** {@return the folder of its modules, whether or not it exists} */
  public String folder() {
    return "/lib/modules/" + release();
  }

  /** {@return whether depmod has listed the modules of the running kernel} */
  public boolean listed() {
    return !release().isEmpty()
        && files.read(list("modules.dep")).value().flatMap(text -> text).isPresent();
  }

  /**
   * {@return the program with which the kernel loads modules; empty if it cannot load modules, or
   * no longer may}
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
        // "-" where the kernel cannot unload and does not count.
        loaded.put(fields[0], fields[2].matches("\\d+") ? Integer.parseInt(fields[2]) : 1);
      }
    }
    return loaded;
  }

  /**
   * {@return a module and all of its dependencies, in an order in which they can be unloaded; none
   * if the running kernel has no such module}
   *
   * @param name with {@code -} or {@code _}
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
   * What modules are made for, as depmod has listed it.
   *
   * @param claims a pattern each
   */
  public record Aliases(List<Claim> claims) {

    /** Copies the list. */
    public Aliases {
      claims = List.copyOf(claims);
    }

    /**
     * {@return the modules that support a device, according to their lists. Up to Linux 6.17 no
     * list has the compatibles of built-in drivers; such a driver has bound to the device when the
     * system started, or has rejected it}
     *
     * @param modalias the device's
     */
    public List<Claim> claims(String modalias) {
      String bus = modalias.substring(0, modalias.indexOf(':') + 1);
      return claims.stream()
          // Nearly all patterns begin with a bus, and are of another one.
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

  /**
   * {@return the devices that are bound to a loaded module's drivers, by their Linux names}
   *
   * @param module its name
   */
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
    return folder() + "/" + name;
  }

  /** The module of a file such as {@code kernel/drivers/gpio/gpio-aggregator.ko.xz}. */
  private static String name(String file) {
    String last = Paths.name(file);
    int dot = last.indexOf(".ko");
    return folded(dot < 0 ? last : last.substring(0, dot));
  }

  private static String folded(String name) {
    return name.replace('-', '_');
  }
}
