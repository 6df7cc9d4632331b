// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxKernel;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;

/**
 * Boots a kernel of User-mode Linux with a blob and runs a shell's command there: {@code Boot
 * KERNEL BLOB COMMAND [MODULES]}, where MODULES is shown as /lib/modules. Exits as the command
 * does, and with 125 where it did not end.
 */
class Boot {

  public static void main(String[] arguments) throws Exception {
    Path program = Path.of(arguments[0]).toAbsolutePath();
    Optional<Path> modules =
        arguments.length > 3 ? Optional.of(Path.of(arguments[3])) : Optional.empty();
    SandboxKernel kernel = new SandboxKernel(program, "given", "given", modules);
    Bytes blob = Bytes.wrap(Files.readAllBytes(Path.of(arguments[1])));
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    SandboxRequest request =
        SandboxRequest.of(new Machine.UserMode(kernel), List.of("sh", "-c", arguments[2]))
            .with(blob)
            .within(Duration.ofMinutes(20));
    SandboxResult result = new Sandbox(temporary).boot(request, System.out, System.err);
    System.out.flush();
    if (result instanceof SandboxResult.Exited ended) {
      System.exit(ended.status());
    }
    System.err.println(result);
    System.exit(125);
  }
}
