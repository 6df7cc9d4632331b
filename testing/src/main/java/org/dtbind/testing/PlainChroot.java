// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A chroot whose root directory is not a mount point, as those in which packages are built. This
 * machine's programs are mounted in it, in a mount namespace of their own.
 */
public final class PlainChroot {

  private static final String SCRIPT =
      """
      root=$1
      shift
      for name in bin sbin lib lib64 usr etc proc dev; do
          if [ -h "/$name" ]; then
              cp -P "/$name" "$root/$name"
          elif [ -d "/$name" ]; then
              mkdir "$root/$name"
              mount --rbind "/$name" "$root/$name"
          fi
      done
      # An ordinary user's PATH may lack /usr/sbin.
      PATH=$PATH:/usr/sbin:/sbin
      exec chroot "$root" "$@"
      """;

  private PlainChroot() {}

  /**
   * Returns a program that runs a command in the chroot. Skips the test if an ordinary user may not
   * create a namespace.
   *
   * @param root a directory, which may contain files, but none of the system directories
   */
  public static Program enter(Path root, String... command) throws IOException {
    List<String> namespace = new ArrayList<>(List.of("unshare", "--mount"));
    if (Program.of("id", "-u").output().strip().equals("0")) {
      namespace.addAll(List.of("--propagation", "private"));
    } else {
      namespace.add("--map-root-user");
    }
    String[] words = namespace.toArray(String[]::new);
    boolean works = Program.of(words).and("true").run().status() == 0;
    assumeTrue(works, "user-namespace: an ordinary user may not create one here");
    return Program.of(words).and("sh", "-ec", SCRIPT, "sh", root.toString()).and(command);
  }
}
