// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.devices;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.ChipSelects;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Checks chip selects against {@code num-cs} if the driver of the controller is not known, because
 * the driver may ignore that property. With a known driver, {@link Devices} reports them.
 */
record SpiDevices(Stack stack) {

  List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, controller) ->
            controller.property("num-cs").stream()
                .flatMap(any -> ChipSelects.of(controller, this::node).stream())
                .filter(count -> !count.certain())
                .flatMap(count -> devices(path, controller, count)));
  }

  private Optional<DtNode> node(int phandle) {
    return stack.merged().byPhandle(phandle).flatMap(stack.merged()::at);
  }

  private Stream<Diagnostic> devices(NodePath path, DtNode controller, ChipSelects.Count count) {
    return controller.children().stream()
        .filter(device -> device.property("compatible").isPresent())
        .filter(device -> stack.isNew(path.child(device.name()), List.of("reg")))
        .flatMap(
            device ->
                device
                    .cell("reg")
                    .filter(select -> !count.has(select))
                    .map(select -> problem(path, path.child(device.name()), select, count))
                    .stream());
  }

  private Diagnostic problem(
      NodePath controller, NodePath device, int select, ChipSelects.Count count) {
    Message message =
        Message.of(
            "this node may become no device: it has chip select {chipSelect}, but {controller} has"
                + " only {chipSelects} ({source})",
            Integer.toUnsignedString(select),
            controller,
            count.text(),
            count.source());
    return stack
        .warning(VerifyCode.NO_DEVICE, stack.place(device, "reg"), Subject.of(device), message)
        .note("'num-cs' is at", stack.merged().origin(stack.place(controller, "num-cs")))
        .help("change 'reg' of the node, or add entries to 'cs-gpios' of " + controller);
  }
}
