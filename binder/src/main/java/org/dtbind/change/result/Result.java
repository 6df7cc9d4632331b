// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How a request ended, for a device, an aggregator or an IOMMU group. */
public sealed interface Result<S> {

  /** {@return the exit status of a program that reports this result} */
  default ExitStatus exit() {
    return notRestored().isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_RESTORED;
  }

  /** {@return the subject; empty if none was found, or nothing was tried} */
  default Optional<S> about() {
    return Optional.empty();
  }

  /**
   * {@return why the subject is not in the requested state; empty if it is, or if the failure of
   * another request is the reason}
   */
  default Optional<Problem> reason() {
    return Optional.empty();
  }

  /** {@return notes, one per line, including states that could not be verified} */
  default List<String> notes() {
    return List.of();
  }

  /**
   * {@return the parts of the former state that should have been restored but were not, one per
   * line}
   */
  default List<String> notRestored() {
    return List.of();
  }

  /** {@return whether steps remain to be done, because only a plan was requested} */
  default boolean pending() {
    return this instanceof Planned;
  }

  /**
   * {@return the result for a request that was rejected before anything was written}
   *
   * @param why the reason
   */
  static <S> Rejected<S> rejected(Problem why) {
    return new Rejected<>(why);
  }

  /**
   * The answer of a planner, which is also the result if only a plan was requested: a plan or a
   * part of one, or the reason why there is none.
   */
  sealed interface Answer<S> extends Result<S> {

    /**
     * {@return the result of the next planner; the same rejection, without the next planner, if
     * this answer is one}
     *
     * @param next the next planner, which takes the plan of this one
     */
    <T> Result<T> then(Function<Planned<S>, Result<T>> next);
  }

  /**
   * The subject is in the requested state, and this was verified.
   *
   * @param already whether nothing had to be done
   * @param notes notes, one per line, including states that could not be verified
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

  /** Only a plan was requested, and nothing was written. */
  record Planned<S>(S subject, List<String> notes) implements Answer<S> {
    /** Copies the list. */
    public Planned {
      notes = List.copyOf(notes);
    }

    @Override
    public <T> Result<T> then(Function<Planned<S>, Result<T>> next) {
      return next.apply(this);
    }

    @Override
    public Optional<S> about() {
      return Optional.of(subject);
    }
  }

  /**
   * The request was rejected, and nothing was written.
   *
   * @param why the reason
   */
  record Rejected<S>(Problem why) implements Answer<S> {
    @Override
    public <T> Result<T> then(Function<Planned<S>, Result<T>> next) {
      return rejected(why);
    }

    @Override
    public ExitStatus exit() {
      return why.exit();
    }

    @Override
    public Optional<Problem> reason() {
      return Optional.of(why);
    }
  }

  /**
   * The change failed and was rolled back.
   *
   * @param subject the subject in its former state
   * @param problem the failure
   * @param notRestored the parts of the former state that are not restored, one per line; empty if
   *     everything is
   */
  record Failed<S>(S subject, Problem problem, List<String> notRestored) implements Result<S> {
    /** Copies the list. */
    public Failed {
      notRestored = List.copyOf(notRestored);
    }

    @Override
    public ExitStatus exit() {
      return notRestored.isEmpty() ? problem.exit() : ExitStatus.NOT_RESTORED;
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
   * The change of the subject was rolled back, because another change of the set failed.
   *
   * @param subject the subject in its former state
   * @param notRestored the parts of the former state that are not restored, one per line; empty if
   *     everything is
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

  /** The subject was not changed, because another request of the set was rejected. */
  record Untouched<S>() implements Result<S> {}
}
