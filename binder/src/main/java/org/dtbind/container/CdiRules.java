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
 * Rules by which udev writes the file of a device when its node comes, with whatever number, and
 * removes it when the node goes. They come after the rules that make links.
 *
 * @param device whose file it is
 * @param folder of the file, {@code /run/cdi} or {@code /etc/cdi}
 * @param persistent whether they are in {@code /etc}, rather than in {@code /run}
 */
public record CdiRules(CdiDevice device, String folder, boolean persistent) {

  /** Begins the name of each of their files. */
  public static final String PREFIX = "80-dtbind-cdi-";

  /** The script that they run: its name. */
  public static final String SCRIPT = "dtbind-cdi";

  /** Where it is: in {@code /etc} for what is persistent. */
  public static final List<String> SCRIPTS =
      List.of("/etc/dtbind/" + SCRIPT, "/run/dtbind/" + SCRIPT);

  /** What is no pattern for udev, and ends no string of its language. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_+.,:@=/#-]+");

  /** How a rule knows the node. */
  public sealed interface By {
    /**
     * By a link that another rule makes.
     *
     * @param name below {@code /dev}, such as {@code gpio/relays}
     */
    record Link(String name) implements By {}

    /**
     * By the device below which it is.
     *
     * @param folder of the device, such as {@code /sys/devices/platform/door}
     */
    record Device(String folder) implements By {}

    /** By its own name, since it stays the same until the system shuts down. */
    record Node() implements By {}
  }

  /** {@return the absolute path of the script} */
  public String script() {
    return SCRIPTS.get(persistent ? 0 : 1);
  }

  /** {@return the script itself; its path is below the root} */
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
   * {@return the path of the rules of a device, absolute}
   *
   * @param persistent whether they are in {@code /etc}
   * @param file the name of the device's file
   */
  public static String path(boolean persistent, String file) {
    String name = file.substring(CdiDevice.VENDOR.length() + 1, file.length() - ".json".length());
    return (persistent ? "/etc" : "/run") + "/udev/rules.d/" + PREFIX + name + ".rules";
  }

  /**
   * {@return the file of rules, its path below the root; empty if rules cannot name the node}
   *
   * @param by how they know the node
   */
  public Optional<Artefact> file(By by) {
    String match = match(by);
    if (!PLAIN.matcher(value(by)).matches()) {
      return Optional.empty();
    }
    String kind = device.kind().text();
    TextFile text =
        new TextFile()
            .fill("# Made by dtbind: keeps %s/%s true.\n", folder, device.file())
            .fill(
                "ACTION!=\"remove\", SUBSYSTEM==\"%s\", %s, RUN+=\"/bin/sh %s %s %s %s %s $name\"\n",
                device.kind().subsystem(),
                match,
                script(),
                device.owner().isPresent() ? "-o" : "-k",
                folder,
                kind,
                device.name())
            .fill(
                "ACTION==\"remove\", SUBSYSTEM==\"%s\", RUN+=\"/bin/sh %s -r %s %s %s $name\"\n",
                device.kind().subsystem(), script(), folder, kind, device.name());
    String path = path(persistent, device.file()).substring(1);
    return Optional.of(Artefact.text(path, "keeps that file up to date", text));
  }

  private String value(By by) {
    if (by instanceof By.Link link) {
      return link.name();
    }
    return by instanceof By.Device of ? of.folder() : device.node();
  }

  private String match(By by) {
    if (by instanceof By.Link) {
      return "SYMLINK==\"" + value(by) + "\"";
    }
    return by instanceof By.Device
        ? "DEVPATH==\"" + value(by).replaceFirst("^/sys", "") + "/*\""
        : "KERNEL==\"" + value(by).replaceFirst("^.*/", "") + "\"";
  }
}
