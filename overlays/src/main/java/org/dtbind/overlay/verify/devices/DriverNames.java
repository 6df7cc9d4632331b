// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.devices;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.GenericDriver;
import org.dtbind.overlay.verify.devices.CheckedDevice.Verdict;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** Checks that no {@code compatible} is the name of a generic driver, which does not bind to it. */
public record DriverNames(Stack stack) {

  /** Returns warnings about such devices, except those that a declaration binds to a driver. */
  public List<Diagnostic> problems(Collection<CheckedDevice> checked) {
    return checked.stream()
        .filter(device -> !device.declared())
        .filter(
            checkedDevice ->
                checkedDevice.verdict() == Verdict.YES
                    || checkedDevice.verdict() == Verdict.DEPENDS)
        .flatMap(device -> problem(device.node()).stream())
        .toList();
  }

  private Optional<Diagnostic> problem(NodePath path) {
    DtNode node = stack.merged().at(path).orElseThrow();
    return GenericDriver.namedBy(node.compatible())
        .filter(driver -> driver != GenericDriver.UIO || !isParameter(node))
        .map(driver -> problem(path, driver));
  }

  /** Returns whether the command line gives a compatible of the node to uio_pdrv_genirq. */
  private boolean isParameter(DtNode node) {
    String line =
        stack
            .merged()
            .at(NodePath.ROOT.child("chosen"))
            .flatMap(chosen -> chosen.value("bootargs"))
            .flatMap(PropertyValue::string)
            .orElse("");
    List<String> words = List.of(line.split("[ \t\n]+"));
    return node.compatible().stream()
        .anyMatch(name -> words.contains("uio_pdrv_genirq.of_id=" + name));
  }

  private Diagnostic problem(NodePath path, GenericDriver driver) {
    Diagnostic problem =
        stack.warning(
            VerifyCode.NO_DRIVER,
            stack.place(path, "compatible"),
            Subject.of(path, "compatible"),
            driver == GenericDriver.SPIDEV
                ? Message.of(
                    "Linux creates no /dev/spidevB.C for this device: {reason}", driver.unmatched())
                : Message.of("Linux binds no driver to this device: {reason}", driver.unmatched()));
    String help =
        "use the compatible string of the chip, and bind the driver on the target: "
            + driver.bindCommand(path.text());
    return problem.help(
        driver == GenericDriver.SPIDEV
            ? help + ". Only the Raspberry Pi's own kernel binds spidev to \"spidev\""
            : help);
  }
}
