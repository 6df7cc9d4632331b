// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.boot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dtb.DtbWriter;
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

/**
 * Exports the overlay of a declaration for bootloaders, with the configuration lines that load it.
 */
public final class BootExport {

  /** The pattern of overlay names, which become parts of file names and of shell scripts. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]*";

  private BootExport() {}

  /**
   * Returns the files for each chain: the overlay at its path on the target, and the configuration
   * lines, each in the directory of the chain.
   *
   * @param name name of the overlay, which matches {@link #NAME}
   * @param architecture architecture of the CPU as in U-Boot's image trees, such as {@code arm64}
   * @param load address to which U-Boot copies the overlay of an image tree, such as {@code
   *     0x88000000}; if it is absent, the tree says that it must be added (boot/image-fit.c, {@code
   *     FIT_LOAD_REQUIRED})
   */
  public static Diagnosed<Artefacts> of(
      Specification specification,
      DeviceTree base,
      String name,
      String architecture,
      Optional<String> load,
      Collection<Bootloader> chains) {
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
                            specification.devices().isEmpty()
                                ? Message.of(
                                    "the declaration declares no device, so no overlay is needed")
                                : Message.of(
                                    "the base already contains everything that is declared, so no"
                                        + " overlay is needed"))));
              }
              return GeneratedTree.of(source)
                  .then(
                      tree -> {
                        RaspberryPiText pi = new RaspberryPiText(name, specification);
                        return Diagnosed.of(
                            files(name, imageTree(name, architecture, load), chains, tree, pi),
                            List.of());
                      });
            });
  }

  private static Artefacts files(
      String name,
      String imageTree,
      Collection<Bootloader> chains,
      DeviceTree overlay,
      RaspberryPiText pi) {
    Bytes blob = DtbWriter.write(overlay);
    List<Artefact> files = new ArrayList<>();
    for (Bootloader chain : chains) {
      String purpose = "the overlay, at its path on the target";
      files.add(new Artefact(chain.overlay(name), purpose, false, blob));
      String text =
          switch (chain) {
            case FIT -> imageTree;
            case RASPBERRYPI -> pi.config();
            default -> chain.text(name);
          };
      files.add(
          Artefact.text(chain.configuration(name), chain.purpose(), new TextFile().verbatim(text)));
      if (chain == Bootloader.RASPBERRYPI && pi.hasParameters()) {
        String readme =
            "add this to the README in the overlays directory, which dtoverlay -h reads";
        TextFile entry = new TextFile().verbatim(pi.readme());
        files.add(Artefact.text(chain.overlays() + "README.add", readme, entry));
      }
    }
    return new Artefacts(files);
  }

  /** Returns the source of an image tree with the overlay and a configuration that applies it. */
  private static String imageTree(String name, String architecture, Optional<String> load) {
    return new TextFile()
        .verbatim("/dts-v1/;\n\n/ {\n")
        .fill("\tdescription = \"the overlay %s\";\n", name)
        .verbatim("\t#address-cells = <1>;\n\n\timages {\n")
        .fill("\t\tfdt-%1$s.dtbo {\n\t\t\tdescription = \"the overlay %1$s\";\n", name)
        .fill("\t\t\tdata = /incbin/(\"%s.dtbo\");\n", name)
        .verbatim("\t\t\ttype = \"flat_dt\";\n")
        .fill("\t\t\tarch = \"%s\";\n", architecture)
        .verbatim("\t\t\tcompression = \"none\";\n")
        .verbatim(
            load.map("\t\t\tload = <%s>;\n\n"::formatted)
                .orElse("\t\t\t/* U-Boot requires 'load' here: an address in free RAM */\n\n"))
        .verbatim("\t\t\thash-1 {\n\t\t\t\talgo = \"sha256\";\n\t\t\t};\n\t\t};\n\t};\n\n")
        .verbatim("\tconfigurations {\n")
        .fill("\t\tconf-%1$s.dtbo {\n\t\t\tdescription = \"adds the overlay %1$s\";\n", name)
        .fill("\t\t\tfdt = \"fdt-%s.dtbo\";\n", name)
        .verbatim("\t\t};\n\t};\n};\n")
        .text();
  }
}
