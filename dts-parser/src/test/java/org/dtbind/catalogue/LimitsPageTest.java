// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.dtbind.source.Limit;
import org.dtbind.testing.Golden;
import org.junit.jupiter.api.Test;

/** Generates docs/reference/limits.md; {@code -Dgolden.update=true} rewrites the page. */
class LimitsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/limits.md");

  @Test
  void pageMatchesTheCode() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            <!--
            SPDX-FileCopyrightText: 2026 The dtbind authors
            SPDX-License-Identifier: Apache-2.0

            Made from the code by LimitsPageTest (-Dgolden.update=true): do not edit.
            -->
            # Limits

            dtbind does not trust its input, because sources, blobs, directories, declarations and binding documents can come
            from anyone. dtbind therefore checks every length before it allocates memory, and applies the limits in the table
            below, where 1 Mi is 1,048,576. Because of these limits, even deeply nested input cannot exhaust the stack. No
            source file in the Linux kernel comes close to any limit.

            If input exceeds a limit, dtbind rejects the input, and reports the code in the table and the location in the
            input. Three codes are exceptions. With `binding_ignored`, dtbind ignores the binding document. With
            `binding_unfinished`, dtbind does not finish validating the node against the document. With `too_many_problems`,
            dtbind does not show the remaining problems.

            By comparison, dtc 1.6.1 runs out of memory if nodes or parentheses are nested 10,000 levels deep. It crashes with
            a segmentation fault on a blob with 100,000 levels of nodes. Neither dtc nor cpp limits the size of the text that
            includes and macros produce.

            | maximum | what dtbind counts | code |
            |---|---|---|
            """);
    for (Limit limit : Limit.values()) {
      page.append(
          "| %s | %s | [%s](%s#%s) |\n"
              .formatted(number(limit), limit.what(), limit.code(), page(limit), limit.code()));
    }
    Golden.check(PAGE, page.toString());
  }

  /** The diagnostics of the overlays module are on a separate page. */
  private static String page(Limit limit) {
    return limit.name().startsWith("YAML_")
            || limit.name().startsWith("OVER")
            || limit.name().startsWith("BINDING_")
            || limit.name().startsWith("CONFIG_")
        ? "overlay-diagnostics.md"
        : "diagnostics.md";
  }

  private static String number(Limit limit) {
    int most = limit.most();
    return most % (1 << 20) == 0 ? (most >> 20) + " Mi" : String.format(Locale.ROOT, "%,d", most);
  }

  @Test
  void everyLimitHasADocumentedCode() {
    for (Limit limit : Limit.values()) {
      assertThat(PAGE.resolveSibling(page(limit)))
          .content()
          .contains("\n### " + limit.code() + "\n");
    }
  }
}
