// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Prints how bright a picture is, 0 (black) to 255 (white), and how many colours it has. */
public final class Brightness {

  private Brightness() {}

  /** Takes the name of a PNG file. */
  public static void main(String[] args) throws IOException {
    BufferedImage image = ImageIO.read(new File(args[0]));
    long sum = 0;
    java.util.Set<Integer> colors = new java.util.HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int color = image.getRGB(x, y);
        colors.add(color);
        sum += ((color >> 16 & 255) + (color >> 8 & 255) + (color & 255)) / 3;
      }
    }
    long pixels = (long) image.getWidth() * image.getHeight();
    System.out.println(sum / pixels + " " + colors.size());
  }
}
