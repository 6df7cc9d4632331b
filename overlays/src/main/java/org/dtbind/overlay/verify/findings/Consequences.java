// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.findings;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.check.Check;
import org.dtbind.check.CheckArguments;
import org.dtbind.check.TreeCheck;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Subject;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.overlay.verify.devices.CheckedDevice;
import org.dtbind.overlay.verify.devices.Devices;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.report.FindingKey;

/** Removes findings that follow from others, or say less about the same problem. */
final class Consequences {

  private static final Set<Code> UNIQUE =
      Set.of(Check.UNIQUE_UNIT_ADDRESS, Check.UNIQUE_UNIT_ADDRESS_IF_ENABLED);

  private static final Set<Code> TAKEN =
      Set.of(VerifyCode.BUS_ADDRESS_TAKEN, VerifyCode.CHIP_SELECT_TAKEN);

  private static final Set<Code> BUSES =
      Set.of(Check.SIMPLE_BUS_REG, Check.I2C_BUS_REG, Check.SPI_BUS_REG);

  /**
   * The findings that make another one superfluous, if they are about the same node, property or
   * {@code reg}: because they cause it, or because they say more.
   */
  private static final Map<Code, Set<Code>> FOLLOWS =
      Map.ofEntries(
          entry(Check.GPIOS_PROPERTY, Set.of(VerifyCode.WRONG_SPECIFIER, VerifyCode.NO_CONTROLLER)),
          entry(
              Check.REG_FORMAT,
              Set.of(
                  VerifyCode.NO_DEVICE,
                  VerifyCode.REGION_UNREADABLE,
                  Check.AVOID_DEFAULT_ADDR_SIZE)),
          entry(Check.RANGES_FORMAT, Set.of(Check.AVOID_DEFAULT_ADDR_SIZE)),
          entry(Check.STATUS_IS_STRING, Set.of(VerifyCode.NO_DEVICE, VerifyCode.STATUS_UNKNOWN)),
          entry(Check.I2C_BUS_REG, Set.of(VerifyCode.NO_DEVICE)),
          entry(Check.SPI_BUS_REG, Set.of(VerifyCode.NO_DEVICE)),
          entry(Check.ALIAS_PATHS, Set.of(VerifyCode.ALIAS_TARGET)),
          entry(Check.UNIQUE_UNIT_ADDRESS_IF_ENABLED, TAKEN),
          entry(Check.UNIQUE_UNIT_ADDRESS, TAKEN),
          entry(Check.UNIT_ADDRESS_VS_REG, BUSES),
          // A hog whose phandle is read as the number of a line.
          entry(VerifyCode.LINE_OUT_OF_RANGE, Set.of(VerifyCode.HOG_IGNORED)));

  /**
   * What a finding is about, apart from its place. It is not a {@link FindingKey}, because the
   * arguments of a cause are not known to what follows from it.
   */
  private record About(Code code, Optional<Subject> subject) {

    static About of(Diagnostic finding) {
      return new About(finding.code(), finding.subject());
    }
  }

  private final Set<About> abouts = new HashSet<>();
  private final Set<NodePath> misnamed = new HashSet<>();
  private final Set<NodePath> unreadable = new HashSet<>();
  private final Set<Origin> controllers = new HashSet<>();
  private final Map<NodePath, None> reasons = new HashMap<>();

  private Consequences() {}

  /** Collects the findings that others may follow from. */
  private static Consequences of(List<Diagnostic> findings, List<CheckedDevice> devices) {
    Consequences causes = new Consequences();
    Set<NodePath> unchecked = new HashSet<>();
    for (Diagnostic finding : findings) {
      causes.abouts.add(About.of(finding));
      if (BUSES.contains(finding.code()) && TreeCheck.isOfUnitAddress(finding)) {
        causes.misnamed.add(node(finding));
      } else if (finding.code() == Check.INTERRUPT_PROVIDER) {
        causes.controllers.add(finding.origin());
      } else if (finding.code() == VerifyCode.REGION_UNREADABLE) {
        causes.unreadable.add(node(finding));
      } else if (finding.code() == VerifyCode.NO_DEVICE) {
        unchecked.add(node(finding));
      }
    }
    for (CheckedDevice device : devices) {
      if (!device.declared()
          && unchecked.contains(device.node())
          && device.population().usual() instanceof None none) {
        causes.reasons.put(device.node(), none);
      }
    }
    return causes;
  }

  /**
   * Returns the findings that remain; of those that are equal or have the same cause, the first.
   */
  static List<Diagnostic> removedFrom(
      List<Diagnostic> ofRules, List<Diagnostic> ofChecks, List<CheckedDevice> devices) {
    List<Diagnostic> all = new ArrayList<>(ofRules);
    // The rules also run checks, and say more.
    Set<About> known = ofRules.stream().map(About::of).collect(Collectors.toSet());
    ofChecks.stream().filter(diagnostic -> !known.contains(About.of(diagnostic))).forEach(all::add);
    Consequences consequences = of(all, devices);
    Set<FindingKey> kept = new HashSet<>();
    List<Diagnostic> remaining = new ArrayList<>();
    for (Diagnostic finding : all) {
      if (!consequences.isSuperfluous(finding) && kept.add(consequences.key(finding))) {
        remaining.add(finding);
      }
    }
    return remaining;
  }

  static NodePath node(Diagnostic finding) {
    return finding.subject().map(Subject::node).orElse(NodePath.ROOT);
  }

  /** Returns what findings have in common if they are equal, or have the same cause. */
  private FindingKey key(Diagnostic finding) {
    NodePath node = node(finding);
    String code = finding.code().id();
    if (UNIQUE.contains(finding.code())) {
      String address = node.name().substring(node.name().lastIndexOf('@') + 1);
      return new FindingKey(node.parent().text(), code, "", address);
    }
    if (finding.code() == Check.AVOID_DEFAULT_ADDR_SIZE) {
      // The parent lacks the cells.
      return new FindingKey(node.parent().text(), code, "", "");
    }
    // Several devices may be on a disabled bus.
    return reason(node, Set.of(Reason.DISABLED))
        .filter(none -> finding.code() == VerifyCode.NO_DEVICE)
        .map(none -> new FindingKey(none.cause().text(), code, "status", ""))
        .orElseGet(() -> FindingKey.of(finding));
  }

  private boolean isSuperfluous(Diagnostic finding) {
    return hasCauseNearby(finding)
        || finding.code() instanceof Check check && isOfNode(check, finding)
        || isOfController(finding)
        || finding.code() == VerifyCode.NO_DEVICE && isOfParent(node(finding));
  }

  private boolean contains(Code code, Subject subject) {
    return abouts.contains(new About(code, Optional.of(subject)));
  }

  private boolean hasCauseNearby(Diagnostic finding) {
    Set<Code> causes = FOLLOWS.getOrDefault(finding.code(), Set.of());
    // The check of unit addresses names the other node with the same address.
    Optional<NodePath> other =
        causes.equals(TAKEN)
            ? finding.argument(CheckArguments.NODE).flatMap(NodePath::parse)
            : Optional.empty();
    return !causes.isEmpty()
        && Stream.of(
                finding.subject().stream(),
                at(node(finding)),
                other.stream().flatMap(Consequences::at))
            .flatMap(places -> places)
            .anyMatch(place -> causes.stream().anyMatch(cause -> contains(cause, place)));
  }

  private static Stream<Subject> at(NodePath node) {
    return Stream.of(Subject.of(node), Subject.of(node, "reg"));
  }

  /** Returns whether another finding is about the name of the node, its address, or its cells. */
  private boolean isOfNode(Check check, Diagnostic finding) {
    NodePath node = node(finding);
    return switch (check) {
      case UNIT_ADDRESS_FORMAT -> misnamed.contains(node);
      case UNIT_ADDRESS_VS_REG -> reason(node, Devices.ADDRESSES).isPresent();
      case I2C_BUS_REG ->
          finding.subject().equals(Optional.of(Subject.of(node)))
              && contains(check, Subject.of(node, "reg"));
      case RANGES_FORMAT -> unreadable.contains(node);
      case REG_FORMAT, AVOID_DEFAULT_ADDR_SIZE -> unreadable.contains(node.parent());
      default -> false;
    };
  }

  /** Returns whether the controller of a device is wrong, in the same file, and not the device. */
  private boolean isOfController(Diagnostic finding) {
    return finding.code() == Check.INTERRUPTS_PROPERTY
        && finding.origin() instanceof Origin.Source user
        && finding.notes().stream()
            .anyMatch(
                note ->
                    controllers.contains(note.origin())
                        && note.origin() instanceof Origin.Source controller
                        && controller.file().equals(user.file()));
  }

  /** Returns whether the reason why a node becomes no device is that of a node above it. */
  private boolean isOfParent(NodePath node) {
    Optional<None> reason = Optional.ofNullable(reasons.get(node));
    return reason.isPresent()
        && Stream.iterate(node.parent(), path -> !path.isRoot(), NodePath::parent)
            .anyMatch(parent -> reason.get().equals(reasons.get(parent)));
  }

  private Optional<None> reason(NodePath node, Set<Reason> any) {
    return Optional.ofNullable(reasons.get(node)).filter(none -> any.contains(none.reason()));
  }
}
