// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.DeclaredTree;
import org.dtbind.export.ExportCode;
import org.dtbind.export.TextFile;
import org.dtbind.overlay.generate.GeneratedTree;
import org.dtbind.overlay.generate.OverlayPrinter;
import org.dtbind.overlay.generate.OverlaySource;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/** Exports the files with which a QEMU guest receives the declared devices and lines. */
public final class QemuExport {

  private QemuExport() {}

  /**
   * Returns the files with their paths below the root of the host, and QEMU's options; present only
   * if there are no errors.
   *
   * @param base devicetree of the host, with or without the declared nodes; may be empty if no
   *     devices are declared
   * @param members finds the devices of IOMMU groups
   */
  public static Diagnosed<GuestExport> of(
      Specification specification,
      Bytes text,
      Optional<DeviceTree> base,
      GroupMembers members,
      GuestRequest request) {
    Optional<DeviceSpec> lost =
        specification.devices().stream().filter(d -> base.isEmpty()).findFirst();
    if (lost.isPresent()) {
      return Diagnosed.failed(
          List.of(
              Diagnostic.error(
                      ExportCode.NEEDS_BASE,
                      specification.origins(),
                      lost.get().node().span(),
                      Message.of(
                          "the device name of {node} is not known without the host's devicetree",
                          lost.get().node()))
                  .help("specify the host's devicetree with --base B")));
    }
    Diagnosed<Optional<DeclaredTree>> declared =
        base.isEmpty()
            ? Diagnosed.of(Optional.empty(), List.of())
            : DeclaredTree.of(specification, base.get())
                .then(tree -> Diagnosed.of(Optional.of(tree), List.of()));
    return declared.then(tree -> read(specification, text, tree, members, request));
  }

  private static Diagnosed<GuestExport> read(
      Specification specification,
      Bytes text,
      Optional<DeclaredTree> declared,
      GroupMembers members,
      GuestRequest request) {
    Diagnosed<List<GuestDevice>> read =
        GuestReading.read(specification, declared, request.machine(), members);
    List<GuestDevice> devices = read.value().orElseThrow();
    GuestTree tree = new GuestTree(devices);
    Optional<OverlaySource> overlay =
        request.machine().hasTree() ? tree.overlay() : Optional.empty();
    List<Diagnostic> problems = new ArrayList<>(read.diagnostics());
    if (tree.isFull()) {
      problems.add(
          Diagnostic.error(
                  ExportCode.NO_ROOM,
                  specification.origins(),
                  Span.NONE,
                  Message.of(
                      "the devices do not fit into the QEMU machine, which has room for 32 MiB of"
                          + " registers and 64 interrupts of platform devices, and for 15 GPIO"
                          + " chips"))
              .help("pass some of them to another guest"));
    }
    if (devices.isEmpty() && !Diagnostic.anyError(problems)) {
      problems.add(
          Diagnostic.error(
                  ExportCode.NOTHING_TO_EXPORT,
                  specification.origins(),
                  Span.NONE,
                  Message.of("nothing in the declaration is for a guest"))
              .help("declare aggregators, or devices bound to vfio-pci or vfio-platform"));
    }
    if (Diagnostic.anyError(problems)) {
      return Diagnosed.failed(problems);
    }
    String directory = request.directory() + "/";
    return new Diagnosed<>(Optional.of(overlay), problems)
        .then(source -> overlays(directory, source, tree.needsLabels()))
        .then(
            made ->
                Diagnosed.of(
                    export(specification, text, declared, request, devices, made), List.of()));
  }

  private static GuestExport export(
      Specification specification,
      Bytes text,
      Optional<DeclaredTree> declared,
      GuestRequest request,
      List<GuestDevice> devices,
      List<Artefact> overlays) {
    List<String> nodes =
        declared.map(DeclaredTree::nodes).orElse(List.of()).stream().map(NodePath::text).toList();
    QemuOptions maker = new QemuOptions(request);
    List<QemuOption> options = maker.of(devices);
    List<Artefact> files = new ArrayList<>(inDirectory(request, text, options));
    files.addAll(overlays);
    files.addAll(new GuestUnits(request, maker).of(specification, nodes, devices));
    files.add(
        Artefact.text(
            request.directory() + "/README",
            "describes these files, and how to start the guest",
            new TextFile()
                .verbatim(GuestReadme.text(request, devices, new Artefacts(files).files()))));
    return new GuestExport(new Artefacts(files), options);
  }

  private static List<Artefact> inDirectory(
      GuestRequest request, Bytes text, List<QemuOption> options) {
    String directory = request.directory() + "/";
    List<String> words = options.stream().map(QemuOption::text).toList();
    return List.of(
        new Artefact(directory + "bindings.yaml", "the devices to bind for the guest", false, text),
        Artefact.text(
            directory + "qemu.args", "QEMU's options, one per line", new TextFile().lines(words)),
        Artefact.text(
            directory + "qemu.env",
            "the same options, as a variable for the guest's unit",
            new TextFile().line("DTBIND_QEMU_ARGS=\"", String.join(" ", words), "\"")));
  }

  private static Diagnosed<List<Artefact>> overlays(
      String directory, Optional<OverlaySource> source, boolean labels) {
    Diagnosed<List<Artefact>> files = Diagnosed.of(List.of(), List.of());
    if (source.isEmpty()) {
      return files;
    }
    if (labels) {
      String purpose = "labels for QEMU's own devicetree; apply it first";
      files = files.then(all -> overlay(all, directory + "labels", purpose, GuestTree.labels()));
    }
    String purpose = "additions to the guest's devicetree";
    return files.then(all -> overlay(all, directory + "guest", purpose, source.get()));
  }

  private static Diagnosed<List<Artefact>> overlay(
      List<Artefact> others, String path, String purpose, OverlaySource source) {
    return GeneratedTree.of(source)
        .then(
            tree -> {
              List<Artefact> files = new ArrayList<>(others);
              TextFile text = new TextFile().verbatim(OverlayPrinter.print(source));
              files.add(Artefact.text(path + ".dtso", purpose, text));
              files.add(
                  new Artefact(
                      path + ".dtbo",
                      "the same additions, compiled",
                      false,
                      DtbWriter.write(tree)));
              return Diagnosed.of(files, List.of());
            });
  }
}
