// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.boot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.ExportCode;
import org.dtbind.export.TextFile;
import org.dtbind.overlay.generate.GeneratedTree;
import org.dtbind.overlay.generate.OverlayGeneration;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.ValueType;

/** Makes the overlay of a declaration for boot loaders, with the lines that tell them of it. */
public final class BootExport {

  /** What names of overlays may be: they stand in files' names and in shell scripts. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]*";

  private BootExport() {}

  /**
   * {@return for each chain a folder with the overlay, where it belongs on the target, and with
   * what its configuration must say}
   *
   * @param specification what is declared
   * @param base the tree it is for
   * @param name of the overlay, as of {@link #NAME}
   * @param architecture of the processor, as U-Boot's image trees have it, such as {@code arm64}
   * @param chains for which
   */
  public static Diagnosed<Artefacts> of(
      Specification specification,
      DeviceTree base,
      String name,
      String architecture,
      Collection<BootChain> chains) {
    return OverlayGeneration.generate(specification, base, false)
        .then(
            source -> {
              if (source.fragments().isEmpty()) {
                return Diagnosed.failed(
                    List.of(
                        Diagnostic.error(
                            ExportCode.NOTHING_TO_EXPORT,
                            specification.origins(),
                            Span.NONE,
                            "the base has everything that is declared: there is no overlay")));
              }
              return GeneratedTree.of(source)
                  .then(
                      tree ->
                          Diagnosed.of(files(base, name, architecture, chains, tree), List.of()));
            });
  }

  private static Artefacts files(
      DeviceTree base,
      String name,
      String architecture,
      Collection<BootChain> chains,
      DeviceTree overlay) {
    Bytes blob = DtbWriter.write(overlay);
    List<Artefact> files = new ArrayList<>();
    for (BootChain chain : chains) {
      String purpose = "the overlay, at its place on the target";
      files.add(new Artefact(chain.overlay(name), purpose, false, blob));
      String text =
          chain == BootChain.FIT ? imageTree(base, name, architecture, blob) : chain.text(name);
      files.add(
          Artefact.text(chain.configuration(name), chain.purpose(), new TextFile().ours(text)));
    }
    return new Artefacts(files);
  }

  /** The source of an image with the overlay in it, and of a configuration that adds it. */
  private static String imageTree(DeviceTree base, String name, String architecture, Bytes blob) {
    String image = "fdt-" + name + ".dtbo";
    DtNode hash = node("hash-1", List.of(text("algo", "sha256")), List.of());
    DtNode data =
        node(
            image,
            List.of(
                text("description", "the overlay " + name),
                DtProperty.made(
                    "data", new PropertyValue(blob, List.of(new Marker.Typed(0, ValueType.UINT8)))),
                text("type", "flat_dt"),
                text("arch", architecture),
                text("compression", "none")),
            List.of(hash));
    DtNode configuration =
        node(
            "conf-" + name + ".dtbo",
            List.of(text("description", "adds the overlay " + name), text("fdt", image)),
            List.of());
    DtNode root =
        node(
            "",
            List.of(
                text("description", "the overlay " + name),
                DtProperty.made("#address-cells", PropertyValue.cell(1))),
            List.of(
                node("images", List.of(), List.of(data)),
                node("configurations", List.of(), List.of(configuration))));
    return DtsPrinter.print(new DeviceTree(root, List.of(), 0, false, base.origins()));
  }

  private static DtNode node(String name, List<DtProperty> properties, List<DtNode> children) {
    return new DtNode(name, List.of(), properties, children, List.of());
  }

  private static DtProperty text(String name, String value) {
    return DtProperty.made(name, PropertyValue.string(value));
  }
}
