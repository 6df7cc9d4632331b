// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.source.Bytes;

/**
 * What to boot and to run.
 *
 * @param kernel the kernel
 * @param blob the flattened devicetree it gets; empty for none
 * @param command the program and its arguments, found by {@code PATH}; runs as root of the sandbox,
 *     and with the rights of this process on the machine
 * @param environment variables beside the few that are always set ({@code PATH}, {@code HOME},
 *     {@code TMPDIR}, {@code LANG}); values without newlines
 * @param shown folders or files below {@code /tmp} and {@code /run} of the machine to show, for
 *     reading; what lies elsewhere is there anyhow
 * @param timeout after which everything in it is killed
 * @param megabytes of memory
 */
public record SandboxRequest(
    Kernel kernel,
    Optional<Bytes> blob,
    List<String> command,
    Map<String, String> environment,
    List<Path> shown,
    Duration timeout,
    int megabytes) {

  /** Copies the collections. */
  public SandboxRequest {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    shown = List.copyOf(shown);
  }

  /**
   * {@return a request with nothing shown, no further variables, a minute of time and 512 MB}
   *
   * @param kernel the kernel
   * @param command the program and its arguments
   */
  public static SandboxRequest of(Kernel kernel, List<String> command) {
    return new SandboxRequest(
        kernel, Optional.empty(), command, Map.of(), List.of(), Duration.ofMinutes(1), 512);
  }

  /**
   * {@return the same with a devicetree}
   *
   * @param tree flattened
   */
  public SandboxRequest with(Bytes tree) {
    return new SandboxRequest(
        kernel, Optional.of(tree), command, environment, shown, timeout, megabytes);
  }

  /**
   * {@return the same with other variables}
   *
   * @param variables by name
   */
  public SandboxRequest with(Map<String, String> variables) {
    return new SandboxRequest(kernel, blob, command, variables, shown, timeout, megabytes);
  }

  /**
   * {@return the same with other places shown}
   *
   * @param places folders or files
   */
  public SandboxRequest showing(List<Path> places) {
    return new SandboxRequest(kernel, blob, command, environment, places, timeout, megabytes);
  }

  /**
   * {@return the same with another limit}
   *
   * @param limit for boot and command together
   */
  public SandboxRequest within(Duration limit) {
    return new SandboxRequest(kernel, blob, command, environment, shown, limit, megabytes);
  }
}
