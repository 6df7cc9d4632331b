// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dtbind.export.Artefact;
import org.dtbind.export.TextFile;

/**
 * A device that containers can have, as a file of the Container Device Interface. The file names
 * the device node, not its number: a runtime looks up the number when it starts a container, and
 * refuses if the node is gone.
 *
 * @param kind what it is
 * @param name by which containers ask for it
 * @param node in {@code /dev}, such as {@code /dev/gpiochip3}
 * @param owner whose the node is in a container; empty if nobody declares that
 */
public record CdiDevice(CdiKind kind, String name, String node, Optional<Owner> owner) {

  /** Who makes the devices, in their names. */
  public static final String VENDOR = "dtbind.org";

  /** The files' names. */
  public static final Pattern FILE =
      Pattern.compile("dtbind[.]org-[a-z]+_[A-Za-z0-9][A-Za-z0-9_.-]*[.]json");

  /**
   * Since this version, the path in a container need not be the host's, and names may begin with a
   * digit.
   */
  private static final String VERSION = "0.5.0";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?");

  /**
   * Whose a device node is.
   *
   * @param user number of the user
   * @param group number of the group
   * @param mode the lowest nine bits
   */
  public record Owner(int user, int group, int mode) {}

  /**
   * Checks the name and the node, which become part of a file and of a command.
   *
   * @throws IllegalArgumentException if one of them is not as the interface has it
   */
  public CdiDevice {
    if (!NAME.matcher(name).matches() || !CdiKind.of(node).equals(Optional.of(kind))) {
      throw new IllegalArgumentException("not a device for containers: " + name + " " + node);
    }
  }

  /**
   * {@return a name that the interface allows; empty if nothing of it is allowed}
   *
   * @param declared the name in a declaration, such as {@code display@0}
   */
  public static Optional<String> name(String declared) {
    String name =
        declared.replaceAll("[^A-Za-z0-9_.-]", "-").replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    return Optional.of(name).filter(text -> NAME.matcher(text).matches());
  }

  /** {@return the name by which containers ask for it, such as {@code dtbind.org/gpio=relays}} */
  public String qualified() {
    return VENDOR + "/" + kind.text() + "=" + name;
  }

  /** {@return the name of its file} */
  public String file() {
    return file(kind, name);
  }

  static String file(CdiKind kind, String name) {
    return VENDOR + "-" + kind.text() + "_" + name + ".json";
  }

  /** {@return its file, by its name alone} */
  public Artefact artefact() {
    return Artefact.text(file(), "gives containers " + qualified(), text());
  }

  /** The script dtbind-cdi.sh writes the same. */
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
    node(text, node, node, owner).ours(",\n");
    if (group) {
      node(text, "/dev/vfio/vfio", "/dev/vfio/vfio", Optional.empty());
    } else {
      node(text, "/dev/" + kind.text() + "/" + name, node, owner);
    }
    return text.ours("\n        ]\n      }\n    }\n  ]\n}\n");
  }

  private static TextFile node(TextFile text, String path, String node, Optional<Owner> owner) {
    text.fill(
        "          { \"path\": \"%s\", \"hostPath\": \"%s\", \"type\": \"c\", \"permissions\": \"rw\"",
        path, node);
    owner.ifPresent(
        one ->
            text.fill(
                ", \"uid\": %d, \"gid\": %d, \"fileMode\": %d", one.user, one.group, one.mode));
    return text.ours(" }");
  }

  /**
   * {@return the files of several}
   *
   * @param devices each with a name of its own
   */
  public static List<Artefact> artefacts(List<CdiDevice> devices) {
    return devices.stream().map(CdiDevice::artefact).toList();
  }
}
