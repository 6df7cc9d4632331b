// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.cli.session.Environment;
import org.dtbind.cli.session.Session;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.SandboxKernel;
import org.dtbind.sandbox.SandboxResult;

/**
 * The settings for starting this program in a sandbox, as {@code $DTBIND_APP/bin/dtbind}.
 *
 * @param shown the files and directories that the sandbox must show
 */
record InnerProgram(Map<String, String> variables, List<Path> shown) {

  InnerProgram {
    variables = Map.copyOf(variables);
    shown = List.copyOf(shown);
  }

  static InnerProgram of(Environment environment, Machine machine, Path app) {
    Map<String, String> variables = new HashMap<>(Map.of("DTBIND_APP", app.toString()));
    List<Path> shown = new ArrayList<>(List.of(app));
    if (machine.isEmulated()) {
      variables.put("JAVA_HOME", Machine.Virt.JAVA_HOME);
    } else {
      // With one processor and short runs, the interpreter is faster than the JIT compiler.
      variables.put("DTBIND_JAVA_OPTIONS", "-Xint");
      environment.variable("JAVA_HOME").ifPresent(java -> variables.put("JAVA_HOME", java));
      environment.variable("JAVA_HOME").map(Path::of).ifPresent(shown::add);
    }
    return new InnerProgram(variables, shown);
  }

  /**
   * Returns the reason why a command in a sandbox did not run to completion; empty if it did. If
   * the kernel did not boot, the next run tests it again.
   */
  static Optional<String> trouble(Session session, SandboxKernel kernel, SandboxResult result)
      throws IOException {
    String name = "kernel " + kernel.version() + " (" + kernel.source() + ")";
    if (result instanceof SandboxResult.DidNotBoot dead) {
      KernelOption.kernels(session, KernelOption.sandbox()).forget(kernel);
      return Optional.of(name + " did not boot" + behind(dead.lastWords()));
    }
    if (result instanceof SandboxResult.Died died) {
      return Optional.of(name + " stopped unexpectedly" + behind(died.lastWords()));
    }
    if (result instanceof SandboxResult.TimedOut late) {
      return Optional.of(
          "not finished after " + late.limit().toSeconds() + " s\n" + late.lastWords());
    }
    return Optional.empty();
  }

  private static String behind(String words) {
    return words.isEmpty() ? " and printed nothing" : ":\n" + words;
  }
}
