// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dtbind.source.Bytes;

/**
 * A machine to boot, and a command to run in it.
 *
 * @param blob the flattened devicetree for the kernel; empty for the devicetree of the machine,
 *     which has none under User-mode Linux
 * @param command the program and its arguments; the program is searched in {@code PATH}. It runs as
 *     root in the sandbox, and with the permissions of this process on this machine
 * @param environment variables in addition to those that are always set ({@code PATH}, {@code
 *     HOME}, {@code TMPDIR}, {@code LANG})
 * @param shown directories or files of this machine that are readable in the sandbox, without
 *     newlines in their names; under User-mode Linux, only those below {@code /tmp}, {@code /run}
 *     and {@code /dev/shm} need this
 * @param timeout the time after which all processes are killed
 * @param arguments additional words of the kernel's command line, without spaces, such as {@code
 *     vfio-platform.reset_required=0}
 * @param interactive whether the command may read the standard input of this process, from {@code
 *     /dev/tty0}; only under User-mode Linux, which sets a terminal to raw mode
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

  /** The default memory size. */
  public static final int MEGABYTES = 512;

  public SandboxRequest {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    shown = List.copyOf(shown);
    arguments = List.copyOf(arguments);
  }

  /**
   * {@return a request with default values: no shown paths or variables, a minute of time, and 512
   * MB}
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

  public SandboxRequest with(Bytes tree) {
    return but(copy -> copy.blob = Optional.of(tree));
  }

  public SandboxRequest with(Map<String, String> variables) {
    return but(copy -> copy.environment = variables);
  }

  public SandboxRequest showing(List<Path> places) {
    return but(copy -> copy.shown = places);
  }

  public SandboxRequest within(Duration limit) {
    return but(copy -> copy.timeout = limit);
  }

  public SandboxRequest saying(List<String> words) {
    return but(copy -> copy.arguments = words);
  }

  public SandboxRequest reading() {
    return but(copy -> copy.interactive = true);
  }

  private SandboxRequest but(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new SandboxRequest(
        machine,
        copy.blob,
        command,
        copy.environment,
        copy.shown,
        copy.timeout,
        megabytes,
        copy.arguments,
        copy.interactive);
  }

  /** What may differ in a copy. */
  private static final class Copy {
    private Optional<Bytes> blob;
    private Map<String, String> environment;
    private List<Path> shown;
    private Duration timeout;
    private List<String> arguments;
    private boolean interactive;

    Copy(SandboxRequest request) {
      blob = request.blob;
      environment = request.environment;
      shown = request.shown;
      timeout = request.timeout;
      arguments = request.arguments;
      interactive = request.interactive;
    }
  }
}
