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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of this machine, and how to run it. Each method returns another one, so that one
 * program can be run in several ways.
 *
 * @param command the program and its arguments
 * @param folder the working directory
 * @param set variables that the environment has in addition
 * @param limit how long it may take; the test fails where it takes longer
 */
public record Program(List<String> command, Path folder, Map<String, String> set, Duration limit) {

  /** Returns a program with an empty standard input, in this folder, which may take ten minutes. */
  public static Program of(String... command) {
    return new Program(List.of(command), Path.of(""), Map.of(), Duration.ofMinutes(10));
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
    return new Program(all, folder, set, limit);
  }

  /** Returns it in another working directory. */
  public Program in(Path other) {
    return new Program(command, other, set, limit);
  }

  /** Returns it with a variable in its environment. */
  public Program with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(set);
    more.put(variable, value);
    return new Program(command, folder, more, limit);
  }

  /** Returns it with another limit. */
  public Program within(Duration other) {
    return new Program(command, folder, set, other);
  }

  private Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile());
    builder.environment().putAll(set);
    return builder.start();
  }

  /** Runs it to its end. */
  public Finished run() throws IOException {
    Process process = start();
    CompletableFuture<byte[]> out = read(process.getInputStream());
    CompletableFuture<byte[]> err = read(process.getErrorStream());
    process.getOutputStream().close();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(
            "%s has not ended within %s%n%s%s"
                .formatted(command, limit, text(out.join()), text(err.join())));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new InterruptedIOException(command.toString());
    }
    return new Finished(command, process.exitValue(), text(out.join()), text(err.join()));
  }

  /**
   * Runs it to its end, with what it prints in files.
   *
   * @return its status
   */
  public int runInto(Path out, Path err) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toAbsolutePath().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(set);
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
        Stream.of(before, this)
            .map(
                one ->
                    new ProcessBuilder(one.command)
                        .directory(one.folder.toAbsolutePath().toFile())
                        .redirectError(Redirect.DISCARD))
            .toList();
    builders.get(0).redirectInput(new File("/dev/null"));
    List<Process> processes = ProcessBuilder.startPipeline(builders);
    CompletableFuture<byte[]> out = read(processes.get(1).getInputStream());
    int status = ended(processes);
    return status == 0 ? Optional.of(text(out.join())) : Optional.empty();
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

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
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
