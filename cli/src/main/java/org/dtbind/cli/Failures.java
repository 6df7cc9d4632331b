// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.Version;
import org.dtbind.dtc.DropIn;

/** Converts exceptions of commands to messages and exit codes. */
final class Failures {

  private Failures() {}

  /**
   * Reports an exception; returns the exit code. Failures of I/O and of loading a native library
   * produce a short message. Anything else is reported as a bug, with a file for the bug report.
   */
  static int report(Session session, Throwable failure, String[] args) {
    if (causes(failure).anyMatch(OutOfMemoryError.class::isInstance)) {
      return exit(args, tooLarge(session));
    }
    if (failure instanceof InterruptedException || failure instanceof ClosedByInterruptException) {
      // The sender of the signal needs no message; the exit code reports the signal.
      return ExitStatus.STOPPED.code();
    }
    if (failure instanceof IOException io) {
      return exit(args, session.fail(io));
    }
    if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      return exit(args, session.fail(unchecked.getCause()));
    }
    if (failure instanceof LinkageError && ofNativeLibrary(failure)) {
      return exit(args, unloadable(session, failure));
    }
    return bug(session, failure, args);
  }

  /**
   * Returns the exit code of a failure: that of the original program if a drop-in failed, else that
   * of dtbind.
   */
  private static int exit(String[] args, int code) {
    return DropIn.of(args).isPresent() ? DropIn.FAILED : code;
  }

  private static int unloadable(Session session, Throwable failure) {
    return session.fail(
        ExitStatus.UNAVAILABLE,
        "cannot load JNA's native library: "
            + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""),
        Optional.of(
            "make sure that ~/.cache/dtbind/jna, to which dtbind unpacks the library, "
                + "is not mounted noexec; or specify another directory with "
                + "DTBIND_JAVA_OPTIONS=-Djna.tmpdir=DIR; or install dtbind for this processor ("
                + System.getProperty("os.arch", "")
                + ")"));
  }

  /**
   * Reports that memory is exhausted. This is possible with valid input, because the limits for
   * input exceed the memory of small machines.
   */
  private static int tooLarge(Session session) {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return session.fail(
        ExitStatus.INPUT,
        "the input is too large for Java's memory limit, " + megabytes + " MiB",
        Optional.of(
            "raise the limit with DTBIND_JAVA_OPTIONS=-Xmx"
                + (megabytes < 1024 ? "1g" : 2 * megabytes + "m")));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  /**
   * Returns whether JNA failed to load its native library. A missing class, in contrast, is a bug.
   */
  private static boolean ofNativeLibrary(Throwable failure) {
    return failure instanceof UnsatisfiedLinkError
        || causes(failure)
            .flatMap(each -> Arrays.stream(each.getStackTrace()))
            .anyMatch(frame -> frame.getClassName().startsWith("com.sun.jna."));
  }

  private static int bug(Session session, Throwable failure, String[] args) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    List<String> report =
        List.of(
            Version.ofThisBuild().line(),
            "arguments: " + Arrays.toString(args),
            "java: " + System.getProperty("java.vm.version", "unknown"),
            "system: %s %s %s"
                .formatted(
                    System.getProperty("os.name", ""),
                    System.getProperty("os.version", ""),
                    System.getProperty("os.arch", "")),
            "",
            trace.toString());
    try {
      Path file = Files.createTempFile("dtbind-bug-", ".txt");
      Files.write(file, report, StandardCharsets.UTF_8);
      return session.fail(
          ExitStatus.BUG,
          "this is a bug in dtbind, not in your input: "
              + failure
              + "\nplease send the file "
              + file
              + " to the project; it contains only the command line, a stack trace, and the"
              + " versions of dtbind, Java and the operating system");
    } catch (IOException e) {
      return session.fail(
          ExitStatus.BUG,
          "this is a bug in dtbind, not in your input\n" + String.join("\n", report));
    }
  }
}
