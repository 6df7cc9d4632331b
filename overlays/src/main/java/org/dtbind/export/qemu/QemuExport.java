// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.DeclaredTree;
import org.dtbind.export.ExportCode;
import org.dtbind.overlay.generate.GeneratedTree;
import org.dtbind.overlay.generate.OverlayPrinter;
import org.dtbind.overlay.generate.OverlaySource;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/** Makes the files by which a guest of QEMU gets what is declared. */
public final class QemuExport {

  private QemuExport() {}

  /**
   * {@return the files, below the root of the host, and QEMU's options; present only if there are
   * no errors}
   *
   * @param specification what the guest is to have
   * @param text of it
   * @param base the devicetree of the host, on which the overlay of the declaration goes, or which
   *     has it already; may be absent where no devices are declared
   * @param members tells what is in IOMMU groups
   * @param request for which guest
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
                      "which device %s will be cannot be told without the host's devicetree"
                          .formatted(lost.get().node()))
                  .help("add --base B")));
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
    GuestReading reading = new GuestReading(specification, declared, request.machine(), members);
    GuestTree tree = new GuestTree(reading.devices());
    Optional<OverlaySource> overlay =
        request.machine().hasTree() ? tree.overlay() : Optional.empty();
    List<Diagnostic> problems = new ArrayList<>(reading.problems());
    if (tree.isFull()) {
      problems.add(
          Diagnostic.error(
                  ExportCode.NO_ROOM,
                  specification.origins(),
                  Span.NONE,
                  "the devices do not fit on QEMU's machine: 32 MiB of registers and 64 interrupts"
                      + " of platform devices, 15 chips")
              .help("give some of them to another guest"));
    }
    if (reading.devices().isEmpty() && !Diagnostic.anyError(problems)) {
      problems.add(
          Diagnostic.error(
                  ExportCode.NOTHING_TO_EXPORT,
                  specification.origins(),
                  Span.NONE,
                  "nothing that is declared is for a guest")
              .help("declare aggregators, or devices that are bound to vfio-pci or vfio-platform"));
    }
    if (Diagnostic.anyError(problems)) {
      return Diagnosed.failed(problems);
    }
    List<String> nodes =
        declared.map(DeclaredTree::nodes).orElse(List.of()).stream().map(NodePath::text).toList();
    QemuOptions maker = new QemuOptions(request);
    List<QemuOption> options = maker.of(reading.devices());
    List<Artefact> files = new ArrayList<>(inFolder(request, text, options));
    String folder = request.folder() + "/";
    overlay.ifPresent(source -> files.addAll(overlays(folder, source, tree.needsLabels())));
    files.addAll(new GuestUnits(request, maker).of(specification, nodes, reading.devices()));
    files.add(
        Artefact.text(
            folder + "README",
            "says what these files are, and how to start the guest",
            GuestReadme.text(request, reading.devices(), new Artefacts(files).files())));
    return Diagnosed.of(new GuestExport(new Artefacts(files), options), problems);
  }

  private static List<Artefact> inFolder(
      GuestRequest request, Bytes text, List<QemuOption> options) {
    String folder = request.folder() + "/";
    List<String> words = options.stream().map(QemuOption::text).toList();
    return List.of(
        new Artefact(folder + "bindings.yaml", "what is bound for the guest", false, text),
        Artefact.text(
            folder + "qemu.args", "QEMU's options, one a line", String.join("\n", words) + "\n"),
        Artefact.text(
            folder + "qemu.env",
            "the same, as a variable for the guest's unit",
            "DTBIND_QEMU_ARGS=\"%s\"\n".formatted(String.join(" ", words))));
  }

  private static List<Artefact> overlays(String folder, OverlaySource source, boolean labels) {
    List<Artefact> files = new ArrayList<>();
    if (labels) {
      String purpose = "labels of QEMU's own devicetree, to be applied first";
      files.addAll(overlay(folder + "labels", purpose, GuestTree.labels()));
    }
    files.addAll(overlay(folder + "guest", "what the guest's devicetree has more", source));
    return files;
  }

  private static List<Artefact> overlay(String path, String purpose, OverlaySource source) {
    return List.of(
        Artefact.text(path + ".dtso", purpose, OverlayPrinter.print(source)),
        new Artefact(
            path + ".dtbo",
            "the same, compiled",
            false,
            DtbWriter.write(GeneratedTree.of(source))));
  }
}
