// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.DeclaredTree;
import org.dtbind.export.TextFile;
import org.dtbind.export.target.TargetExport;
import org.dtbind.linux.GenericDriver;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;

/** Creates a layer in which BitBake builds a declaration, with dtbind as a native tool. */
public final class YoctoExport {

  /** The checksum of the license lines in the script (LIC_FILES_CHKSUM). */
  static final String SCRIPT_MD5 = "63129e7b6764aa62451b50c60159092c";

  private static final String NO_MAINTAINER =
      "not specified yet; write NAME <MAIL@EXAMPLE.ORG> here";

  /** The checksum of LICENSE in the archive (LIC_FILES_CHKSUM). */
  static final String LICENSE_MD5 = "3b83ef96387f14655fc854ddc3c6bd57";

  private final Specification specification;
  private final LayerRequest request;
  private final Map<String, String> values;

  private YoctoExport(Specification specification, LayerRequest request) {
    this.specification = specification;
    this.request = request;
    this.values =
        Map.of(
            "NAME",
            request.name().text(),
            "LAYER",
            request.layer().text(),
            "MAINTAINER",
            request.maintainer().orElse(NO_MAINTAINER),
            "KNOWN",
            String.join(" ", Accounts.KNOWN),
            "SCRIPT_MD5",
            SCRIPT_MD5);
  }

  /**
   * Returns the files of the layer; present only if there are no errors. Problems that would fail
   * the build are reported here, as far as they are known.
   *
   * @param base tree that the overlay is for; empty if it is not available
   */
  public static Diagnosed<Artefacts> of(
      Specification specification, Optional<DeviceTree> base, LayerRequest request) {
    YoctoExport export = new YoctoExport(specification, request);
    List<Diagnostic> problems = base.map(export::problems).orElse(List.of());
    return Diagnosed.failed(problems).hasErrors()
        ? Diagnosed.failed(problems)
        : Diagnosed.of(export.files(), problems);
  }

  private List<Diagnostic> problems(DeviceTree base) {
    return bindsAnything()
        ? TargetExport.of(specification, base, Optional.empty(), true).diagnostics()
        : DeclaredTree.of(specification, base).diagnostics();
  }

  /** Whether the declaration needs files on the target besides the overlay. */
  private boolean bindsAnything() {
    return !specification.aggregators().isEmpty()
        || !specification.iommuGroups().isEmpty()
        || specification.devices().stream()
            .anyMatch(
                device -> device.bind().isPresent() || device.access().values().isSpecified());
  }

  private Artefacts files() {
    String name = request.name().text();
    String recipe = "recipes-bsp/" + name + "/";
    List<Artefact> files = new ArrayList<>();
    files.add(file("conf/layer.conf", "declares the directory as a layer", Template.LAYER, values));
    files.add(shared(Template.BASE_CLASS, "the common part of the two classes"));
    files.add(shared(Template.CLASS, "for recipes whose overlays dtbind compiles"));
    files.add(shared(Template.SOURCE_CLASS, "for recipes whose overlays dtc compiles"));
    files.add(shared(Template.EXTLINUX_CLASS, "adds overlays to extlinux.conf, in every release"));
    files.add(tool());
    request
        .tool()
        .filter(ToolArchive::isInLayer)
        .ifPresent(
            tool ->
                files.add(
                    new Artefact(
                        "recipes-devtools/dtbind/files/" + tool.name(),
                        "the program, with its own Java",
                        false,
                        tool.content())));
    files.addAll(common());
    String filled = Template.RECIPE.fill(recipe());
    // The copyright notice is for the template: the recipe belongs to the user.
    TextFile text = new TextFile().verbatim(filled.substring(filled.indexOf("# Generated")));
    text.verbatim(Accounts.of(specification).text().text());
    files.add(
        Artefact.text(recipe + name + "_1.0.bb", "builds the package for the declaration", text));
    files.add(
        new Artefact(
            recipe + "files/bindings.yaml", "the declaration", false, request.declaration()));
    blob()
        .ifPresent(
            blob -> files.add(new Artefact(recipe + "files/base.dtb", "the base", false, blob)));
    files.addAll(kernel());
    files.add(settings("extlinux", "U-Boot with extlinux.conf", Template.EXTLINUX));
    files.add(settings("fit", "U-Boot with a FIT image", Template.FIT));
    files.add(settings("rpi", "Raspberry Pi's firmware", Template.RPI));
    files.add(Artefact.text("README.md", "describes how to use this layer", readme()));
    files.add(file("SECURITY.md", "how to report vulnerabilities", Template.SECURITY, values));
    files.add(ExportedSums.file(request.name(), new Artefacts(files).files()));
    return new Artefacts(files);
  }

  /** Returns the files that several declarations and layers share. */
  private List<Artefact> common() {
    String directory = "recipes-bsp/dtbind-target/";
    List<Artefact> files = new ArrayList<>();
    files.add(
        file(
            directory + "dtbind-target_" + packageVersion() + ".bb",
            "the package that all declarations share",
            Template.TARGET,
            values));
    for (Artefact shared : TargetExport.common()) {
      String name = shared.names().get(shared.names().size() - 1);
      if (!name.endsWith(".preset")) {
        files.add(
            new Artefact(
                directory + "files/" + name,
                shared.purpose(),
                shared.executable(),
                shared.content()));
      }
    }
    files.add(
        file(
            "recipes-bsp/dtbind-overlays/dtbind-overlays_1.0.bb",
            "provides overlays to FIT images",
            Template.OVERLAYS,
            values));
    return files;
  }

  private String version() {
    return request.tool().map(ToolArchive::version).orElse(request.version());
  }

  /**
   * Returns the version in the form of PV: without hyphens, and before a release with this number.
   */
  private String packageVersion() {
    return version().replace('-', '~');
  }

  /** Returns the options that the kernel needs, and what adds them to its recipe. */
  private List<Artefact> kernel() {
    List<String> options = drivers().flatMap(YoctoExport::options).distinct().toList();
    if (options.isEmpty()) {
      return List.of();
    }
    String name = request.name().text();
    String directory = "recipes-kernel/" + name + "/";
    return List.of(
        Artefact.text(
            directory + "features/" + name + ".cfg",
            "the options of the kernel that the devices need",
            Template.KERNEL_OPTIONS.fill(values, Map.of("OPTIONS", options))),
        file(
            directory + "linux-yocto_%.bbappend",
            "adds these options to the kernel",
            Template.KERNEL,
            values));
  }

  /** Returns the option of a driver, after those on which it depends. */
  private static Stream<String> options(GenericDriver driver) {
    Stream<String> before =
        switch (driver) {
          case GPIO_AGGREGATOR -> Stream.of("CONFIG_GPIOLIB=y");
          case SPIDEV -> Stream.of("CONFIG_SPI=y");
          case UIO -> Stream.of("CONFIG_UIO=m");
          case VFIO_PLATFORM -> Stream.of("CONFIG_VFIO=m");
          case VFIO_PCI -> Stream.of("CONFIG_PCI=y", "CONFIG_VFIO=m");
          case VFIO_AMBA ->
              Stream.of("CONFIG_ARM_AMBA=y", "CONFIG_VFIO=m", "CONFIG_VFIO_PLATFORM=m");
        };
    return Stream.concat(before, Stream.of(driver.option() + "=m"));
  }

  private static Artefact file(
      String path, String purpose, Template template, Map<String, String> values) {
    return Artefact.text(path, purpose, new TextFile().verbatim(template.fill(values)));
  }

  private Artefact shared(Template template, String purpose) {
    return file("classes/" + template.file(), purpose, template, values);
  }

  private Artefact settings(String chain, String purpose, Template template) {
    String path = "conf/include/" + request.name().text() + "-" + chain + ".inc";
    return file(path, "settings for " + purpose, template, values);
  }

  private Artefact tool() {
    Optional<ToolArchive> tool = request.tool();
    String version = version();
    return file(
        "recipes-devtools/dtbind/dtbind-native_" + packageVersion() + ".bb",
        "the program, for the build host",
        Template.NATIVE,
        Map.of(
            "LICENSE_MD5",
            LICENSE_MD5,
            "VERSION",
            version,
            "URI",
            tool.flatMap(ToolArchive::uri).orElse(""),
            "SHA256",
            tool.map(ToolArchive::sha256).orElse(""),
            "PROCESSORS",
            tool.map(ToolArchive::processor).orElse("")));
  }

  private Map<String, String> recipe() {
    String kernelBlob = request.base() instanceof LayerBase.Kernel kernel ? kernel.name() : "";
    return Map.of(
        "NAME",
        request.name().text(),
        "SRC_URI",
        "file://bindings.yaml" + (blob().isPresent() ? " file://base.dtb" : ""),
        "BASE",
        blob().isPresent() ? "base.dtb" : "",
        "KERNEL_DTB",
        kernelBlob,
        "TARGET",
        bindsAnything() ? "1" : "0",
        "CLASS",
        request.compiler().recipeClass(),
        "MODULES",
        modules());
  }

  /**
   * Returns the packages with the modules of the drivers. Their names have dashes in place of
   * underscores.
   */
  private String modules() {
    return drivers()
        .map(driver -> "kernel-module-" + driver.module().replace('_', '-'))
        .collect(Collectors.joining(" "));
  }

  /** Returns the drivers to which devices are bound. */
  private Stream<GenericDriver> drivers() {
    Stream<String> devices =
        specification.devices().stream().flatMap(device -> named(device.bind()));
    Stream<String> groups =
        specification.iommuGroups().stream().flatMap(group -> named(group.bind()));
    Stream<String> aggregators =
        specification.aggregators().stream().map(any -> GenericDriver.GPIO_AGGREGATOR.driver());
    return Stream.of(devices, aggregators, groups)
        .flatMap(drivers -> drivers)
        .flatMap(driver -> GenericDriver.named(driver).stream())
        .distinct();
  }

  private static Stream<String> named(Optional<Located<String>> driver) {
    return driver.map(Located::value).stream();
  }

  private Optional<Bytes> blob() {
    return request.base() instanceof LayerBase.Blob blob
        ? Optional.of(blob.content())
        : Optional.empty();
  }

  private TextFile readme() {
    String name = request.name().text();
    OverlayCompiler other =
        request.compiler() == OverlayCompiler.DTC ? OverlayCompiler.DTBIND : OverlayCompiler.DTC;
    Map<String, String> all = new HashMap<>(values);
    all.put(
        "BASE_TEXT",
        request.base() instanceof LayerBase.Kernel kernel
            ? kernel.name() + ", which the recipe of the kernel deploys"
            : "recipes-bsp/" + name + "/files/base.dtb");
    all.put(
        "TOOL_TEXT",
        request
            .tool()
            .map(
                tool ->
                    tool.uri().orElse(tool.name() + "; to be set in local.conf: DTBIND_TOOL_URI"))
            .orElse("to be set in local.conf: DTBIND_TOOL_URI and DTBIND_TOOL_SHA256"));
    all.put("CLASS", request.compiler().recipeClass());
    all.put("OTHER", other.recipeClass());
    return Template.README.fill(all, Map.of("RECIPES", rows()));
  }

  /** Returns a row of the README's table for each recipe, sorted by name. */
  private List<String> rows() {
    return Stream.concat(Stream.of(request.name()), request.others().stream())
        .map(RecipeName::text)
        .distinct()
        .sorted()
        .map(
            name ->
                "| `%1$s` | the devices of `recipes-bsp/%1$s/files/bindings.yaml`: their overlay, `/boot/devicetree/%1$s.dtbo`, and the files that bind them |"
                    .formatted(name))
        .toList();
  }
}
