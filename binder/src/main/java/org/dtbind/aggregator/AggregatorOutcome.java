// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import org.dtbind.change.ExitStatus;
import org.dtbind.change.Problem;

/** What came of a wish. */
public sealed interface AggregatorOutcome {

  /** {@return what a program that ends with it tells its caller} */
  ExitStatus exit();

  /**
   * It is there, each line of it verified.
   *
   * @param aggregator as it is now
   * @param already whether nothing had to be done
   * @param notes what could not be verified, or is worth knowing, a line each
   */
  record Created(LiveAggregator aggregator, boolean already, List<String> notes)
      implements AggregatorOutcome {
    /** Copies the list. */
    public Created {
      notes = List.copyOf(notes);
    }

    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }
  }

  /**
   * It is gone.
   *
   * @param aggregator as it was
   * @param notes what is worth knowing, a line each
   */
  record Deleted(LiveAggregator aggregator, List<String> notes) implements AggregatorOutcome {
    /** Copies the list. */
    public Deleted {
      notes = List.copyOf(notes);
    }

    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }
  }

  /**
   * Only a plan was wanted.
   *
   * @param plan what would be done, in order, a line each
   * @param notes what is worth knowing before, a line each
   */
  record Planned(List<String> plan, List<String> notes) implements AggregatorOutcome {
    /** Copies the lists. */
    public Planned {
      plan = List.copyOf(plan);
      notes = List.copyOf(notes);
    }

    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }
  }

  /**
   * Nothing was changed.
   *
   * @param exit what kind
   * @param problem why
   * @param candidates the lines that could have been meant, or near names
   */
  record Rejected(ExitStatus exit, Problem problem, List<String> candidates)
      implements AggregatorOutcome {
    /** Copies the list. */
    public Rejected {
      candidates = List.copyOf(candidates);
    }

    /**
     * Creates one without candidates.
     *
     * @param exit what kind
     * @param problem why
     */
    public Rejected(ExitStatus exit, Problem problem) {
      this(exit, problem, List.of());
    }
  }

  /**
   * Something was changed, and did not lead to what was wished.
   *
   * @param cause what kind
   * @param problem why
   * @param notRestored what is not as before, a line each; nothing where all is
   */
  record Failed(ExitStatus cause, Problem problem, List<String> notRestored)
      implements AggregatorOutcome {
    /** Copies the list. */
    public Failed {
      notRestored = List.copyOf(notRestored);
    }

    @Override
    public ExitStatus exit() {
      return notRestored.isEmpty() ? cause : ExitStatus.NOT_RESTORED;
    }
  }

  /**
   * It was changed with others, one of which failed, and brought back.
   *
   * @param name of it
   * @param notRestored what is not as before, a line each; nothing where all is
   */
  record BroughtBack(String name, List<String> notRestored) implements AggregatorOutcome {
    /** Copies the list. */
    public BroughtBack {
      notRestored = List.copyOf(notRestored);
    }

    @Override
    public ExitStatus exit() {
      return notRestored.isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_RESTORED;
    }
  }

  /** It was left alone, since another one with which it was to be changed could not be. */
  record NotTried() implements AggregatorOutcome {
    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }
  }
}
