// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.List;
import org.dtbind.change.ExitStatus;
import org.dtbind.change.Problem;

/** What came of the wish to give an IOMMU group to somebody. */
public sealed interface HandOverOutcome {

  /** {@return what a program that ends with it tells its caller} */
  ExitStatus exit();

  /**
   * It is theirs.
   *
   * @param nodes in {@code /dev} that are
   * @param written files and nodes that were changed, a line each; nothing where it was so already
   * @param notes what is worth knowing, a line each
   */
  record Given(List<String> nodes, List<String> written, List<String> notes)
      implements HandOverOutcome {
    /** Copies the lists. */
    public Given {
      nodes = List.copyOf(nodes);
      written = List.copyOf(written);
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
   * @param nodes in {@code /dev} that would be theirs
   * @param steps what would be done, in order, a line each
   * @param notes what is worth knowing before, a line each
   */
  record Planned(List<String> nodes, List<String> steps, List<String> notes)
      implements HandOverOutcome {
    /** Copies the lists. */
    public Planned {
      nodes = List.copyOf(nodes);
      steps = List.copyOf(steps);
      notes = List.copyOf(notes);
    }

    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }
  }

  /**
   * It is not.
   *
   * @param kind what a program that ends with it tells its caller, where all is as before
   * @param problem why
   * @param notRestored what is not as before, a line each; nothing where all is
   */
  record Refused(ExitStatus kind, Problem problem, List<String> notRestored)
      implements HandOverOutcome {
    /** Copies the list. */
    public Refused {
      notRestored = List.copyOf(notRestored);
    }

    @Override
    public ExitStatus exit() {
      return notRestored.isEmpty() ? kind : ExitStatus.NOT_RESTORED;
    }
  }
}
