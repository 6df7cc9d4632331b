// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.DeclaredTree;
import org.dtbind.export.ExportCode;
import org.dtbind.export.TextFile;
import org.dtbind.linux.GenericDriver;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.spec.AggregatorSpec;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.IommuGroupSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;

/** Exports the files with which a system binds the declared devices without Java. */
public final class TargetExport {

  /** The pattern of declaration names, which are parts of file names. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9+._-]*";

  private TargetExport() {}

  /**
   * {@return the files, with paths relative to the root of the target; present only if there are no
   * errors}
   *
   * @param specification the declaration
   * @param base the devicetree of the target, with or without the declared nodes
   */
  public static Diagnosed<Artefacts> of(Specification specification, DeviceTree base) {
    return of(specification, base, Optional.empty());
  }

  /**
   * {@return the files for one of several declarations on one target. Files of different
   * declarations have different paths, except for those of {@link #common}}
   *
   * @param specification the declaration
   * @param base the devicetree of the target, with or without the declared nodes
   * @param name name of the declaration, which matches {@link #NAME}; empty if it is the only one
   */
  public static Diagnosed<Artefacts> of(
      Specification specification, DeviceTree base, Optional<String> name) {
    return of(specification, base, name, false);
  }

  /**
   * {@return the files, even if an owner could reach more than the device}
   *
   * @param specification the declaration
   * @param base the devicetree of the target, with or without the declared nodes
   * @param name name of the declaration, which matches {@link #NAME}; empty if it is the only one
   * @param force whether {@link ExportCode#GIVES_MORE} is a warning instead of an error
   */
  public static Diagnosed<Artefacts> of(
      Specification specification, DeviceTree base, Optional<String> name, boolean force) {
    return DeclaredTree.of(specification, base)
        .then(declared -> of(specification, declared, name, force));
  }

  /**
   * {@return the files that all declarations of a target share, whose contents do not depend on a
   * declaration}
   */
  public static List<Artefact> common() {
    return List.of(
        script("usr/lib/dtbind/dtbind-target"),
        new Artefact(
            "usr/lib/systemd/system/dtbind-target.service",
            "runs dtbind-target at boot",
            false,
            resource("dtbind-target.service")),
        new Artefact(
            "usr/lib/systemd/system/dtbind-target-verify.service",
            "verifies, before boot-complete.target, that everything is as declared",
            false,
            resource("dtbind-target-verify.service")),
        Artefact.text(
            "usr/lib/systemd/system-preset/70-dtbind.preset",
            "enables the services on systems that apply presets",
            new TextFile()
                .line("enable dtbind-target.service")
                .line("enable dtbind-target-verify.service")));
  }

  /**
   * {@return the paths of those files that {@link #of} returns only for some declarations}
   *
   * @param name name of the declaration; empty if it is the only one
   */
  public static List<String> optionalPaths(Optional<String> name) {
    return List.of(modulesPath(own(name)), usersPath(own(name)));
  }

  private static String own(Optional<String> name) {
    return name.map(text -> "dtbind-" + text).orElse("dtbind");
  }

  private static String modulesPath(String own) {
    return "usr/lib/modules-load.d/" + own + ".conf";
  }

  private static String usersPath(String own) {
    return "usr/lib/sysusers.d/" + own + ".conf";
  }

  static Artefact script(String path) {
    return new Artefact(
        path,
        "binds late devices, creates aggregators, verifies, and rolls back",
        true,
        resource("dtbind-target.sh"));
  }

  /** Returns the settings file for the script. */
  static Artefact settings(String path, TargetSetup target) {
    return Artefact.text(path, "settings for dtbind-target", TargetConf.text(target));
  }

  private static Diagnosed<Artefacts> of(
      Specification specification, DeclaredTree declared, Optional<String> name, boolean force) {
    Diagnosed<TargetSetup> read = TargetReading.read(specification, declared, force);
    TargetSetup target = read.value().orElseThrow();
    List<Diagnostic> problems = new ArrayList<>(read.diagnostics());
    SystemUsers users = SystemUsers.of(target.accesses());
    for (String other : users.others()) {
      problems.add(
          Diagnostic.warning(
                  ExportCode.NOT_EXPORTED,
                  specification.origins(),
                  place(specification, other),
                  Message.of(
                      "not exported: the user or group '{user}', because sysusers.d does not allow"
                          + " this name",
                      other))
              .help("make sure that this user or group exists on the target"));
    }
    boolean failed = Diagnostic.anyError(problems);
    if (!failed && target.devices().isEmpty() && target.aggregators().isEmpty()) {
      problems.add(nothing(specification, problems));
      failed = true;
    }
    return new Diagnosed<>(
        failed ? Optional.empty() : Optional.of(files(target, users, name)), problems);
  }

  private static Diagnostic nothing(Specification specification, List<Diagnostic> problems) {
    boolean leftOut =
        problems.stream().anyMatch(diagnostic -> diagnostic.code() == ExportCode.NOT_EXPORTED);
    Message message =
        leftOut
            ? Message.of("nothing of the declaration can be exported")
            : Message.of("the declaration binds no device and sets no owner");
    String help =
        leftOut
            ? "change one of the entries that the warnings name"
            : "declare the driver of a device, for example bind: gpio-aggregator";
    return Diagnostic.error(
            ExportCode.NOTHING_TO_EXPORT, specification.origins(), Span.NONE, message)
        .help(help);
  }

  /** Returns where a declaration first names a user or group. */
  private static Span place(Specification specification, String account) {
    return Stream.of(
            specification.devices().stream().map(DeviceSpec::access),
            specification.aggregators().stream().map(AggregatorSpec::access),
            specification.iommuGroups().stream().map(IommuGroupSpec::access))
        .flatMap(accesses -> accesses)
        .flatMap(access -> Stream.concat(access.owner().stream(), access.group().stream()))
        .filter(named -> named.value().equals(account))
        .map(Located::span)
        .min(Comparator.comparingInt(Span::start))
        .orElse(Span.NONE);
  }

  private static Artefacts files(TargetSetup target, SystemUsers users, Optional<String> name) {
    List<Artefact> files = new ArrayList<>(common());
    String own = own(name);
    files.add(
        Artefact.text(
            "usr/lib/udev/rules.d/70-" + own + ".rules",
            "binds devices, and sets the owners of device nodes",
            UdevRules.text(target)));
    files.add(
        settings(
            name.map("usr/lib/dtbind/target.d/%s.conf"::formatted)
                .orElse("usr/lib/dtbind/target.conf"),
            target));
    modules(target, modulesPath(own)).ifPresent(files::add);
    if (!users.isEmpty()) {
      files.add(Artefact.text(usersPath(own), "creates missing users and groups", users.text()));
    }
    List<Artefact> others = new Artefacts(files).files();
    files.add(
        Artefact.text(
            "usr/share/doc/dtbind-target/README" + name.map("."::concat).orElse(""),
            "describes these files",
            TargetReadme.text(target, others)));
    return new Artefacts(files);
  }

  private static Optional<Artefact> modules(TargetSetup target, String path) {
    Stream<String> ofAggregators =
        target.aggregators().stream().map(any -> GenericDriver.GPIO_AGGREGATOR.module());
    List<String> modules =
        Stream.concat(
                target.devices().stream().flatMap(device -> device.module().stream()),
                ofAggregators)
            .distinct()
            .sorted()
            .toList();
    return modules.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Artefact.text(
                path,
                "loads drivers that are modules",
                new TextFile()
                    .verbatim("# Generated by dtbind export target. See modules-load.d(5).\n")
                    .lines(modules)));
  }

  static Bytes resource(String name) {
    return Bytes.ofResource(TargetExport.class, name);
  }
}
