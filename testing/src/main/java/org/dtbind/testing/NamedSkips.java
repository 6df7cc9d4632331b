// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.testing;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Fails each test that is skipped without permission: the message of a failed assumption begins
 * with an id and a colon, and {@code .ci/allowed-skips} lists the ids that are permitted, with the
 * reason. Only {@code ./verify} is this strict, which sets {@code DTBIND_VERIFY}: elsewhere a
 * program may be missing. JUnit finds this class by itself: it is listed in {@code
 * META-INF/services}.
 */
public final class NamedSkips implements InvocationInterceptor {

  @Override
  public void interceptBeforeAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    judged(invocation);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    judged(invocation);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    judged(invocation);
  }

  @Override
  public <T> T interceptTestFactoryMethod(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    return judged(invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    judged(invocation);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
      throws Throwable {
    judged(invocation);
  }

  private static <T> T judged(Invocation<T> invocation) throws Throwable {
    try {
      return invocation.proceed();
    } catch (TestAbortedException e) {
      String reason = Objects.requireNonNullElse(e.getMessage(), "no reason given");
      if (System.getenv("DTBIND_VERIFY") != null && !allowed(reason)) {
        throw new AssertionError("skipped, and .ci/allowed-skips does not name it: " + reason, e);
      }
      throw e;
    }
  }

  /** Whether the file names the id with which a reason begins. */
  static boolean allowed(String reason) throws IOException {
    String said = reason.replaceFirst("^Assumption failed: ", "");
    int colon = said.indexOf(':');
    return colon > 0
        && !said.startsWith("#")
        && Files.readAllLines(allowedSkips()).stream()
            .anyMatch(line -> line.startsWith(said.substring(0, colon + 1)));
  }

  /** Tests run in the folder of their module, or, in an IDE, in the checkout. */
  private static Path allowedSkips() {
    Path here = Path.of(".ci/allowed-skips");
    return Files.exists(here) ? here : Path.of("..").resolve(here);
  }
}
