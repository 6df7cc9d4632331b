// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.conflicts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.claims.Claim;
import org.dtbind.overlay.claims.ClaimKind;
import org.dtbind.overlay.claims.Conflict;
import org.dtbind.overlay.claims.Conflicts;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.claims.PinPlaces;
import org.dtbind.overlay.claims.SharedLines;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.NodePath;

/**
 * Reports conflicts that overlays add to those of the base.
 *
 * @param running whether overlays are applied by a running Linux
 * @param misread regions of reserved memory that are not where they seem to be
 */
public record NewConflicts(Stack stack, boolean running, Set<NodePath> misread) {

  private static final String SHARED = "also requested";

  public List<Diagnostic> problems() {
    List<Conflict> fresh = new ArrayList<>();
    for (Conflict conflict : Conflicts.of(stack.merged(), stack.populations())) {
      boolean follows =
          conflict.kind() == ClaimKind.MEMORY
              && (misread.contains(conflict.first().owner())
                  || misread.contains(conflict.second().owner()));
      if (!follows && !stack.checkedBase().conflicts().contains(conflict.key())) {
        fresh.add(conflict);
      }
    }
    // These are conflicts, not findings: what they have in common decides the text of the finding.
    Map<List<Object>, List<Conflict>> alike = new LinkedHashMap<>();
    for (Conflict conflict : fresh) {
      Claim late = late(conflict);
      // Pin groups have many pins, so report one conflict per pair of devices. Other resources
      // are reported individually.
      Object shared =
          conflict.kind() == ClaimKind.PIN ? early(conflict).owner() : conflict.resource();
      List<Object> key = List.of(conflict.kind(), shared, late.owner(), late.property());
      alike.computeIfAbsent(key, any -> new ArrayList<>()).add(conflict);
    }
    PinPlaces pins = new PinPlaces(stack.merged());
    SharedLines shared = new SharedLines(stack.merged(), stack.kernel(), running);
    return alike.values().stream()
        .map(
            conflicts ->
                problem(conflicts.get(0), conflicts.size() - 1, shared.of(conflicts.get(0)), pins))
        .toList();
  }

  /**
   * Returns the claim that overlays add; the second one if they add both or neither. Of regions of
   * a board, it is the one that the board sets, not an included file.
   */
  private Claim late(Conflict conflict) {
    Claim first = conflict.first();
    Claim second = conflict.second();
    boolean swapped =
        isOld(second) && !isOld(first)
            || conflict.kind() == ClaimKind.MEMORY && includes(first) < includes(second);
    return swapped ? first : second;
  }

  private int includes(Claim claim) {
    return stack.merged().origin(claim.place()) instanceof Origin.Source source
        ? source.includedFrom().size()
        : 0;
  }

  private Claim early(Conflict conflict) {
    return late(conflict).equals(conflict.first()) ? conflict.second() : conflict.first();
  }

  /** Returns whether the base already has the claim. */
  private boolean isOld(Claim claim) {
    return stack.base().isAvailable(claim.owner())
        && stack
            .merged()
            .at(claim.owner())
            .flatMap(node -> node.property(claim.property()))
            .filter(property -> !stack.isWritten(claim.owner(), property))
            .isPresent();
  }

  private Diagnostic problem(
      Conflict conflict, int more, SharedLines.Verdict verdict, PinPlaces pins) {
    Claim late = late(conflict);
    Claim early = early(conflict);
    Subject subject = Subject.of(late.owner(), late.property());
    Span place = stack.cause(late);
    Message resource = conflict.resource().text();
    Diagnostic problem;
    if (isForBoth(verdict)) {
      Message message =
          resource.then(
              Message.of(" is also requested by {node}; Linux allows this", early.owner()));
      problem = stack.warning(VerifyCode.LINE_SHARED, place, subject, message).as(Severity.NOTE);
    } else if (conflict.certain()) {
      Message message = resource.then(taken(conflict, early, more));
      problem =
          verdict == SharedLines.Verdict.OPEN
              ? stack.warning(code(conflict.kind()), place, subject, message)
              : stack.error(code(conflict.kind()), place, subject, message);
    } else if (conflict.kind() == ClaimKind.LINE_AND_INTERRUPT) {
      Message message = resource.then(Message.of(" is also requested by {node}", early.owner()));
      problem = stack.warning(code(conflict.kind()), place, subject, message);
    } else {
      Message message = resource.then(shared(conflict, early.owner()));
      problem = stack.warning(VerifyCode.LINE_SHARED, place, subject, message);
    }
    if (!place.equals(late.place())) {
      problem = problem.note("requested at", stack.merged().origin(late.place()));
    }
    problem =
        problem.note(
            (isForBoth(verdict) ? SHARED : verb(conflict)) + " at",
            stack.merged().origin(early.place()));
    for (Claim claim : List.of(late, early)) {
      Optional<Origin> pin = pins.of(claim, conflict.resource());
      if (pin.isPresent()) {
        problem = problem.note("the pin of %s is at".formatted(claim.owner()), pin.get());
      }
    }
    return lines(problem, late, early).help(help(conflict, verdict));
  }

  /** Adds notes with the lines of config.txt that caused the two claims. */
  private Diagnostic lines(Diagnostic problem, Claim late, Claim early) {
    Optional<Origin> second = stack.causes().of(late.owner(), late.property());
    Optional<Origin> first = stack.causes().of(early.owner(), early.property());
    Diagnostic named = problem;
    if (second.isPresent()) {
      named = named.note(late.owner() + " comes from", second.get());
    }
    return first.isPresent() ? named.note(early.owner() + " comes from", first.get()) : named;
  }

  /** Returns the message about a line that some drivers can share. */
  private Message shared(Conflict conflict, NodePath early) {
    if (isOf(conflict, "reset-gpio")) {
      return Message.of(
          " is also a reset line of {node}, and only some drivers can share it", early);
    }
    if (isServed(conflict)) {
      return Message.of(" is also requested by {node}, which belongs to it", early);
    }
    return isOf(conflict, "scl-gpio")
        ? Message.of(" is also the clock line of {node}, which Linux can share as of 7.3", early)
        : Message.of(
            " is also requested by {node}, and only one of the two drivers can share it", early);
  }

  private String helpOfShared(Conflict conflict) {
    if (isOf(conflict, "reset-gpio")) {
      return "check the drivers and the kernel version: whether the second device can use the"
          + " line depends on the drivers and on whether Linux is 6.9 or newer";
    }
    if (isServed(conflict)) {
      return "remove the line from one of the two, unless only one of the drivers reads it";
    }
    return isOf(conflict, "scl-gpio")
        ? "use Linux 7.3 or newer, or another line: in older kernels, only one bus gets the line"
        : "choose another line: the driver that can share a line, such as that of a regulator, also"
            + " gets one that is in use, and then both switch it; the other device does not get the"
            + " line if that driver is first";
  }

  private boolean isServed(Conflict conflict) {
    return LineClaims.isServed(stack.merged(), conflict.first().owner(), conflict.second().owner());
  }

  private static boolean isOf(Conflict conflict, String function) {
    return Stream.of(conflict.first(), conflict.second())
        .allMatch(claim -> claim.property().startsWith(function));
  }

  /** Whether a claim to a line is that of a hog, which drives it. */
  private boolean isHog(Claim claim) {
    return stack
        .merged()
        .at(claim.owner())
        .filter(node -> node.property("gpio-hog").isPresent())
        .isPresent();
  }

  private String verb(Conflict conflict) {
    if (!conflict.certain()) {
      return SHARED;
    }
    return switch (conflict.kind()) {
      case INTERRUPT -> isHog(late(conflict)) ? "also used" : "driven";
      // Of two nodes with the same address, the one that comes first in the tree wins.
      case BUS_ADDRESS, CHIP_SELECT -> "also used";
      default -> "taken";
    };
  }

  private Message taken(Conflict conflict, Claim early, int more) {
    return switch (conflict.kind()) {
      case INTERRUPT ->
          isHog(early)
              ? Message.of(" is driven by {node}", early.owner())
              : Message.of(" is an interrupt of {node}", early.owner());
      case BUS_ADDRESS, CHIP_SELECT ->
          conflict.first().owner().parent().equals(conflict.second().owner().parent())
              ? Message.of(" is also used by {node}", early.owner())
              : Message.of(
                  " is also used by {node}, and a multiplexer does not separate its channels from"
                      + " that bus",
                  early.owner());
      case PIN ->
          more > 1
              ? Message.of(" (and {count} other pins) is taken by {node}", more, early.owner())
              : more == 1
                  ? Message.of(" (and {count} other pin) is taken by {node}", more, early.owner())
                  : Message.of(" is taken by {node}", early.owner());
      default -> Message.of(" is taken by {node}", early.owner());
    };
  }

  private static VerifyCode code(ClaimKind kind) {
    return switch (kind) {
      case LINE -> VerifyCode.LINE_TAKEN;
      case CHIP_SELECT -> VerifyCode.CHIP_SELECT_TAKEN;
      case BUS_ADDRESS -> VerifyCode.BUS_ADDRESS_TAKEN;
      case MEMORY -> VerifyCode.MEMORY_OVERLAPS;
      case PIN -> VerifyCode.PIN_TAKEN;
      case INTERRUPT -> VerifyCode.INTERRUPT_DRIVEN;
      case LINE_AND_INTERRUPT -> VerifyCode.LINE_AND_INTERRUPT;
    };
  }

  private static boolean isForBoth(SharedLines.Verdict verdict) {
    return verdict == SharedLines.Verdict.SHARED || verdict == SharedLines.Verdict.BY_MODULE;
  }

  private String help(Conflict conflict, SharedLines.Verdict verdict) {
    return switch (verdict) {
      case SHARED ->
          "with CONFIG_GPIO_SHARED (Linux 6.19 and newer), the kernel requests the line itself and"
              + " creates a chip with one line for each of the two nodes";
      case BY_MODULE ->
          "load the module gpio-shared-proxy; with CONFIG_GPIO_SHARED (Linux 6.19 and newer), it"
              + " creates a chip with one line for each of the two nodes";
      case HELD ->
          "enable CONFIG_GPIO_SHARED_PROXY, or choose another line: because of CONFIG_GPIO_SHARED,"
              + " the kernel requests the line itself, so neither device can use it";
      case OPEN ->
          help(conflict)
              + "; if the kernel can share the line (CONFIG_GPIO_SHARED), specify its configuration"
              + " with --config FILE";
      case EXCLUSIVE -> help(conflict);
    };
  }

  private String help(Conflict conflict) {
    return switch (conflict.kind()) {
      case LINE ->
          conflict.certain()
              ? "choose another line, or disable the other node, because Linux assigns each line to"
                  + " only one consumer"
              : helpOfShared(conflict);
      case CHIP_SELECT, BUS_ADDRESS ->
          ("change 'reg' of %s, or disable %s, because Linux creates a device only for the first"
                  + " node (%s)")
              .formatted(
                  late(conflict).owner(),
                  early(conflict).owner(),
                  running ? early(conflict).owner() : conflict.first().owner());
      case PIN ->
          "disable the other device, or use different pins, because Linux assigns each pin to"
              + " only one device";
      case INTERRUPT -> "remove the hog, because an output line cannot raise an interrupt";
      case LINE_AND_INTERRUPT ->
          "choose another line, because an output line cannot raise an interrupt, and two drivers"
              + " can share an interrupt only if both allow sharing";
      case MEMORY ->
          "correct the address or the size of one of the regions, or delete the one that this board"
              + " does not have; users of both would write to the same memory";
    };
  }
}
