// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Runs dtbind in a separate process, to its end or until strace kills it at a system call. The
 * hundreds of JVM starts take most of the time. To make them fast, the classes are in jars in
 * memory, and the first run creates a class data archive for the later ones.
 */
record KilledRun(String classPath) {

  private static final Path JNA = Path.of("/tmp/jna");
  private static final Path ARCHIVE = Path.of("/tmp/classes.jsa");
  private static final Path TRACE = Path.of("/tmp/trace");
  private static final Path OUTPUT = Path.of("/tmp/output");

  /** The exit status after SIGKILL: 128 + 9. */
  private static final int KILLED = 137;

  /** A run that takes longer hangs. */
  private static final int LONGEST_SECONDS = 1200;

  /** Returns an instance that uses the classes of this JVM. */
  static KilledRun ofThisClassPath() throws IOException {
    Files.createDirectories(JNA);
    // Without this, JNA unpacks the library in each run: a hundred more writes to kill at.
    String library = "/com/sun/jna/linux-x86-64/libjnidispatch.so";
    try (InputStream in = com.sun.jna.Native.class.getResourceAsStream(library)) {
      Files.copy(Objects.requireNonNull(in), JNA.resolve("libjnidispatch.so"));
    }
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      jars.add(Files.isDirectory(path) ? jar(path, jars.size()).toString() : entry);
    }
    return new KilledRun(String.join(File.pathSeparator, jars));
  }

  /** Packs a directory into a jar, because a class data archive requires jars. */
  private static Path jar(Path directory, int number) throws IOException {
    Path jar = Path.of("/tmp/classes-" + number + ".jar");
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return jar;
  }

  /**
   * Runs the program to its end.
   *
   * @param status the expected exit status
   */
  void runToEnd(List<String> args, int status) throws IOException, InterruptedException {
    String archive = Files.exists(ARCHIVE) ? "SharedArchiveFile=" : "ArchiveClassesAtExit=";
    Process process = java("-XX:" + archive + ARCHIVE, "org.dtbind.cli.Main", args);
    assertThat(ended(process, args.toString())).as(args + ": " + output()).isEqualTo(status);
  }

  /**
   * Runs the program and kills it at a system call.
   *
   * @param call the name of the system call
   * @param n which of these calls, from 1
   * @param status the expected exit status if the program makes fewer of these calls
   * @return whether the program was killed
   */
  boolean killed(String call, int n, List<String> args, int status)
      throws IOException, InterruptedException {
    int ended =
        straced(
            args + " killed at " + call + " " + n,
            List.of("-e", "trace=" + call, "-e", "inject=" + call + ":signal=KILL:when=" + n),
            args);
    assertThat(ended).as(args + ": " + output()).isIn(KILLED, status);
    return ended == KILLED;
  }

  /**
   * Runs the program to its end under strace; it has to exit with status 0.
   *
   * @param calls the system calls to trace, in strace's syntax
   * @return the trace, with the paths of file descriptors
   */
  List<String> traced(String calls, List<String> args) throws IOException, InterruptedException {
    assertThat(straced(args.toString(), List.of("-y", "-e", "trace=" + calls), args))
        .as(args + ": " + output())
        .isZero();
    return Files.readAllLines(TRACE, StandardCharsets.ISO_8859_1);
  }

  private int straced(String where, List<String> options, List<String> args)
      throws IOException, InterruptedException {
    Files.deleteIfExists(HeldRun.READY);
    Process process = java("-XX:SharedArchiveFile=" + ARCHIVE, HeldRun.class.getName(), args);
    while (!Files.exists(HeldRun.READY)) {
      assertThat(process.isAlive()).as(where + ": " + output()).isTrue();
      Thread.sleep(5);
    }
    List<String> tracing = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", TRACE.toString()));
    tracing.addAll(options);
    tracing.addAll(List.of("-p", Long.toString(process.pid())));
    Process strace =
        new ProcessBuilder(tracing)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("/tmp/strace").toFile())
            .start();
    int ended = ended(process, where);
    ended(strace, where);
    return ended;
  }

  private Process java(String option, String main, List<String> args) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(JavaStarts.counted(classPath));
    command.addAll(List.of("-Djna.boot.library.path=" + JNA, "-Djna.nosys=false", option, main));
    command.addAll(args);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(OUTPUT.toFile())
        .start();
  }

  private static int ended(Process process, String where) throws IOException, InterruptedException {
    boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as(where + " hangs: " + output()).isTrue();
    return process.exitValue();
  }

  private static String output() throws IOException {
    return Files.exists(OUTPUT) ? Files.readString(OUTPUT) : "";
  }
}
