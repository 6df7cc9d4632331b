// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.aggregator.DeclaredAggregators;
import org.dtbind.change.RequestOptions;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableGpioChips;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.junit.jupiter.api.Test;

class ManyAggregatorsTest {

  @Test
  void moreDeclaredAggregatorsAskTheChipsNoMoreOften() throws IOException {
    assertThat(questions(8, false)).isPositive().isEqualTo(questions(1, false));
    assertThat(questions(8, true)).isPositive().isEqualTo(questions(1, true));
  }

  /** Returns how often the chips are asked to plan so many aggregators, or to compare them. */
  private static int questions(int count, boolean status) throws IOException {
    WritableKernel kernel =
        TreeKernel.of(Files.readString(PlansTest.DIRECTORY.resolve("systems/board.txt")));
    AtomicInteger questions = new AtomicInteger();
    WritableGpioChips chips =
        new WritableGpioChips() {
          @Override
          public Attempt<Answer> ask(String device) {
            questions.incrementAndGet();
            return kernel.chips().ask(device);
          }

          @Override
          public Attempt<Boolean> drive(String device, int offset, boolean active) {
            throw new AssertionError("planning drove a line of " + device);
          }
        };
    WritableKernel counting = ReplacedPort.in(kernel, chips);
    DeclaredAggregators declared =
        DeclaredAggregators.of(declaration(count), true, RequestOptions.DEFAULT);
    if (status) {
      assertThat(declared.status(counting)).hasSize(count);
    } else {
      assertThat(declared.planning(counting).plans(false))
          .hasSize(count)
          .allMatch(one -> one.result().pending());
    }
    return questions.get();
  }

  private static Specification declaration(int count) {
    String text =
        IntStream.range(8, 8 + count)
            .mapToObj("  - { name: a%1$d, lines: [{ chip: gpio2, offsets: '%1$d' }] }\n"::formatted)
            .collect(Collectors.joining("", "apiVersion: dtbind/v1\naggregators:\n", ""));
    return SpecReader.read(new SourceFile("bindings.yaml", Bytes.utf8(text))).value().orElseThrow();
  }
}
