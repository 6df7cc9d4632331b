// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.export.ExportCode;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;

/** Compares options with the help that an installed QEMU prints for {@code -device X,help}. */
public final class QemuHelp {

  /**
   * A property in the format that QEMU prints since 3.1: {@code host=<str>}, optionally after the
   * name of the device.
   */
  private static final Pattern PROPERTY = Pattern.compile("^ *(?:[^ =]*\\.)?([^ .=]+)=<.*");

  private static final Set<String> WITH_HELP = Set.of("-device", "-object", "-machine");

  private QemuHelp() {}

  /**
   * Returns warnings about devices and options that QEMU lacks. They are not errors, since the host
   * of the guest may have another version.
   *
   * @param qemu name and version of QEMU for messages
   * @param help returns the help that QEMU prints for an option and a type, separated by a space,
   *     such as {@code -device vfio-pci,help}
   */
  public static List<Diagnostic> lacking(
      List<QemuOption> options,
      GuestMachine machine,
      String qemu,
      UnaryOperator<String> help,
      Origins origins) {
    Set<Message> lacking = new LinkedHashSet<>();
    for (QemuOption option : options) {
      if (WITH_HELP.contains(option.option())) {
        String type = option.type().orElse(machine.machine());
        Set<String> known = properties(help.apply(option.option() + " " + type + ",help"));
        if (known.isEmpty()) {
          lacking.add(Message.of("{qemu} has no {option} {type}", qemu, option.option(), type));
          continue;
        }
        option.settings().stream()
            .map(QemuOption.Setting::key)
            // QEMU accepts "id" and "bus" without listing them.
            .filter(key -> !key.equals("id") && !key.equals("bus") && !known.contains(key))
            .forEach(
                key ->
                    lacking.add(
                        Message.of(
                            "{qemu} has no option {key} for {option} {type}",
                            qemu,
                            key,
                            option.option(),
                            type)));
      }
    }
    List<Diagnostic> problems = new ArrayList<>();
    for (Message message : lacking) {
      Diagnostic problem = Diagnostic.warning(ExportCode.QEMU_LACKS, origins, Span.NONE, message);
      problems.add(reason(message).map(problem::help).orElse(problem));
    }
    return problems;
  }

  private static Optional<String> reason(Message lacking) {
    if (names(lacking, "type", "vfio-platform")) {
      return Optional.of("use a version of QEMU before 10.2, which removed vfio-platform");
    }
    return names(lacking, "type", "iommufd") || names(lacking, "key", "iommufd")
        ? Optional.of("use QEMU 9.0 or newer, which supports iommufd, or omit --iommufd")
        : Optional.empty();
  }

  private static boolean names(Message message, String argument, String value) {
    return message.argument(argument).filter(value::equals).isPresent();
  }

  /** Returns the properties in QEMU's help; empty if QEMU does not know the type. */
  static Set<String> properties(String printed) {
    Set<String> found = new HashSet<>();
    for (String line : printed.lines().toList()) {
      Matcher property = PROPERTY.matcher(line);
      if (property.matches()) {
        found.add(property.group(1));
      }
    }
    return found;
  }
}
