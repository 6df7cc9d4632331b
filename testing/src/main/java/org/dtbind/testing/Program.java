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
import java.util.stream.Stream;

/**
 * A program of this machine, and how to run it. Each method returns another one, so that one
 * program can be run in several ways.
 *
 * @param command the program and its arguments
 * @param folder the working directory
 * @param environment its variables
 * @param limit how long it may take; the test fails where it takes longer
 */
public record Program(List<String> command, Path folder, Environment environment, Duration limit) {

  /** Returns a program with an empty standard input, in this folder, which may take ten minutes. */
  public static Program of(String... command) {
    return new Program(List.of(command), Path.of(""), Environment.OF_TESTS, Duration.ofMinutes(10));
  }

  /**
   * Returns a script for bash.
   *
   * @param arguments its {@code $1} and so on
   */
  public static Program bash(String script, String... arguments) {
    return of("bash", "-c", script, "bash").and(arguments);
  }

  /** Returns it with more arguments. */
  public Program and(String... arguments) {
    List<String> all = Stream.concat(command.stream(), Stream.of(arguments)).toList();
    return new Program(all, folder, environment, limit);
  }

  /** Returns it in another working directory. */
  public Program in(Path other) {
    return new Program(command, other, environment, limit);
  }

  /** Returns it with a variable in its environment. */
  public Program with(String variable, String value) {
    return new Program(command, folder, environment.with(variable, value), limit);
  }

  /** Returns it without variables of the tests' environment. */
  public Program without(String... variables) {
    return new Program(command, folder, environment.without(variables), limit);
  }

  /** Returns it with no variable but those that are set after this. */
  public Program withEmptyEnvironment() {
    return new Program(command, folder, Environment.EMPTY, limit);
  }

  /** Returns it with another limit. */
  public Program within(Duration other) {
    return new Program(command, folder, environment, other);
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile());
    environment.applyTo(builder.environment());
    return builder;
  }

  /** Starts it, with an empty standard input. */
  public Running start() throws IOException {
    Process process = builder().start();
    CompletableFuture<byte[]> out = read(process.getInputStream());
    CompletableFuture<byte[]> err = read(process.getErrorStream());
    process.getOutputStream().close();
    return new Running(this, process, out, err);
  }

  /** Runs it to its end. */
  public Finished run() throws IOException {
    return start().end();
  }

  /**
   * Runs it to its end, with what it prints in files.
   *
   * @return its status
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
   * Runs it to its end on what another program prints. Messages of neither are kept.
   *
   * @return what this one prints to standard output; empty where either ends with another status
   *     than 0
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

  /** Waits for them; returns the last status that is not 0, as a shell's pipefail does. */
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

  /**
   * Runs it; the test fails where it does not end with status 0.
   *
   * @return what it printed to standard output
   */
  public String output() throws IOException {
    return run().succeeded().out();
  }

  /**
   * What it printed goes to a buffer of its own, so that neither stream has to wait for the other.
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
   * The variables that a program has.
   *
   * @param inherited whether it has those of the tests
   * @param set those it has in addition, or with other values
   * @param removed those it has not
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
   * @param program what was started
   * @param process that runs it
   * @param out what it prints to standard output
   * @param err what it prints to standard error
   */
  public record Running(
      Program program,
      Process process,
      CompletableFuture<byte[]> out,
      CompletableFuture<byte[]> err) {

    /** Asks it to end: SIGTERM. */
    public void terminate() {
      process.destroy();
    }

    /** Waits for its end; the test fails where that takes longer than the program's limit. */
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
   * How a program ended.
   *
   * @param command the program and its arguments
   * @param status its exit status
   * @param out what it printed to standard output, read as UTF-8
   * @param err what it printed to standard error, read as UTF-8
   */
  public record Finished(List<String> command, int status, String out, String err) {

    /** Returns it, where its status is 0; the test fails otherwise. */
    public Finished succeeded() {
      return ended(0);
    }

    /** Returns it, where its status is this one; the test fails otherwise. */
    public Finished ended(int expected) {
      assertThat(status).as("the status of %s", this).isEqualTo(expected);
      return this;
    }

    /** Returns it, where it ended with status 0 and nothing on standard error. */
    public Finished quietly() {
      assertThat(succeeded().err()).as(toString()).isEmpty();
      return this;
    }

    /** Returns the lines of standard output. */
    public List<String> lines() {
      return out.lines().toList();
    }

    /** Returns both streams, standard output first. */
    public String both() {
      return out + err;
    }

    @Override
    public String toString() {
      return "%s: status %d%n%s%s".formatted(String.join(" ", command), status, out, err);
    }
  }
}
