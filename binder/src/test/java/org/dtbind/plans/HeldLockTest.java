// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.NamedResult;
import org.dtbind.change.RequestOptions;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.declaration.ApplyRequest;
import org.dtbind.declaration.Declarations;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Lock;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.junit.jupiter.api.Test;

/** Another program holds the lock: all requests are refused together. */
class HeldLockTest {

  private static final RequestOptions AT_ONCE = RequestOptions.DEFAULT.withTimeout(Duration.ZERO);

  @Test
  void deviceAsDeclaredIsNotRefused() throws IOException {
    Results results =
        apply(
            """
            devices:
              - { node: /door, bind: gpio-aggregator }
              - { node: "&gate", bind: uio_pdrv_genirq }
            aggregators:
              - { name: relays, lines: [relay-1] }
            """);
    assertThat(results.entries().get(0).result()).isInstanceOf(Result.Done.class);
    assertThat(results.entries().get(1).result()).isEqualTo(new Result.Untouched<>());
    assertThat(results.aggregators().get(0).result()).isEqualTo(new Result.Untouched<>());
    assertRefused(results.whole());
    assertThat(results.exit()).isEqualTo(ExitStatus.TEMPORARY);
  }

  @Test
  void declarationWithoutDevicesHasNoResultOfADevice() throws IOException {
    Results results =
        apply(
            """
            aggregators:
              - { name: relays, lines: [relay-1] }
              - { name: others, lines: [relay-2] }
            """);
    assertThat(results.entries()).isEmpty();
    assertThat(results.aggregators())
        .extracting(NamedResult::result)
        .containsExactly(new Result.Untouched<>(), new Result.Untouched<>());
    assertRefused(results.whole());
    assertThat(results.exit()).isEqualTo(ExitStatus.TEMPORARY);
  }

  @Test
  void onlyRequestHasTheProblem() throws IOException {
    Results results = apply("aggregators: [{ name: relays, lines: [relay-1] }]\n");
    assertThat(results.entries()).isEmpty();
    assertRefused(results.aggregators().get(0).result());
    assertThat(results.whole()).isEqualTo(new Result.Untouched<>());
    assertRefused(
        new Binder(locked())
            .unbind(new UnbindRequest("door", UnbindRequest.Then.RESTORE, AT_ONCE, false)));
  }

  private static void assertRefused(Result<?> result) {
    assertThat(result.reason())
        .hasValueSatisfying(
            why -> {
              assertThat(why.reason()).isEqualTo(Reason.LOCKED);
              assertThat(why.message()).isEqualTo("another dtbind (42) holds /run/dtbind/lock");
            });
  }

  private static Results apply(String declaration) throws IOException {
    SourceFile source =
        new SourceFile("bindings.yaml", Bytes.utf8("apiVersion: dtbind/v1\n" + declaration));
    return new Declarations(locked())
        .apply(
            SpecReader.read(source).value().orElseThrow(), new ApplyRequest(AT_ONCE, false, false));
  }

  private static WritableKernel locked() throws IOException {
    String system =
        Files.readString(PlansTest.DIRECTORY.resolve("systems/board.txt"))
            + Files.readString(PlansTest.DIRECTORY.resolve("systems/door-bound.txt"));
    Lock held =
        new Lock() {
          @Override
          public Attempt<Held> take(String path) {
            return Attempt.failed(Failure.of(Operation.LOCK, path, Errno.EBUSY));
          }

          @Override
          public String holder(String path) {
            return "42";
          }
        };
    return ReplacedPort.in(TreeKernel.of(system), held);
  }
}
