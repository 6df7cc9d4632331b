// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.List;
import java.util.Optional;

/**
 * How a request ended, for a device, an aggregator or an IOMMU group.
 *
 * @param <S> the type of its subject
 */
public sealed interface Result<S> {

  /** {@return the exit status of a program} */
  default ExitStatus exit() {
    return notRestored().isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_RESTORED;
  }

  /** {@return its subject; empty if nothing was found, or nothing was tried} */
  default Optional<S> about() {
    return Optional.empty();
  }

  /** {@return why it is not as requested; empty if it is, or if another request is the reason} */
  default Optional<Problem> reason() {
    return Optional.empty();
  }

  /** {@return what could not be verified, and other notes, one per line} */
  default List<String> notes() {
    return List.of();
  }

  /** {@return what is not restored although it should be, one per line} */
  default List<String> notRestored() {
    return List.of();
  }

  /** {@return whether something remains to be done} */
  default boolean pending() {
    return this instanceof Planned;
  }

  /**
   * {@return the result: nothing was written}
   *
   * @param why the reason
   * @param <S> the type of the subject
   */
  static <S> Result<S> rejected(Refusal why) {
    return new Rejected<>(why);
  }

  /**
   * It is as requested, and verified.
   *
   * @param subject in its current state
   * @param already whether nothing had to be done
   * @param notes what could not be verified, and other notes, one per line
   * @param <S> the type of the subject
   */
  record Done<S>(S subject, boolean already, List<String> notes) implements Result<S> {
    /** Copies the list. */
    public Done {
      notes = List.copyOf(notes);
    }

    @Override
    public Optional<S> about() {
      return Optional.of(subject);
    }
  }

  /**
   * Only a plan was requested.
   *
   * @param subject with the plan
   * @param notes one per line
   * @param <S> the type of the subject
   */
  record Planned<S>(S subject, List<String> notes) implements Result<S> {
    /** Copies the list. */
    public Planned {
      notes = List.copyOf(notes);
    }

    @Override
    public Optional<S> about() {
      return Optional.of(subject);
    }
  }

  /**
   * Nothing was written.
   *
   * @param why the reason
   * @param <S> the type of the subject
   */
  record Rejected<S>(Refusal why) implements Result<S> {
    @Override
    public ExitStatus exit() {
      return why.exit();
    }

    @Override
    public Optional<Problem> reason() {
      return Optional.of(why.problem());
    }
  }

  /**
   * The change failed and was rolled back.
   *
   * @param subject in its former state
   * @param cause the kind of failure
   * @param problem as text for users
   * @param notRestored what is not restored, one per line; empty if everything is
   * @param <S> the type of the subject
   */
  record Failed<S>(S subject, Cause cause, Problem problem, List<String> notRestored)
      implements Result<S> {
    /** Copies the list. */
    public Failed {
      notRestored = List.copyOf(notRestored);
    }

    @Override
    public ExitStatus exit() {
      return notRestored.isEmpty() ? cause.exit() : ExitStatus.NOT_RESTORED;
    }

    @Override
    public Optional<S> about() {
      return Optional.of(subject);
    }

    @Override
    public Optional<Problem> reason() {
      return Optional.of(problem);
    }
  }

  /**
   * It was changed together with others, one of which failed, and rolled back.
   *
   * @param subject in its former state
   * @param notRestored what is not restored, one per line; empty if everything is
   * @param <S> the type of the subject
   */
  record RolledBack<S>(S subject, List<String> notRestored) implements Result<S> {
    /** Copies the list. */
    public RolledBack {
      notRestored = List.copyOf(notRestored);
    }

    @Override
    public Optional<S> about() {
      return Optional.of(subject);
    }
  }

  /**
   * It was left alone, because another one that should have changed with it could not.
   *
   * @param <S> the type of the subject
   */
  record Untouched<S>() implements Result<S> {}
}
