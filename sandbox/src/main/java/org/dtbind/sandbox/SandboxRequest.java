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
 * @param blob the flattened devicetree it gets; empty for the machine's own, which is none under
 *     User-mode Linux
 * @param command the program and its arguments, found by {@code PATH}; runs as root of the sandbox,
 *     and with the rights of this process on this machine
 * @param environment variables beside the few that are always set ({@code PATH}, {@code HOME},
 *     {@code TMPDIR}, {@code LANG})
 * @param shown folders or files of this machine to show, for reading; under User-mode Linux only
 *     what lies below {@code /tmp}, {@code /run} and {@code /dev/shm} needs it; no names with
 *     newlines
 * @param timeout after which everything in it is killed
 * @param arguments further words of the kernel's command line, such as {@code
 *     vfio-platform.reset_required=0}, without spaces
 * @param interactive whether the command may read this process's standard input, from {@code
 *     /dev/tty0}; only under User-mode Linux, which makes of a terminal there a raw one
 */
public record SandboxRequest(
    Machine machine,
    Optional<Bytes> blob,
    List<String> command,
    Map<String, String> environment,
    List<Path> shown,
    Duration timeout,
    int megabytes,
    List<String> arguments,
    boolean interactive) {

  /** The memory of a machine for which nothing else is asked. */
  public static final int MEGABYTES = 512;

  public SandboxRequest {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    shown = List.copyOf(shown);
    arguments = List.copyOf(arguments);
  }

  /**
   * {@return a request with nothing shown, no further variables, a minute of time and 512 MB}
   *
   * @param command the program and its arguments
   */
  public static SandboxRequest of(Machine machine, List<String> command) {
    return new SandboxRequest(
        machine,
        Optional.empty(),
        command,
        Map.of(),
        List.of(),
        Duration.ofMinutes(1),
        MEGABYTES,
        List.of(),
        false);
  }

  /**
   * {@return the same with a devicetree}
   *
   * @param tree flattened
   */
  public SandboxRequest with(Bytes tree) {
    return new SandboxRequest(
        machine,
        Optional.of(tree),
        command,
        environment,
        shown,
        timeout,
        megabytes,
        arguments,
        interactive);
  }

  /**
   * {@return the same with other variables}
   *
   * @param variables by name
   */
  public SandboxRequest with(Map<String, String> variables) {
    return new SandboxRequest(
        machine, blob, command, variables, shown, timeout, megabytes, arguments, interactive);
  }

  /**
   * {@return the same with other places shown}
   *
   * @param places folders or files
   */
  public SandboxRequest showing(List<Path> places) {
    return new SandboxRequest(
        machine, blob, command, environment, places, timeout, megabytes, arguments, interactive);
  }

  /**
   * {@return the same with another limit}
   *
   * @param limit for boot and command together
   */
  public SandboxRequest within(Duration limit) {
    return new SandboxRequest(
        machine, blob, command, environment, shown, limit, megabytes, arguments, interactive);
  }

  /**
   * {@return the same with further words for the kernel}
   *
   * @param words of its command line, without spaces
   */
  public SandboxRequest saying(List<String> words) {
    return new SandboxRequest(
        machine, blob, command, environment, shown, timeout, megabytes, words, interactive);
  }

  /** {@return the same, whose command may read standard input} */
  public SandboxRequest reading() {
    return new SandboxRequest(
        machine, blob, command, environment, shown, timeout, megabytes, arguments, true);
  }
}
