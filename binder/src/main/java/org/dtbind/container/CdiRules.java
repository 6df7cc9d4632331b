// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dtbind.export.Artefact;
import org.dtbind.export.TextFile;
import org.dtbind.source.Bytes;

/**
 * The udev rules that write the CDI file of a device when its node appears, with whatever number,
 * and remove the file when the node disappears. The rules sort after the rules that create symbolic
 * links, because they may match such a link.
 *
 * @param directory the directory of the CDI file, {@code /run/cdi} or {@code /etc/cdi}
 * @param persistent whether the rules are in {@code /etc} rather than in {@code /run}
 */
public record CdiRules(CdiDevice device, String directory, boolean persistent) {

  /** The beginning of the name of each rules file. */
  public static final String PREFIX = "80-dtbind-cdi-";

  public static final String SCRIPT = "dtbind-cdi";

  /** The directories of rules files: those of rules for each boot, and those of the others. */
  public static final List<String> DIRECTORIES = List.of("/etc/udev/rules.d", "/run/udev/rules.d");

  /** The absolute paths of the script: first for persistent rules, then for the others. */
  public static final List<String> SCRIPTS =
      List.of("/etc/dtbind/" + SCRIPT, "/run/dtbind/" + SCRIPT);

  /** Characters that are neither wildcards of udev nor end a string in a rule. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_+.,:@=/#-]+");

  /** How a rule identifies the device node. */
  public sealed interface By {
    /**
     * By a symbolic link that another rule creates.
     *
     * @param name the path below {@code /dev}, such as {@code gpio/relays}
     */
    record Link(String name) implements By {}

    /**
     * By an ancestor of the node's device in sysfs.
     *
     * @param directory the directory of the ancestor, such as {@code /sys/devices/platform/door}
     */
    record Device(String directory) implements By {}

    /**
     * By a device in the IOMMU group to which the node gives access. The number of a group, which
     * is the node's name, can be that of another group after the next boot.
     *
     * @param path the path of the device, such as {@code /sys/bus/pci/devices/0000:00:02.0}
     */
    record Member(String path) implements By {}
  }

  public String script() {
    return SCRIPTS.get(persistent ? 0 : 1);
  }

  /** {@return the script, with a path relative to the root directory} */
  public Artefact scriptFile() {
    try (InputStream in = CdiRules.class.getResourceAsStream("dtbind-cdi.sh")) {
      if (in == null) {
        throw new IllegalStateException("dtbind-cdi.sh is missing");
      }
      return new Artefact(
          script().substring(1),
          "writes files for containers when udev runs it",
          true,
          Bytes.wrap(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the absolute path of the rules file of a device}
   *
   * @param persistent whether the rules file is in {@code /etc}
   * @param file the name of the device's CDI file
   */
  public static String path(boolean persistent, String file) {
    return DIRECTORIES.get(persistent ? 0 : 1) + "/" + PREFIX + name(file) + ".rules";
  }

  /**
   * {@return the name of the CDI file that a rules file keeps up to date}
   *
   * @param rules the name of the rules file, which begins with {@link #PREFIX}
   */
  public static String cdiFile(String rules) {
    return CdiDevice.VENDOR
        + "-"
        + rules.substring(PREFIX.length()).replaceFirst("[.]rules$", "")
        + ".json";
  }

  /**
   * {@return the path of the file whose existence suspends the rules in {@code /etc}, so that a
   * device that was released is not given to containers again before the next boot}
   *
   * @param file the name of the device's CDI file
   */
  public static String ended(String file) {
    return "/run/dtbind/returned/cdi-" + name(file);
  }

  private static String name(String file) {
    return file.substring(CdiDevice.VENDOR.length() + 1, file.length() - ".json".length());
  }

  /**
   * {@return the rules file, with a path relative to the root directory; empty if udev rules cannot
   * express the name of the node}
   */
  public Optional<Artefact> file(By by) {
    if (!PLAIN.matcher(value(by)).matches()) {
      return Optional.empty();
    }
    String kind = device.kind().text();
    TextFile text =
        new TextFile()
            .fill("# Written by dtbind: keeps %s/%s up to date.\n", directory, device.file())
            .fill(
                "ACTION!=\"remove\", %sSUBSYSTEM==\"%s\"%s, RUN+=\"/bin/sh %s %s %s %s %s $name%s\"\n",
                persistent ? "TEST!=\"" + ended(device.file()) + "\", " : "",
                device.kind().subsystem(),
                match(by),
                script(),
                device.owner().isPresent() ? "-o" : "-k",
                directory,
                kind,
                device.name(),
                by instanceof By.Member member ? " " + member.path() : "")
            .fill(
                "ACTION==\"remove\", SUBSYSTEM==\"%s\", RUN+=\"/bin/sh %s -r %s %s %s $name\"\n",
                device.kind().subsystem(), script(), directory, kind, device.name());
    String path = path(persistent, device.file()).substring(1);
    return Optional.of(Artefact.text(path, "keeps that file up to date", text));
  }

  private static String value(By by) {
    if (by instanceof By.Link link) {
      return link.name();
    }
    return by instanceof By.Device of ? of.directory() : ((By.Member) by).path();
  }

  private static String match(By by) {
    if (by instanceof By.Link) {
      return ", SYMLINK==\"" + value(by) + "\"";
    }
    return by instanceof By.Device
        ? ", DEVPATH==\"" + value(by).replaceFirst("^/sys", "") + "/*\""
        : "";
  }
}
