// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.Optional;
import org.dtbind.change.result.Recovered;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.change.result.Result.RolledBack;
import org.dtbind.change.result.Result.Untouched;
import org.dtbind.view.Words;

/** The words and numbers that stand for results of changes and recoveries in documents. */
final class ResultWords {

  private enum OfChange {
    DONE,
    ALREADY,
    PLANNED,
    REJECTED,
    FAILED,
    NOT_RESTORED,
    ROLLED_BACK,
    UNTOUCHED
  }

  private enum OfRecovery {
    NOTHING,
    UNDONE,
    FINISHED,
    OTHER_BOOT,
    NOT_RESTORED,
    REFUSED
  }

  private static final Words<OfChange> CHANGE =
      Words.of(
          OfChange.class,
          result ->
              switch (result) {
                case DONE -> Words.word("done");
                case ALREADY -> Words.word("already", "nothing had to be done");
                case PLANNED -> Words.word("planned", "this was a dry run");
                case REJECTED ->
                    Words.word("rejected", "dtbind refused the request before it changed anything");
                case FAILED -> Words.word("failed", "the change failed, and was rolled back");
                case NOT_RESTORED ->
                    Words.word("notRestored", "the change was not rolled back completely");
                case ROLLED_BACK ->
                    Words.word(
                        "broughtBack", "the change was rolled back because another change failed");
                case UNTOUCHED ->
                    Words.word(
                        "notTried", "nothing was changed because another request was rejected");
              });

  private static final Words<OfRecovery> RECOVERY =
      Words.of(
          OfRecovery.class,
          result ->
              switch (result) {
                case NOTHING -> Words.word("nothing", "no change was interrupted");
                case UNDONE -> Words.word("undone", "the change was rolled back");
                case FINISHED ->
                    Words.word(
                        "finished",
                        "the change was already complete, and dtbind only updated its records");
                case OTHER_BOOT ->
                    Words.word(
                        "otherBoot",
                        "the change was interrupted before the system was restarted, and there was"
                            + " nothing to roll back");
                case NOT_RESTORED ->
                    Words.word("notRestored", "the change could not be rolled back completely");
                case REFUSED ->
                    Words.word("refused", "recovery was not possible, and dtbind changed nothing");
              });

  /** The words of {@link #word(Result, String)} other than the caller's, explained. */
  static final String OF_CHANGES = CHANGE.without(OfChange.DONE).described();

  /** The words of {@link #word(Recovered)}, explained. */
  static final String OF_RECOVERIES = RECOVERY.described();

  private ResultWords() {}

  /** {@return the word for the result of a change} */
  static String word(Result<?> result) {
    return word(result, CHANGE.of(OfChange.DONE));
  }

  /**
   * {@return the word for the result of a change}
   *
   * @param done the caller's word for a completed change
   */
  static String word(Result<?> result, String done) {
    OfChange ending = ending(result);
    return ending == OfChange.DONE ? done : CHANGE.of(ending);
  }

  /** {@return the word for the result of a recovery} */
  static String word(Recovered recovered) {
    return RECOVERY.of(ending(recovered));
  }

  /** {@return the exit code that corresponds to a result; empty if nothing was tried} */
  static Optional<Integer> exit(Result<?> result) {
    return result instanceof Untouched ? Optional.empty() : Optional.of(result.exit().code());
  }

  private static OfChange ending(Result<?> result) {
    if (result instanceof Done<?> done) {
      return done.already() ? OfChange.ALREADY : OfChange.DONE;
    }
    if (!result.notRestored().isEmpty()) {
      return OfChange.NOT_RESTORED;
    }
    if (result instanceof Failed) {
      return OfChange.FAILED;
    }
    if (result instanceof RolledBack) {
      return OfChange.ROLLED_BACK;
    }
    return result instanceof Planned
        ? OfChange.PLANNED
        : result instanceof Rejected ? OfChange.REJECTED : OfChange.UNTOUCHED;
  }

  private static OfRecovery ending(Recovered recovered) {
    if (!(recovered instanceof Recovered.Interrupted interrupted)) {
      return recovered instanceof Recovered.None ? OfRecovery.NOTHING : OfRecovery.REFUSED;
    }
    return switch (interrupted.way()) {
      case OTHER_BOOT -> OfRecovery.OTHER_BOOT;
      case FINISHED -> ending(interrupted, OfRecovery.FINISHED);
      case UNDONE, FILES_UNDONE -> ending(interrupted, OfRecovery.UNDONE);
    };
  }

  private static OfRecovery ending(Recovered.Interrupted interrupted, OfRecovery complete) {
    return interrupted.notRestored().isEmpty() ? complete : OfRecovery.NOT_RESTORED;
  }
}
