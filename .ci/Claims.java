// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.compile.DiskFiles;
import org.dtbind.compile.ProjectHeaders;
import org.dtbind.compile.TrustedUsers;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.verify.OverlayVerification;
import org.dtbind.overlay.verify.VerifyCode;
import org.dtbind.tree.DeviceTree;

/**
 * Prints what "overlay check" would say of each source if overlays had brought all of it: source,
 * kind, node and property, message, separated by tabs; and how many sources there were.
 */
class Claims {

  public static void main(String[] arguments) throws IOException {
    int trees = 0;
    int user = (Integer) Files.getAttribute(Path.of(arguments[0]), "unix:uid");
    ProjectHeaders headers = new ProjectHeaders(new TrustedUsers(Set.of(user)));
    for (String source : Files.readAllLines(Path.of(arguments[0]))) {
      CompileOptions options =
          new CompileOptions(headers.above(source, List.of()), List.of(), true, true);
      DeviceTree tree =
          new Compiler(options, new DiskFiles(headers))
              .compile(source)
              .value()
              .orElseThrow(() -> new IllegalStateException(source));
      trees++;
      if (tree.plugin()) {
        continue;
      }
      for (Diagnostic said : OverlayVerification.asBrought(tree)) {
        // Drivers of boards that run know that they may: this is a warning, not a claim.
        if (said.code() == VerifyCode.LINE_AND_INTERRUPT) {
          continue;
        }
        System.out.printf(
            "%s\t%s\t%s\t%s%n",
            source, said.code().id(), said.subject().orElse("-"), said.message());
      }
    }
    System.err.println(trees + " sources");
  }
}
