// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.dtbind.testing.Program;

/**
 * A FIT image for U-Boot, read with fdtget.
 *
 * @param file the image
 */
record FitImage(Path file) {

  String text(String node, String property) throws IOException {
    return fdtget("s", node, property);
  }

  byte[] bytes(String node, String property) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String each : fdtget("bx", node, property).split(" ", -1)) {
      bytes.write(Integer.parseInt(each, 16));
    }
    return bytes.toByteArray();
  }

  long number(String node, String property) throws IOException {
    return Long.parseLong(fdtget("x", node, property), 16);
  }

  private String fdtget(String type, String node, String property) throws IOException {
    return Program.of("fdtget", "-t", type, file.toString(), node, property).output().strip();
  }
}
