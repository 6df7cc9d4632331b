// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program on this machine and the settings for running it. Immutable: each method that changes a
 * setting returns a new instance.
 *
 * @param limit the time after which the test fails if the program still runs
 */
public record Program(
    List<String> command, Path directory, Environment environment, Duration limit) {

  /**
   * Returns a program with an empty standard input, the current working directory and a limit of
   * ten minutes.
   */
  public static Program of(String... command) {
    return new Program(List.of(command), Path.of(""), Environment.OF_TESTS, Duration.ofMinutes(10));
  }

  /** Returns a program that runs a script in bash. */
  public static Program bash(String script, String... arguments) {
    return of("bash", "-c", script, "bash").and(arguments);
  }

  /** Returns words of a shell command that have exactly these values. */
  public static String quoted(String... words) {
    return Stream.of(words)
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  public Program and(String... arguments) {
    List<String> all = Stream.concat(command.stream(), Stream.of(arguments)).toList();
    return new Program(all, directory, environment, limit);
  }

  public Program in(Path other) {
    return new Program(command, other, environment, limit);
  }

  public Program with(String variable, String value) {
    return new Program(command, directory, environment.with(variable, value), limit);
  }

  /** Returns a program that does not inherit the given variables. */
  public Program without(String... variables) {
    return new Program(command, directory, environment.without(variables), limit);
  }

  /** Returns a program that inherits no variables and has none except those that are set later. */
  public Program withEmptyEnvironment() {
    return new Program(command, directory, Environment.EMPTY, limit);
  }

  /** Returns a program with a different time limit. */
  public Program within(Duration other) {
    return new Program(command, directory, environment, other);
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile());
    environment.applyTo(builder.environment());
    return builder;
  }

  /** Starts the program with an empty standard input. */
  public Running start() throws IOException {
    Process process = builder().start();
    CompletableFuture<byte[]> out = read(process.getInputStream());
    CompletableFuture<byte[]> err = read(process.getErrorStream());
    process.getOutputStream().close();
    return new Running(this, process, out, err);
  }

  /** Runs the program until it ends. */
  public Finished run() throws IOException {
    return start().end();
  }

  /**
   * Runs the program until it ends and writes its output to files.
   *
   * @return the exit status
   */
  public int runInto(Path out, Path err) throws IOException {
    ProcessBuilder builder =
        builder()
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    return ended(List.of(builder.start()));
  }

  /**
   * Runs the program until it ends, with the output of another program as its standard input.
   * Discards the standard error of both.
   *
   * @return the standard output of this program; absent if the exit status of either program is not
   *     0
   */
  public Optional<String> runOn(Program before) throws IOException {
    List<ProcessBuilder> builders =
        Stream.of(before, this).map(one -> one.builder().redirectError(Redirect.DISCARD)).toList();
    builders.get(0).redirectInput(new File("/dev/null"));
    List<Process> processes = ProcessBuilder.startPipeline(builders);
    CompletableFuture<byte[]> out = read(processes.get(1).getInputStream());
    int status = ended(processes);
    return status == 0
        ? Optional.of(new String(out.join(), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /**
   * Waits for all processes. Returns the last nonzero status, like the option pipefail of bash; 0
   * if there is none.
   */
  private int ended(List<Process> processes) throws IOException {
    int status = 0;
    try {
      for (Process process : processes) {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          processes.forEach(Process::destroyForcibly);
          throw new AssertionError("%s has not ended within %s".formatted(command, limit));
        }
        status = process.exitValue() != 0 ? process.exitValue() : status;
      }
    } catch (InterruptedException e) {
      processes.forEach(Process::destroyForcibly);
      throw new InterruptedIOException(command.toString());
    }
    return status;
  }

  /** Runs the program until it ends. The test fails if the exit status is not 0. */
  public String output() throws IOException {
    return run().succeeded().out();
  }

  /**
   * Reads a stream in a separate thread, so that the program never blocks on one stream while the
   * other is read.
   */
  private static CompletableFuture<byte[]> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          ByteArrayOutputStream all = new ByteArrayOutputStream();
          try (stream) {
            stream.transferTo(all);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return all.toByteArray();
        },
        task -> {
          Thread thread = new Thread(task, "output of a program");
          thread.setDaemon(true);
          thread.start();
        });
  }

  /**
   * The environment variables of a program.
   *
   * @param inherited whether the program inherits the variables of the tests
   * @param set the variables to set; they override inherited ones
   * @param removed the inherited variables to remove
   */
  public record Environment(boolean inherited, Map<String, String> set, Set<String> removed) {

    static final Environment OF_TESTS = new Environment(true, Map.of(), Set.of());

    static final Environment EMPTY = new Environment(false, Map.of(), Set.of());

    Environment with(String variable, String value) {
      Map<String, String> more = new TreeMap<>(set);
      more.put(variable, value);
      return new Environment(inherited, more, removed);
    }

    Environment without(String... variables) {
      Set<String> more = new TreeSet<>(removed);
      more.addAll(Arrays.asList(variables));
      return new Environment(inherited, set, more);
    }

    void applyTo(Map<String, String> variables) {
      if (!inherited) {
        variables.clear();
      }
      variables.keySet().removeAll(removed);
      variables.putAll(set);
    }
  }

  /**
   * A program that has been started.
   *
   * @param out the standard output, complete when the program ends
   * @param err the standard error, complete when the program ends
   */
  public record Running(
      Program program,
      Process process,
      CompletableFuture<byte[]> out,
      CompletableFuture<byte[]> err) {

    /** Sends SIGTERM to the program. */
    public void terminate() {
      process.destroy();
    }

    /**
     * Waits until the program ends. The test fails if this takes longer than the limit of the
     * program.
     */
    public Finished end() throws IOException {
      try {
        if (!process.waitFor(program.limit.toMillis(), TimeUnit.MILLISECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          throw new AssertionError(
              "%s has not ended within %s%n%s%s"
                  .formatted(program.command, program.limit, text(out), text(err)));
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        throw new InterruptedIOException(program.command.toString());
      }
      return new Finished(program.command, process.exitValue(), text(out), text(err));
    }

    private static String text(CompletableFuture<byte[]> bytes) {
      return new String(bytes.join(), StandardCharsets.UTF_8);
    }
  }

  /**
   * The result of a program.
   *
   * @param out the standard output, read as UTF-8
   * @param err the standard error, read as UTF-8
   */
  public record Finished(List<String> command, int status, String out, String err) {

    /** Returns this result. The test fails if the exit status is not 0. */
    public Finished succeeded() {
      return ended(0);
    }

    /** Returns this result. The test fails if the exit status is not {@code expected}. */
    public Finished ended(int expected) {
      assertThat(status).as("the status of %s", this).isEqualTo(expected);
      return this;
    }

    /**
     * Returns this result. The test fails if the exit status is not 0 or the standard error is not
     * empty.
     */
    public Finished quietly() {
      assertThat(succeeded().err()).as(toString()).isEmpty();
      return this;
    }

    public List<String> lines() {
      return out.lines().toList();
    }

    /** Returns the standard output followed by the standard error. */
    public String both() {
      return out + err;
    }

    @Override
    public String toString() {
      return "%s: status %d%n%s%s".formatted(String.join(" ", command), status, out, err);
    }
  }
}
