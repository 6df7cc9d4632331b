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
 * Debian's chromium, without a window.
 *
 * @param profile the folder of its settings; it need not exist
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

  /** Opens a page as a browser does that runs no scripts: chromium must not fail. */
  void openWithoutScripts(String url) throws IOException {
    chromium("--blink-settings=scriptEnabled=false")
        .and("--screenshot=" + profile.resolveSibling("without-scripts.png"), url)
        .run()
        .succeeded();
  }

  /**
   * Opens a page and keeps a picture of it.
   *
   * @param file where to; PNG
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
   * @param document its document, as HTML
   * @param log what chromium printed, the page's console among that
   */
  record Page(String url, String document, String log) {

    /** Returns the messages on the console. */
    List<String> console() {
      return log.lines().filter(line -> line.contains(":CONSOLE")).toList();
    }

    /** Returns it, where nothing is on the console. */
    Page quiet() {
      assertThat(console()).as("the console of %s", url).isEmpty();
      return this;
    }

    /** Returns it, where the document contains these texts. */
    Page contains(String... texts) {
      assertThat(document).as(url).contains(texts);
      return this;
    }
  }

  /**
   * What a page looks like.
   *
   * @param brightness the mean of all pixels, 0 (black) to 255 (white)
   * @param colours how many different colours there are
   */
  record Look(String page, long brightness, long colours) {

    /** Returns it, where it is light, and more than a plain. */
    Look light() {
      assertThat(brightness).as("brightness of %s", page).isGreaterThan(200);
      assertThat(colours).as("colours of %s", page).isGreaterThan(20);
      return this;
    }

    /** Returns it, where it is dark, and more than a plain. */
    Look dark() {
      assertThat(brightness).as("brightness of %s", page).isLessThan(80);
      assertThat(colours).as("colours of %s", page).isGreaterThan(20);
      return this;
    }
  }
}
