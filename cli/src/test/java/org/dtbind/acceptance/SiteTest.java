// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.testing.Golden;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the documentation that {@code ./site} builds. */
@Tag("acceptance")
@Tag("slow")
class SiteTest {

  @TempDir private static Path work;

  private static Path site;
  private static Finished result;

  @BeforeAll
  static void buildSite() throws IOException {
    site = work.resolve("site");
    result = site(Checkout.ROOT, site);
  }

  private static Finished site(Path checkout, Path to) throws IOException {
    return Program.of(checkout.resolve("site").toString(), "-o", to.toString()).run();
  }

  @Test
  void siteHasNoDeadLinks() {
    result.succeeded();
  }

  @Tag("long")
  @Test
  void siteBuildIsReproducible() throws IOException {
    Path again = work.resolve("again");
    site(Checkout.ROOT, again).succeeded();
    Program.of("diff", "-r", site.toString(), again.toString()).run().succeeded();
  }

  /**
   * report.png.sha256 contains the checksum of the page in the picture. {@code
   * -Dgolden.update=true} draws the picture again with chromium.
   */
  @Test
  void reportPictureIsUpToDate() throws IOException {
    String page = "cli/src/test/resources/picture/check-errors.html";
    Path picture = Checkout.ROOT.resolve("docs/guide/pictures/report.png");
    if (Boolean.getBoolean("golden.update")) {
      new Browser(work.resolve("profile"))
          .look("file://" + Checkout.ROOT.resolve(page), picture, "--window-size=1000,1400");
    }
    Golden.check(
        picture.resolveSibling("report.png.sha256"),
        Program.of("sha256sum", page).in(Checkout.ROOT).output());
  }

  /** Each page also has a Content-Security-Policy that forbids loading. */
  @Test
  void pagesLoadNoExternalResources() throws IOException {
    List<Path> pages =
        files(site, ".html").stream()
            .filter(page -> !page.toString().contains("/pictures/"))
            .toList();
    assertThat(pages).hasSizeGreaterThan(50);
    for (Path page : pages) {
      String text = Files.readString(page);
      assertThat(text)
          .as(page.toString())
          .contains(
              "content=\"default-src 'none'; img-src data:; base-uri 'none'; style-src 'sha256-")
          .doesNotContainPattern(
              "<(iframe|object|embed|audio|video|link [^>]*stylesheet)"
                  + "|<img [^>]*src=\"([^d]|d[^a])| on[a-z]+=\"");
      if (!page.equals(site.resolve("search.html"))) {
        assertThat(text).as(page.toString()).doesNotContainPattern("(?m)^<script|^<link.*script");
      }
    }
  }

  /** Adds several dead links to a copy: each must be reported, and no site must be written. */
  @Test
  void deadLinksFailTheBuild() throws IOException {
    Path copy = Files.createDirectory(work.resolve("copy"));
    Checkout.bash(
            "cd \"$root\" && tar -cf - --exclude=target ./*.md LICENSE site .ci docs samples |"
                + " tar -xf - -C \"$1\" && ln -s \"$root/target\" \"$1/target\"",
            copy.toString())
        .run()
        .succeeded();
    List<String> links =
        List.of(
            "nowhere.md",
            "#no-such-heading",
            "apply.md#no-such-heading",
            "../../../etc/passwd",
            "../reference",
            "pictures/none.svg");
    StringBuilder more = new StringBuilder();
    links.forEach(link -> more.append("\nSee [there](%s).\n".formatted(link)));
    more.append("\n![gone](pictures/gone.svg)\n\n<script>alert(1)</script>\n");
    Files.writeString(copy.resolve("docs/guide/see.md"), more, StandardOpenOption.APPEND);
    Files.writeString(copy.resolve("docs/guide/alone.md"), "# Alone\n");

    Finished refused = site(copy, work.resolve("refused"));

    assertThat(refused.status()).isNotZero();
    assertThat(work.resolve("refused")).isEmptyDirectory();
    assertThat(refused.both())
        .contains(links.stream().map(link -> "docs/guide/see.md: " + link).toList())
        .contains(
            "pictures/gone.svg is no picture",
            "docs/guide/see.md: HTML: <script>",
            "docs/guide/alone.md: neither");
    assertThat(refused.both().lines()).hasSize(links.size() + 3);
  }

  @Test
  void foreignOutputDirectoryIsNotOverwritten() throws IOException {
    Path foreign = Files.createDirectory(work.resolve("mine"));
    Files.writeString(foreign.resolve("file"), "mine", StandardCharsets.UTF_8);
    assertThat(site(Checkout.ROOT, foreign).status()).isNotZero();
    assertThat(foreign.resolve("file")).hasContent("mine");
  }

  /** Returns the files below a directory whose names have this ending, sorted. */
  static List<Path> files(Path directory, String end) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }
}
