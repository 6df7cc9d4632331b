// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.export.ExportOptions.Base;
import org.dtbind.cli.option.BindingOptions;
import org.dtbind.cli.option.TreeInput;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.Version;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.export.Artefacts;
import org.dtbind.export.yocto.LayerBase;
import org.dtbind.export.yocto.LayerRequest;
import org.dtbind.export.yocto.OverlayCompiler;
import org.dtbind.export.yocto.RecipeName;
import org.dtbind.export.yocto.ToolArchive;
import org.dtbind.export.yocto.YoctoExport;
import org.dtbind.overlay.generate.OverlayGeneration;
import org.dtbind.overlay.verify.findings.BindingCheck;
import org.dtbind.source.FileName;
import org.dtbind.source.PlainText;
import org.dtbind.source.Shown;

/** The command {@code dtbind export yocto}, which exports a BitBake layer. */
final class ExportYoctoCommand implements Command {

  /** The names of recipes that are part of every layer. */
  private static final Set<String> SHARED = Set.of("dtbind-target", "dtbind-overlays");

  private final Session session;
  private final ExportOptions options = new ExportOptions("yocto", Base.OPTIONAL);
  private String name = "dtbind-devices";
  private String layer = "dtbind";
  private Optional<String> maintainer = Optional.empty();
  private boolean force;
  private Optional<Path> tool = Optional.empty();
  private Optional<String> toolUri = Optional.empty();
  private Optional<String> kernelBlob = Optional.empty();
  private OverlayCompiler compiler = OverlayCompiler.DTBIND;
  private final BindingOptions bindings = new BindingOptions();

  ExportYoctoCommand(Session session) {
    this.session = session;
  }

  private Optional<String> taken() {
    return SHARED.contains(name)
        ? Optional.of(
            "the layer already has a recipe %s for all declarations: choose another --name"
                .formatted(name))
        : Optional.empty();
  }

  @Override
  public List<String> description() {
    return List.of(
        "Export a BitBake layer for the declared devices. The build host does not need Java.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(options);
    arguments
        .option("--name")
        .label("NAME")
        .description(
            "Name of the recipe, package and overlay. Default: dtbind-devices. You can export "
                + "several recipes, with different names, to the same directory.")
        .value(String.class, value -> name = value);
    arguments
        .option("--layer")
        .label("NAME")
        .description(
            "Name of the layer (BBFILE_COLLECTIONS), which must be unique within a build. "
                + "Default: dtbind.")
        .value(String.class, value -> layer = value);
    arguments
        .option("--maintainer")
        .label("\"NAME <ADDRESS>\"")
        .description("Maintainer of the layer, for the layer's README.md and SECURITY.md.")
        .value(String.class, value -> maintainer = Optional.of(value));
    arguments
        .option("--force")
        .description("Also replace layer files that were changed after they were exported.")
        .flag(value -> force = value);
    declareTool(arguments);
    arguments
        .option("--kernel-dtb")
        .label("NAME.dtb")
        .description(
            "As the base, use the blob NAME.dtb, which the kernel's recipe deploys during the "
                + "build. If you also specify --base, dtbind uses B only for checks during the "
                + "export.")
        .value(String.class, value -> kernelBlob = Optional.of(value));
    arguments
        .option("--compiler")
        .label("dtbind|dtc")
        .description(
            "Compiler that the build uses for the overlay. With dtc, dtbind writes the overlay as "
                + "source, and OE-core's devicetree class runs dtc on it. Default: dtbind.")
        .value(OverlayCompiler.class, value -> compiler = value);
    arguments.add(bindings);
  }

  private void declareTool(Arguments arguments) {
    arguments
        .option("--tool")
        .label("ARCHIVE")
        .description(
            "Archive with dtbind for the build host, as created by ./release. The layer contains "
                + "only its checksum. If you omit this option, you must set DTBIND_TOOL_URI and "
                + "DTBIND_TOOL_SHA256 in the build's configuration.")
        .value(Path.class, value -> tool = Optional.of(value));
    arguments
        .option("--tool-uri")
        .label("URI")
        .description(
            "With --tool: where builds find the archive, such as https://example.org/FILE, where "
                + "FILE is the name of the archive. With file://FILE, the archive is copied into the "
                + "layer. If you omit this option, you must set DTBIND_TOOL_URI in the build's "
                + "configuration.")
        .value(String.class, value -> toolUri = Optional.of(value));
  }

  @Override
  public Optional<String> problem() {
    return RecipeName.problem(name)
        .or(this::taken)
        .or(() -> RecipeName.problem(layer))
        .or(() -> kernelBlob.flatMap(LayerBase.Kernel::problem))
        .or(this::notMaintainer)
        .or(this::notUri)
        .or(this::withoutBase);
  }

  @Override
  public Integer call() throws IOException {
    Optional<ToolArchive> archive = Optional.empty();
    if (tool.isPresent()) {
      archive = ToolArchive.of(fileName(tool.get()), toolUri, session.inputs().read(tool.get()));
      if (archive.isEmpty()) {
        return session.fail(
            ExitStatus.USAGE,
            ("%s: the file must be named dtbind-VERSION-linux-PROCESSOR.tar.gz, as ./release "
                    + "names it")
                .formatted(FileName.text(tool.get())));
      }
    }
    Optional<ToolArchive> program = archive;
    ExportedLayer existing = ExportedLayer.in(options.directory());
    int code =
        options.run(
            session,
            Optional.empty(),
            inputs -> layer(inputs, existing, program),
            files -> keep(existing, files));
    if (code == ExitStatus.DONE.code() && toolUri.isEmpty()) {
      session
          .messages()
          .note(
              "before you build, set %s in the build's configuration, such as local.conf"
                  .formatted(
                      tool.isPresent()
                          ? "DTBIND_TOOL_URI"
                          : "DTBIND_TOOL_URI and DTBIND_TOOL_SHA256"));
    }
    return code;
  }

  private Optional<String> notUri() {
    return toolUri
        .filter(uri -> tool.isEmpty())
        .map(uri -> "--tool-uri says where the archive is: add --tool ARCHIVE")
        .or(
            () ->
                toolUri
                    .filter(uri -> !uri.matches("[a-z0-9+]+://[^\\s\"'\\\\$`;\\p{Cntrl}]+"))
                    .map(
                        uri ->
                            "--tool-uri requires a URI such as https://example.org/FILE, not '%s'"
                                .formatted(Shown.escaped(uri))));
  }

  private Optional<String> withoutBase() {
    if (options.base().isPresent()) {
      return Optional.empty();
    }
    if (bindings.areGiven()) {
      return Optional.of(
          "--schemas needs the devicetree that the declaration is for: add --base B");
    }
    return kernelBlob.isPresent()
        ? Optional.empty()
        : Optional.of(
            "export yocto needs the devicetree that the declaration is for: add --base B, or"
                + " --kernel-dtb NAME.dtb");
  }

  private Optional<String> notMaintainer() {
    return maintainer
        .filter(text -> !PlainText.is(text) || !text.matches("[^@<>]+ <[^@<> ]+@[^@<> ]+>"))
        .map(
            text ->
                "--maintainer requires NAME <ADDRESS>, not '%s'".formatted(Shown.escaped(text)));
  }

  /** Keeps files that users have changed since the export, and reports them. */
  private List<ExportDirectory.Planned> keep(
      ExportedLayer existing, List<ExportDirectory.Planned> files) throws IOException {
    if (force) {
      return files;
    }
    List<ExportDirectory.Planned> marked = existing.keep(files);
    marked.stream()
        .filter(file -> file.state() == ExportDirectory.State.KEPT)
        .forEach(
            file ->
                session
                    .messages()
                    .error(
                        FileName.text(file.place())
                            + " was changed after it was exported, and is not replaced: use "
                            + "--force to replace it"));
    return marked;
  }

  private Diagnosed<Artefacts> layer(
      ExportOptions.Inputs inputs, ExportedLayer existing, Optional<ToolArchive> program)
      throws IOException {
    LayerBase source;
    if (kernelBlob.isPresent()) {
      source = new LayerBase.Kernel(kernelBlob.get());
    } else {
      source =
          new LayerBase.Blob(
              TreeInput.asBlob(session.inputs(), options.base().orElseThrow(), inputs.tree()));
    }
    Optional<BindingCheck> check = bindings.read(session);
    List<Diagnostic> problems =
        check.isEmpty() || inputs.base().isEmpty()
            ? List.of()
            : OverlayGeneration.generate(inputs.specification(), inputs.tree(), false)
                .value()
                .map(made -> check.get().problems(inputs.specification(), inputs.tree(), made))
                .orElse(List.of());
    return Diagnosed.of(source, problems).then(blob -> export(inputs, existing, program, blob));
  }

  private Diagnosed<Artefacts> export(
      ExportOptions.Inputs inputs,
      ExportedLayer existing,
      Optional<ToolArchive> program,
      LayerBase source) {
    return YoctoExport.of(
        inputs.specification(),
        inputs.base(),
        new LayerRequest(
            new RecipeName(name),
            existing.recipes(),
            new RecipeName(layer),
            maintainer,
            compiler,
            source,
            program,
            Version.ofThisBuild().version(),
            inputs.text()));
  }

  private static String fileName(Path path) {
    Path last = path.getFileName();
    return last == null ? "" : FileName.text(last);
  }
}
