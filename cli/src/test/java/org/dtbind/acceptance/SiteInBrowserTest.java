// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page of the documentation in a browser. */
@Tag("acceptance")
@Tag("long")
class SiteInBrowserTest {

  private static final Pattern RESULT = Pattern.compile("<li><a href=\"([^\"]*)\">[^<]*</a><p>");

  @TempDir private static Path work;

  private static Path site;
  private static Browser browser;

  @BeforeAll
  static void make() throws IOException {
    site = work.resolve("site");
    browser = new Browser(work.resolve("profile"));
    Program.of(Checkout.ROOT.resolve("site").toString(), "-o", site.toString()).run().succeeded();
  }

  private static Browser.Page search(String query) throws IOException {
    return browser.open("file://" + site + "/search.html?q=" + query).quiet();
  }

  private static List<String> results(Browser.Page page) {
    return RESULT.matcher(page.document()).results().map(match -> match.group(1)).toList();
  }

  @Test
  void everyPageOpensWithoutAMessageOnTheConsole() throws IOException {
    for (Path page : SiteTest.files(site, ".html")) {
      browser.open(page).quiet();
    }
  }

  @Test
  void theSearchFindsPages() throws IOException {
    Browser.Page code = search("include_too_deep").contains("places have: include_too_deep");
    assertThat(results(code)).startsWith("docs/reference/diagnostics.html#include_too_deep");
    assertThat(results(search("Door+OVERLAY")))
        .anySatisfy(page -> assertThat(page).startsWith("samples/door-overlay/README.html"));
    search("nobodywrotethis").contains("0 places have");
  }

  @Test
  void resultsLeadToHeadingsThatExist() throws IOException {
    List<String> found = results(search("gpio"));
    assertThat(found).hasSize(50);
    for (String address : found) {
      String[] parts = address.split("#", 2);
      String page = Files.readString(site.resolve(parts[0]));
      if (parts.length == 2) {
        assertThat(page).as(address).contains("id=\"" + parts[1] + "\"");
      }
    }
  }

  @Test
  void aQueryIsTextAndNeverMarkup() throws IOException {
    search("%3Cimg+src%3Dx+onerror%3Dconsole.log(2)%3E").contains("0 places have: &lt;img src=x");
  }

  @Test
  void pagesCanBeReadWithoutScripts() throws IOException {
    browser.openWithoutScripts("file://" + site + "/search.html");
    assertThat(site.resolve("search.html"))
        .content()
        .contains("Searching needs a script; without one");
    // What a page shows is in the file, not made by a script.
    for (Path page : SiteTest.files(site, ".html")) {
      if (!page.toString().contains("/pictures/")) {
        assertThat(page).content().contains("<main id=\"content\">");
      }
    }
  }

  @Test
  void pagesAreLightOrDarkAsTheSystemIs() throws IOException {
    List<String> pages =
        List.of(
            "index.html",
            "docs/guide/see.html",
            "docs/reference/diagnostics.html",
            "search.html?q=door");
    for (String page : pages) {
      String url = "file://" + site + "/" + page;
      Path picture = work.resolve("page.png");
      browser.look(url, picture).light();
      browser
          .look(url, picture, "--force-dark-mode", "--blink-settings=preferredColorScheme=0")
          .dark();
    }
  }
}
