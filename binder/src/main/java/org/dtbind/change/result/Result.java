// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.List;
import java.util.Optional;

/**
 * How a request ended, for a device, an aggregator or an IOMMU group.
 *
 * @param <S> what is known of the thing that it was about
 */
public sealed interface Result<S> {

  /** {@return what a program that ends with it tells its caller} */
  default ExitStatus exit() {
    return notRestored().isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_RESTORED;
  }

  /** {@return what it was about; empty where nothing was found, or nothing was tried} */
  default Optional<S> about() {
    return Optional.empty();
  }

  /** {@return why it is not as requested; empty where it is, or where that is another's problem} */
  default Optional<Problem> reason() {
    return Optional.empty();
  }

  /** {@return what could not be verified, or is worth knowing, a line each} */
  default List<String> notes() {
    return List.of();
  }

  /** {@return what is not as before, though it should be, a line each} */
  default List<String> notRestored() {
    return List.of();
  }

  /** {@return whether something is still to be done} */
  default boolean pending() {
    return this instanceof Planned;
  }

  /**
   * {@return that nothing was written}
   *
   * @param why that
   * @param <S> what it would have been about
   */
  static <S> Result<S> rejected(Refusal why) {
    return new Rejected<>(why);
  }

  /**
   * It is as requested, and verified.
   *
   * @param subject it, as it is now
   * @param already whether nothing had to be done
   * @param notes what could not be verified, or is worth knowing, a line each
   * @param <S> what is known of it
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
   * @param subject what is to be done, and to what
   * @param notes what is worth knowing before, a line each
   * @param <S> what is known of it
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
   * @param why that
   * @param <S> what it would have been about
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
   * Something was written, did not lead to what was requested, and was rolled back.
   *
   * @param subject it, as it was before
   * @param cause what kind
   * @param problem for people
   * @param notRestored what is not as before, a line each; nothing where all is
   * @param <S> what is known of it
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
   * It was changed with others, one of which failed, and rolled back.
   *
   * @param subject it, as it was before
   * @param notRestored what is not as before, a line each; nothing where all is
   * @param <S> what is known of it
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
   * It was left alone, since another with which it was to be changed could not be.
   *
   * @param <S> what it would have been about
   */
  record Untouched<S>() implements Result<S> {}
}
