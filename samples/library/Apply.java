// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.change.NamedResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.bind.Binder;
import org.dtbind.bind.Status;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.declaration.ApplyRequest;
import org.dtbind.declaration.Declarations;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.device.Resolution;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.gpio.LineResolution;
import org.dtbind.gpio.LineResolver;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;

/**
 * Binds the devices of a specification on the running system, finds one of their lines, and
 * releases one of the devices again. Run it as root.
 */
public final class Apply {

  private Apply() {}

  /**
   * Runs the program.
   *
   * @param args the specification, a device, the name of a line
   * @throws IOException if the specification cannot be read
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: Apply BINDINGS DEVICE LINE");
      System.exit(64);
    }
    WritableKernel kernel = LinuxKernel.open(Path.of("/"), Trace.NONE);
    Binder binder = new Binder(kernel);
    Declarations declarations = new Declarations(kernel);

    // 1. Read the specification, and report problems in it.
    Diagnosed<Specification> read =
        SpecReader.read(new SourceFile(args[0], Bytes.wrap(Files.readAllBytes(Path.of(args[0])))));
    for (Diagnostic problem : read.diagnostics()) {
      System.err.println(DiagnosticText.snippet(problem));
    }
    if (read.value().isEmpty()) {
      System.exit(2);
    }
    Specification specification = read.value().orElseThrow();

    // 2. Resolve: find the device of this system that a word names; each answer is a record.
    DeviceResolver resolver =
        new DeviceResolver(DeviceSnapshot.read(kernel.sysfs()), LiveTree.of(kernel.sysfs()));
    Resolution resolution = resolver.resolve(args[1]);
    if (!(resolution instanceof Resolution.Found found)) {
      System.err.println("no such device: " + resolution);
      System.exit(3);
      return;
    }
    System.out.println(found.wanted() + " is " + found.device().text());

    // 3. Plan: print the planned writes, in order; this step writes nothing.
    Results plans = declarations.apply(specification, ApplyRequest.usual().planned());
    for (NamedResult<DeviceSubject> entry : plans.entries()) {
      DevicePlan.of(entry.result()).ifPresent(planned -> planned.plan().text().forEach(System.out::println));
    }

    // 4. Apply: all or nothing, and verified.
    Results results = declarations.apply(specification, ApplyRequest.usual());
    results.whole().reason().ifPresent(problem -> System.err.println(problem.message()));
    for (NamedResult<DeviceSubject> entry : results.entries()) {
      if (entry.result() instanceof Result.Done<DeviceSubject> done) {
        LinuxDevice device = done.subject().device();
        System.out.println(device.text() + " has driver " + device.driver().orElse("none"));
      }
      entry.result().reason().ifPresent(problem -> System.err.println(problem.message()));
    }
    if (results.exit() != ExitStatus.DONE) {
      System.exit(1);
    }

    // 5. Find the line with this name.
    LineResolution line = new LineResolver(LiveGpio.read(kernel)).resolve(args[2]);
    if (line instanceof LineResolution.Found here) {
      for (LiveGpio.Place place : here.places()) {
        System.out.println(
            args[2]
                + " is line "
                + place.line().offset()
                + " of "
                + place.chip().label().orElse(place.chip().name()));
      }
    }

    // 6. Print the status, and release the device, which restores its former driver.
    for (Status status : Declarations.status(kernel, specification).statuses()) {
      System.out.println(status.name() + " is " + status.state());
    }
    Result<DeviceSubject> released = binder.unbind(UnbindRequest.of(args[1]));
    System.out.println("released: " + released.exit());
  }
}
