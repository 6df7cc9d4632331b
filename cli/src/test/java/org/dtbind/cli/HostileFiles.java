// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * A directory of input files of all kinds that contain one name wherever an attacker could choose a
 * name: blobs, overlays, declarations, a copied system, and file names.
 *
 * @param directory the directory of the files
 * @param name the name, one character for each byte, without a slash
 */
record HostileFiles(Path directory, String name) {

  /** Placeholder for the name in the sources. */
  private static final String MARK = "xevil";

  private static final String BASE =
      """
      /dts-v1/;
      / {
        #address-cells = <1>; #size-cells = <1>;
        model = "xevil"; compatible = "acme,xevil", "acme,board";
        aliases { xevil = &gpio; };
        gpio: gpio@1000 {
          compatible = "acme,gpio-xevil"; reg = <0x1000 0x100>;
          gpio-controller; #gpio-cells = <2>; ngpios = <8>;
          gpio-line-names = "xevil", "b", "c-xevil", "d";
        };
        soc-xevil {
          compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges;
          door: door-xevil {
            compatible = "acme,door-xevil"; gpios = <&gpio 0 0>; gpio-line-names = "xevil";
            xevil-property = "xevil"; status = "okay";
          };
          bus: bus-xevil@2000 { compatible = "acme,bus"; reg = <0x2000 0x100>; };
          lxevil: labelled { compatible = "acme,labelled-xevil"; };
        };
        plain: plain { compatible = "acme,plain-xevil"; gpios = <&gpio 1 0>; xevil-more = "xevil"; };
        timer: timer@4000 { compatible = "acme,timer"; reg = <0x4000 0x100>; xevil = "xevil"; };
        __symbols__ { lost = "/none/at-xevil"; };
      };
      """;

  private static final String OVERLAY =
      """
      /dts-v1/;
      /plugin/;
      / { compatible = "acme,xevil"; };
      &gpio { xevil = "xevil"; };
      &{/soc-xevil} {
        nxevil: new-xevil { compatible = "acme,new-xevil"; label = "xevil"; gpios = <&gpio 3 0>; };
      };
      """;

  /** Declarations that refer to nodes with the name. */
  static final List<String> PATHS = List.of("path", "parent", "lost", "labelled");

  /** Declarations that refer only to nodes without the name. */
  static final List<String> PLAIN = List.of("plain", "lines", "guest");

  /** Creates all files. */
  static HostileFiles in(Path directory, String name) throws IOException {
    HostileFiles files = new HostileFiles(directory, name);
    files.blob("base.dtb", BASE);
    files.blob(
        "changed.dtb", BASE.replace("reg = <0x2000 0x100>;", "reg = <0x2000 0x200>; xevil;"));
    files.blob("less.dtb", BASE.replace("lxevil: labelled", "labelled").replace("timer@4000", "t"));
    files.blob("overlay.dtbo", OVERLAY);
    files.declarations();
    files.source();
    files.system();
    return files;
  }

  String path(String file) {
    return directory.resolve(file).toString();
  }

  /** Returns the name as Java text. */
  String text() {
    return FileName.text(Bytes.latin1(name));
  }

  private String replaced(String text) {
    return text.replace(MARK, name);
  }

  private DeviceTree tree(String source) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, true);
    DeviceTree tree =
        new Compiler(options, any -> Optional.of(Bytes.latin1(source)))
            .compile("t.dts")
            .value()
            .orElseThrow();
    return new DeviceTree(node(tree.root()), tree.reservations(), 0, tree.plugin(), tree.origins());
  }

  private void blob(String file, String source) throws IOException {
    Files.write(directory.resolve(file), DtbWriter.write(tree(source)).toArray());
  }

  private DtNode node(DtNode node) {
    return new DtNode(
        replaced(node.name()),
        List.of(),
        node.properties().stream().map(this::property).toList(),
        node.children().stream().map(this::node).toList(),
        List.of());
  }

  private DtProperty property(DtProperty property) {
    String value = replaced(property.value().bytes().latin1());
    return DtProperty.made(replaced(property.name()), PropertyValue.of(Bytes.latin1(value)));
  }

  private void declarations() throws IOException {
    declaration(
        "path",
        """
        devices:
          - { node: "&door", bind: gpio-aggregator, owner: alice, link: door }
          - { node: "&bus", bind: vfio-platform, owner: alice }
        """);
    declaration(
        "parent",
        """
        devices:
          - { node: new, parent: "&door", compatible: "acme,new", gpios: [{ controller: gpio, offset: 2 }], bind: gpio-aggregator }
        """);
    declaration("lost", "devices: [{ node: \"&lost\", compatible: \"acme,new\", bind: none }]\n");
    declaration(
        "labelled", "devices: [{ node: new, parent: \"&labelled\", compatible: \"acme,new\" }]\n");
    declaration(
        "plain",
        """
        devices:
          - { node: "&plain", bind: gpio-aggregator, owner: alice, group: dialout, mode: "0660", link: plain }
          - { node: new, compatible: "acme,new", gpios: [{ controller: gpio, offset: 2, name: new }], bind: gpio-aggregator, owner: alice }
        """);
    declaration(
        "lines",
        """
        aggregators:
          - { name: relays, lines: [b, { chip: gpio-chip, offsets: "0,3" }], owner: alice }
        """);
    declaration(
        "guest",
        """
        devices: [{ node: "&timer", bind: vfio-platform, owner: alice }]
        aggregators: [{ name: relays, lines: [b, d], owner: alice }]
        """);
    // YAML escapes in a declaration can express the same name.
    StringBuilder quoted = new StringBuilder();
    text().codePoints().forEach(c -> quoted.append("\\U%08x".formatted(c < 0xd800 ? c : 0xfffd)));
    declaration(
        "yaml",
        """
        devices:
          - { node: new, compatible: "acme,NAME", gpios: [{ controller: gpio, offset: 2, name: "NAME" }],
              properties: { label: "NAME", "NAME": 1 }, bind: gpio-aggregator, link: "NAME", owner: "NAME" }
        aggregators: [{ name: "NAME", lines: ["NAME", { chip: "NAME", offsets: "1", names: ["NAME"] }] }]
        iommuGroups: [{ member: "NAME", bind: vfio-pci, owner: "NAME" }]
        """
            .replace("NAME", quoted));
  }

  private void declaration(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file + ".yaml"), "apiVersion: dtbind/v1\n" + text);
  }

  /** Writes a source with mistakes, whose file name contains the name. */
  private void source() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes("/dts-v1/;\n/ { a = <&none>; b = \"".getBytes(StandardCharsets.US_ASCII));
    content.writeBytes(Bytes.latin1(name).toArray());
    content.writeBytes("\"; c = ".getBytes(StandardCharsets.US_ASCII));
    content.writeBytes(Bytes.latin1(name).toArray());
    content.writeBytes(" };\n".getBytes(StandardCharsets.US_ASCII));
    Files.write(mistakes(), content.toByteArray());
    Files.writeString(directory.resolve("gpio-aggregator.c"), "static int " + name + ";\n");
  }

  /** {@return that file} */
  Path mistakes() {
    return FileName.path(FileName.text(directory) + "/s" + text() + ".dts");
  }

  /** Creates a copied system whose nodes, devices, drivers and processes contain the name. */
  private void system() throws IOException {
    Path root = directory.resolve("sysroot");
    DeviceTree tree = tree(BASE);
    Path base = root.resolve("sys/firmware/devicetree/base");
    tree.forEach(
        (path, node) -> {
          try {
            Path at = at(base, FileName.text(Bytes.latin1(path.text())));
            Files.createDirectories(at);
            for (DtProperty property : node.properties()) {
              Files.write(
                  at(at, "/" + FileName.text(Bytes.latin1(property.name()))),
                  property.value().bytes().toArray());
            }
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    device(root, "soc:door-" + text(), "/soc-" + text() + "/door-" + text());
    device(root, "2000.bus-" + text(), "/soc-" + text() + "/bus-" + text() + "@2000");
    device(root, "plain", "/plain");
    for (String driver : List.of("gpio-aggregator", "vfio-platform", "d" + text())) {
      Path directory = at(root, "/sys/bus/platform/drivers/" + driver);
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("bind"), "");
    }
    Path group = root.resolve("sys/kernel/iommu_groups/1/devices");
    Files.createDirectories(group);
    Files.writeString(root.resolve("sys/kernel/iommu_groups/1/type"), "DMA\n");
    link(at(group, "/2000.bus-" + text()), "../../../../devices/platform/2000.bus-" + text());
    Path process = root.resolve("proc/12/task/12/fd");
    Files.createDirectories(process);
    Files.write(root.resolve("proc/12/comm"), Bytes.latin1(name + "\n").toArray());
    link(process.resolve("3"), "/dev/vfio/1");
    Path records = root.resolve("run/dtbind");
    Files.createDirectories(records.resolve("bindings"));
    Files.write(records.resolve("journal"), Bytes.latin1("dtbind-journal=1\n" + name).toArray());
    Files.write(
        at(records, "/bindings/platform:" + text()),
        Bytes.latin1("dtbind-binding=1\nbus=platform\ndevice=" + name + "\nend\n").toArray());
  }

  private void device(Path root, String device, String node) throws IOException {
    Path at = at(root, "/sys/devices/platform/" + device);
    Files.createDirectories(at);
    Files.writeString(at.resolve("driver_override"), "(null)\n");
    link(at.resolve("of_node"), "../../../firmware/devicetree/base" + node);
    link(at.resolve("subsystem"), "../../../bus/platform");
    Files.createDirectories(root.resolve("sys/bus/platform/devices"));
    link(at(root, "/sys/bus/platform/devices/" + device), "../../../devices/platform/" + device);
    if (device.startsWith("2000")) {
      link(at.resolve("iommu_group"), "../../../kernel/iommu_groups/1");
    }
  }

  private static void link(Path at, String target) throws IOException {
    Files.createSymbolicLink(at, FileName.path(target));
  }

  private static Path at(Path root, String path) {
    return FileName.path(FileName.text(root) + (path.equals(NodePath.ROOT.text()) ? "" : path));
  }
}
