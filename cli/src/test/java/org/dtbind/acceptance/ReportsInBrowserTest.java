// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the drawings and reports of dtbind in a browser. */
@Tag("acceptance")
@Tag("long")
class ReportsInBrowserTest {

  private static final String TREE = "samples/door/door.dts";
  private static final String CASES = "overlays/src/test/resources/verify";
  private static final List<String> FILES = List.of("door.html", "controller.html", "report.html");

  @TempDir private static Path work;

  private static Browser browser;

  @BeforeAll
  static void makeReports() throws IOException {
    browser = new Browser(work.resolve("profile"));
    Checkout.build();
    dtbind("explain", "--tree", TREE, "--html", output("door.html"), "door").run().succeeded();
    dtbind("explain", "--tree", TREE, "--html", output("controller.html"), "/gpio-sim/bank")
        .run()
        .succeeded();
    dtbind(
            "check",
            "--together",
            "-q",
            "--base",
            CASES + "/base.dts",
            "--html",
            output("report.html"))
        .and(CASES + "/two-owners-of-a-line/broken/overlay.dtso")
        .run();
  }

  private static Program dtbind(String... arguments) {
    return Checkout.dtbind(arguments).in(Checkout.ROOT);
  }

  private static String output(String file) {
    return work.resolve(file).toString();
  }

  private static Browser.Page open(String file) throws IOException {
    return browser.open(work.resolve(file));
  }

  /** Proves that the checks for an empty console can fail. */
  @Test
  void consoleMessagesAreCaptured() throws IOException {
    Files.writeString(
        work.resolve("loud.html"),
        "<!DOCTYPE html><title>t</title><script>console.log(1)</script>");
    assertThat(open("loud.html").console()).isNotEmpty();
  }

  @Test
  void chainPageRenders() throws IOException {
    open("door.html")
        .quiet()
        .contains("<td>/door</td>", "<svg", ">platform/door<", ">open<", "The chain as a table");
  }

  @Test
  void controllerDrawingRenders() throws IOException {
    open("controller.html").quiet().contains(">/door gpios[0]<", ">19<");
  }

  @Test
  void overlayReportRenders() throws IOException {
    open("report.html")
        .quiet()
        .contains(
            "The stack has errors: 1 error",
            "line 5 of /soc/gpio@1000 is taken by",
            "<td>/door</td>",
            "requested by 2: ");
  }

  /** Names of nodes and lines that would be markup if they were not escaped. */
  @Test
  void hostileNamesAreEscaped() throws IOException {
    Path tree =
        Files.writeString(
            work.resolve("hostile.dts"),
            """
            /dts-v1/;
            / { n { compatible = "a,b"; gpio-controller; #gpio-cells = <2>; ngpios = <2>;
            gpio-line-names = "<script>console.log(3)</script>", "\\"onload=\\"console.log(4)"; };
            };
            """);
    dtbind("explain", "--tree", tree.toString(), "--html", output("hostile.html"), "n")
        .run()
        .succeeded();
    Browser.Page page = open("hostile.html").quiet().contains("&lt;script&gt;console.log(3)");
    assertThat(page.document()).doesNotContain("<script");
  }

  @Test
  void hostileFileNamesAreEscaped() throws IOException {
    Path overlay =
        Files.writeString(
            work.resolve("<img src=x onerror=console.log(2)>.dtso"),
            "/dts-v1/;\n/plugin/;\n"
                + "&door { x = \"</pre><script>console.log(5)</script>\" };\n");
    dtbind("check", "--together", "--base", TREE, "--html", output("hostile-report.html"))
        .and(overlay.toString())
        .run()
        .ended(2);
    Browser.Page page =
        open("hostile-report.html")
            .quiet()
            .contains("&lt;img src=x", "&lt;script&gt;console.log(5)");
    assertThat(page.document()).doesNotContain("<script", "<img");
  }

  /** The Content-Security-Policy of the page must block an injected script. */
  @Test
  void injectedScriptIsBlocked() throws IOException {
    String report = Files.readString(work.resolve("report.html"));
    Files.writeString(
        work.resolve("injected.html"),
        report.replace("</body>", "<script>console.log(\"ran\")</script></body>"));
    assertThat(open("injected.html").console())
        .anySatisfy(line -> assertThat(line).contains("Content Security Policy"))
        .noneSatisfy(line -> assertThat(line).contains("\"ran\""));
  }

  @Test
  void pagesFollowTheSystemColourScheme() throws IOException {
    for (String file : FILES) {
      look(file).light();
      look(file, "--force-dark-mode").dark();
    }
  }

  @Test
  void pagesUseForcedSystemColours() throws IOException {
    for (String file : FILES) {
      Browser.Look look = look(file, "--force-high-contrast", "--force-dark-mode");
      // The forced colours: nearly black, with some other colours on it.
      assertThat(look.brightness()).as(file).isLessThan(40);
      assertThat(look.colours()).as(file).isGreaterThan(5);
    }
  }

  private static Browser.Look look(String file, String... options) throws IOException {
    return browser.look("file://" + work.resolve(file), work.resolve("seen.png"), options);
  }
}
