// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Span;

/** Says who wants what another one has, where a base alone has no such conflict. */
record NewConflicts(Stack stack) {

  /** Says all of them. */
  void report() {
    Set<Conflict.Key> known = new HashSet<>();
    Conflicts.of(stack.base()).forEach(conflict -> known.add(conflict.key()));
    List<Conflict> fresh = new ArrayList<>();
    for (Conflict conflict : Conflicts.of(stack.merged(), stack.populations())) {
      if (!known.contains(conflict.key())) {
        fresh.add(conflict);
      }
    }
    Set<String> said = new HashSet<>();
    for (Conflict conflict : fresh) {
      boolean swapped = isOld(conflict.second()) && !isOld(conflict.first());
      Claim late = swapped ? conflict.first() : conflict.second();
      Claim early = swapped ? conflict.second() : conflict.first();
      if (said.add(conflict.thing() + " " + late.owner() + " " + late.property())) {
        report(conflict, early, late);
      }
    }
  }

  /** Whether the base alone has the same claim. */
  private boolean isOld(Claim claim) {
    return stack.base().isAvailable(claim.owner())
        && stack
            .merged()
            .at(claim.owner())
            .flatMap(node -> node.property(claim.property()))
            .filter(property -> !stack.isWritten(claim.owner(), property))
            .isPresent();
  }

  private void report(Conflict conflict, Claim early, Claim late) {
    String subject = late.owner() + ":" + late.property();
    Span place = stack.cause(late);
    Diagnostic problem;
    if (conflict.certain()) {
      String message = "%s is taken by %s".formatted(conflict.thing(), early.owner());
      problem = stack.error(conflict.kind().code(), place, subject, message);
    } else {
      String message =
          "%s is also a reset line of %s: only some drivers share it"
              .formatted(conflict.thing(), early.owner());
      problem = stack.warning(VerifyCode.LINE_SHARED, place, subject, message);
    }
    if (!place.equals(late.place())) {
      problem = problem.note("asked for at", stack.merged().origin(late.place()));
    }
    problem = problem.note("taken at", stack.merged().origin(early.place()));
    stack.add(problem.help(help(conflict)));
  }

  private static String help(Conflict conflict) {
    return switch (conflict.kind()) {
      case LINE ->
          conflict.certain()
              ? "Linux gives a line to one consumer: choose another line, or disable the other node"
              : "whether the second device gets it depends on the drivers, and on Linux being 6.9"
                  + " or newer";
      case CHIP_SELECT ->
          "the first of them alone becomes a device: give the other one another reg";
      case BUS_ADDRESS ->
          "the first of them alone becomes a device: give the other one its own address, or disable"
              + " the first";
      case MEMORY -> "both users would write to the same memory: move one of the regions";
    };
  }
}
