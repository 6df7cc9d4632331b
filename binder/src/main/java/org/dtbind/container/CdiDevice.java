// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dtbind.export.Artefact;
import org.dtbind.export.TextFile;

/**
 * A device for containers, as a file of the Container Device Interface (CDI). The file contains the
 * path of the device node but not its number: a container runtime looks up the number when it
 * starts a container, and refuses to start it if the node does not exist.
 *
 * @param name the name by which containers request the device
 * @param node the path of the device node, such as {@code /dev/gpiochip3}
 * @param owner the owner of the node inside a container; empty if none is declared
 */
public record CdiDevice(CdiKind kind, String name, String node, Optional<Owner> owner) {

  /** The CDI vendor name. */
  public static final String VENDOR = "dtbind.org";

  /** The pattern of the names of dtbind's CDI files. */
  public static final Pattern FILE =
      Pattern.compile("dtbind[.]org-[a-z]+_[A-Za-z0-9][A-Za-z0-9_.-]*[.]json");

  /** The directories of CDI files that container runtimes read. */
  public static final List<String> DIRECTORIES = List.of("/run/cdi", "/etc/cdi");

  /**
   * The first version of the interface that has {@code hostPath}, for a path in the container that
   * differs from the host's, and names that begin with a digit.
   */
  private static final String VERSION = "0.5.0";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?");

  /**
   * The owner and mode of a device node. CDI has only numbers, not names.
   *
   * @param mode the permission bits, at most 0777
   */
  public record Owner(int user, int group, int mode) {}

  /**
   * Checks the name and the node, because both become part of a file and of a command.
   *
   * @throws IllegalArgumentException if CDI does not allow the name, or the node is not of the kind
   */
  public CdiDevice {
    if (!NAME.matcher(name).matches() || !CdiKind.of(node).equals(Optional.of(kind))) {
      throw new IllegalArgumentException("not a device for containers: " + name + " " + node);
    }
  }

  /**
   * {@return the declared name with characters that CDI does not allow replaced or removed; empty
   * if none remain}
   *
   * @param declared the name in a declaration, such as {@code display@0}
   */
  public static Optional<String> name(String declared) {
    String name =
        declared.replaceAll("[^A-Za-z0-9_.-]", "-").replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    return Optional.of(name).filter(text -> NAME.matcher(text).matches());
  }

  /** {@return the fully qualified CDI name, such as {@code dtbind.org/gpio=relays}} */
  public String qualified() {
    return VENDOR + "/" + kind.text() + "=" + name;
  }

  public String file() {
    return file(kind, name);
  }

  static String file(CdiKind kind, String name) {
    return VENDOR + "-" + kind.text() + "_" + name + ".json";
  }

  /** {@return the CDI file, without a directory in its path} */
  public Artefact artefact() {
    return Artefact.text(file(), "makes " + qualified() + " available to containers", text());
  }

  /** Must write the same text as the script dtbind-cdi.sh. */
  private TextFile text() {
    TextFile text =
        new TextFile()
            .fill(
                """
                {
                  "cdiVersion": "%s",
                  "kind": "%s/%s",
                  "devices": [
                    {
                      "name": "%s",
                      "containerEdits": {
                        "deviceNodes": [
                """,
                VERSION, VENDOR, kind.text(), name);
    boolean group = kind == CdiKind.VFIO;
    node(text, node, node, owner).verbatim(",\n");
    if (group) {
      node(text, "/dev/vfio/vfio", "/dev/vfio/vfio", Optional.empty());
    } else {
      node(text, "/dev/" + kind.text() + "/" + name, node, owner);
    }
    return text.verbatim("\n        ]\n      }\n    }\n  ]\n}\n");
  }

  private static TextFile node(TextFile text, String path, String node, Optional<Owner> owner) {
    text.fill(
        "          { \"path\": \"%s\", \"hostPath\": \"%s\", \"type\": \"c\", \"permissions\": \"rw\"",
        path, node);
    owner.ifPresent(
        one ->
            text.fill(
                ", \"uid\": %d, \"gid\": %d, \"fileMode\": %d", one.user, one.group, one.mode));
    return text.verbatim(" }");
  }

  public static List<Artefact> artefacts(List<CdiDevice> devices) {
    return devices.stream().map(CdiDevice::artefact).toList();
  }
}
