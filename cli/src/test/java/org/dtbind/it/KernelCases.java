// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Runs dtbind on a running kernel that was booted with the blob of {@code src/it/kernel/cases.dts}.
 * /proc, /sys, /dev and debugfs are mounted, and /run and /tmp are writable. Prints the output of
 * {@link Tap}.
 */
public final class KernelCases {

  private KernelCases() {}

  /** The cases to run. */
  enum Part {
    /**
     * All cases; those that interrupt a run do so at each of its writes, and those of the script
     * for targets run in both shells.
     */
    ALL,

    /**
     * All cases; those that interrupt a run do so at some of its writes, and those of the script
     * for targets run in one of two shells.
     */
    USUAL,

    /** The cases whose results depend on the version of the kernel. */
    KERNEL
  }

  /**
   * Runs the cases.
   *
   * @param args the name of a {@link Part}
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    Part part = Part.valueOf(args[0]);
    boolean isComplete = part == Part.ALL;
    List<Case> cases = new ArrayList<>(dependent(target, isComplete));
    if (part != Part.KERNEL) {
      cases.addAll(new AggregatorAgainCases(target, isComplete).interruptions());
      cases.addAll(new ApplyAggregatorCases(target, isComplete).interruptions());
      cases.addAll(others(target, isComplete));
    }
    cases.replaceAll(one -> new Case(one.name(), () -> restoringInputs(target.kernel(), one)));
    Tap.run(target.kernel().sysfs(), cases);
  }

  /**
   * Makes lines inputs again that a case has used as outputs, because other cases expect inputs.
   */
  private static void restoringInputs(Kernel kernel, Case one) throws Exception {
    try {
      one.body().run();
    } finally {
      for (GpioChip chip : LiveGpio.read(kernel).chips()) {
        String outputs =
            chip.lines().stream()
                .filter(line -> !line.used() && line.direction() == GpioLine.Direction.OUTPUT)
                .map(line -> " " + line.offset())
                .collect(Collectors.joining());
        if (!outputs.isEmpty()) {
          AggregatorCases.shell("gpioget " + chip.name() + outputs);
        }
      }
    }
  }

  /** Returns the cases whose results depend on the version of the kernel. */
  private static List<Case> dependent(Target target, boolean isComplete) {
    List<Case> cases = new ArrayList<>();
    cases.addAll(new BindCases(target).all());
    cases.addAll(new FailureCases(target).all());
    cases.addAll(new OwnershipCases(target).all());
    cases.addAll(new RecoveryCases(target).all());
    cases.addAll(new ApplyCases(target).all());
    cases.addAll(new SafeStateCases(target).all());
    cases.addAll(new SafeAggregatorCases(target).all());
    cases.addAll(new DriverctlCases(target).all());
    cases.addAll(new SystemCases(target).all());
    cases.addAll(new CommandCases(target).all());
    cases.addAll(new SeveralCases(target).all());
    cases.addAll(new ExplainCases(target).all());
    cases.addAll(new LineCases(target).all());
    cases.addAll(new TargetScriptCases(target, isComplete).all());
    cases.addAll(new InterruptedScriptCases(target, isComplete).all());
    cases.addAll(new AggregatorCases(target).all());
    cases.addAll(new AggregatorFaultCases(target).all());
    cases.addAll(new AggregatorAgainCases(target, isComplete).all());
    cases.addAll(new ApplyAggregatorCases(target, isComplete).all());
    cases.addAll(new GuestChipCases(target).all());
    return cases;
  }

  /** Returns the cases whose results depend on other programs, on files and on users. */
  private static List<Case> others(Target target, boolean isComplete) {
    List<Case> cases = new ArrayList<>();
    cases.addAll(new StopCases(target).all());
    cases.addAll(new PersistCases(target, isComplete).all());
    cases.addAll(PowerCases.of(target, isComplete));
    cases.addAll(new AdverseCases(target).all());
    cases.addAll(new DoctorCases(target).all());
    cases.addAll(new AggregatorNodeCases(target).all());
    cases.addAll(new KillCases(target, isComplete).all());
    cases.addAll(new OutcomeCases(target).all());
    cases.addAll(new UserCases(target).all());
    cases.addAll(new UserLinesCases(target).all());
    cases.addAll(new ImplementationCases(target, isComplete).all());
    return cases;
  }
}
