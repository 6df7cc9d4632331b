// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;

/**
 * Chromium of Debian, without a window.
 *
 * @param profile the directory of the browser profile; it need not exist
 */
record Browser(Path profile) {

  private static final int WHITE = 255;

  private Program chromium(String... options) {
    return Program.of("chromium", "--headless=new", "--no-sandbox", "--disable-gpu")
        .and("--user-data-dir=" + profile, "--no-first-run", "--disable-extensions")
        .and("--window-size=1000,1600", "--hide-scrollbars", "--enable-logging=stderr", "--v=0")
        .and(options);
  }

  /** Opens a file. */
  Page open(Path file) throws IOException {
    return open("file://" + file);
  }

  /** Opens a page. */
  Page open(String url) throws IOException {
    Finished finished = chromium("--dump-dom", url).run().succeeded();
    return new Page(url, finished.out(), finished.err());
  }

  /** Opens a page with scripts disabled. */
  void openWithoutScripts(String url) throws IOException {
    chromium("--blink-settings=scriptEnabled=false")
        .and("--screenshot=" + profile.resolveSibling("without-scripts.png"), url)
        .run()
        .succeeded();
  }

  /**
   * Opens a page and saves a screenshot.
   *
   * @param file the screenshot, as PNG
   */
  Look look(String url, Path file, String... options) throws IOException {
    chromium(options).and("--screenshot=" + file, url).run().succeeded();
    BufferedImage image = ImageIO.read(file.toFile());
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    long sum = 0;
    for (int pixel : pixels) {
      sum += ((pixel >> 16 & WHITE) + (pixel >> 8 & WHITE) + (pixel & WHITE)) / 3;
    }
    long colours = Arrays.stream(pixels).distinct().count();
    return new Look(url + " " + List.of(options), sum / pixels.length, colours);
  }

  /**
   * A page after its scripts have run.
   *
   * @param document the document, as HTML
   * @param log the output of chromium, including the console of the page
   */
  record Page(String url, String document, String log) {

    /** Returns the messages on the console. */
    List<String> console() {
      return log.lines().filter(line -> line.contains(":CONSOLE")).toList();
    }

    /** Checks that the console is empty. */
    Page quiet() {
      assertThat(console()).as("the console of %s", url).isEmpty();
      return this;
    }

    /** Checks that the document contains these texts. */
    Page contains(String... texts) {
      assertThat(document).as(url).contains(texts);
      return this;
    }
  }

  /**
   * Properties of a screenshot.
   *
   * @param brightness the mean of all pixels, 0 (black) to 255 (white)
   * @param colours the number of different colours
   */
  record Look(String page, long brightness, long colours) {

    /** Checks that the page is light and not a plain area. */
    Look light() {
      assertThat(brightness).as("brightness of %s", page).isGreaterThan(200);
      assertThat(colours).as("colours of %s", page).isGreaterThan(20);
      return this;
    }

    /** Checks that the page is dark and not a plain area. */
    Look dark() {
      assertThat(brightness).as("brightness of %s", page).isLessThan(80);
      assertThat(colours).as("colours of %s", page).isGreaterThan(20);
      return this;
    }
  }
}
