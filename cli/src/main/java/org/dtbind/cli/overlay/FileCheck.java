// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dtbind.check.Levels;
import org.dtbind.cli.option.NamedOverlays;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.format.Formatter;
import org.dtbind.format.Rule;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.config.ConfiguredTree;
import org.dtbind.overlay.generate.GeneratedTree;
import org.dtbind.overlay.generate.OverlayGeneration;
import org.dtbind.overlay.verify.BaseWithOverlays;
import org.dtbind.overlay.verify.BootChain;
import org.dtbind.overlay.verify.CheckedBoard;
import org.dtbind.overlay.verify.OverlayVerification;
import org.dtbind.overlay.verify.Verification;
import org.dtbind.overlay.verify.VerifyOptions;
import org.dtbind.overlay.verify.VerifyRequest;
import org.dtbind.overlay.verify.devices.CheckedDevice;
import org.dtbind.overlay.verify.findings.AllFindings;
import org.dtbind.overlay.verify.stack.CheckedBase;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.report.BindingCode;

/**
 * Checks files, each on its own: a board, an overlay for the base, or a declaration for the base.
 * This class is thread-safe.
 *
 * @param base the base of overlays and declarations, if there is one
 * @param boot the program that merges overlays, if it is known
 * @param style whether to report where sources differ from the kernel's style
 * @param typed the content of standard input, if that is one of the files
 */
record FileCheck(
    Optional<CheckedBase> base,
    Optional<BootChain> boot,
    Levels levels,
    VerifyOptions options,
    boolean style,
    Optional<SourceFile> typed) {

  private static final int HEAD = 4096;

  /** The first key of a declaration, after comments. */
  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?s)(\\s*(#[^\n]*\n|---[^\n]*\n))*+\\s*(apiVersion|devices|aggregators|iommuGroups):.*");

  /** What a file is. */
  enum Kind {
    BOARD,
    OVERLAY,
    DECLARATION,
    /** Overlays and parameters on the base, for a Raspberry Pi. */
    CONFIG_TXT
  }

  /**
   * The findings about a file.
   *
   * @param read whether the file could be read and, for an overlay, merged
   * @param unreadPins the compatible strings of pin controllers whose groups dtbind cannot read
   */
  record Result(
      String file, Kind kind, boolean read, List<Diagnostic> findings, List<String> unreadPins) {

    Result {
      findings = List.copyOf(findings);
      unreadPins = List.copyOf(unreadPins);
    }

    Result(String file, Kind kind, boolean read, List<Diagnostic> findings) {
      this(file, kind, read, findings, List.of());
    }
  }

  /** Returns whether a file is a declaration, by its content or its name. */
  static boolean isDeclaration(InputFiles inputs, Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    try {
      Optional<Bytes> stream = inputs.stream(file);
      boolean isText =
          stream.isPresent()
              ? !InputFiles.isBlob(stream.get())
              : Files.isRegularFile(file) && !InputFiles.isBlob(file);
      if (!isText || name.endsWith(".yaml") || name.endsWith(".yml")) {
        return isText;
      }
      Bytes head = stream.isPresent() ? stream.get() : head(file);
      return DECLARATION.matcher(head.slice(0, Math.min(HEAD, head.length())).latin1()).matches();
    } catch (IOException e) {
      return false; // Reading the tree fails, too.
    }
  }

  private static Bytes head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Bytes.wrap(in.readNBytes(HEAD));
    }
  }

  /** Checks a board or an overlay. */
  Result tree(String file, Diagnosed<DeviceTree> read) {
    if (read.value().isEmpty()) {
      return result(file, Kind.BOARD, false, read.diagnostics());
    }
    Result result = Overlay.isOverlay(read.value().get()) ? overlay(file, read) : board(file, read);
    return style ? styled(result, typed.filter(source -> source.name().equals(file))) : result;
  }

  /**
   * Returns the rules that {@code fmt --order} applies, and the stricter ones that are turned on.
   */
  static Set<Rule> styleRules(Levels levels) {
    Set<Rule> rules = EnumSet.copyOf(Rule.DEFAULT);
    rules.addAll(Rule.ORDER);
    Rule.STRICT.stream().filter(rule -> levels.isNamed(rule.id())).forEach(rules::add);
    return rules;
  }

  /** Adds the findings about the style of a source, unless it is a blob or a directory. */
  private Result styled(Result result, Optional<SourceFile> standard) {
    Path file = FileName.path(result.file());
    boolean isSource =
        standard.isPresent()
            ? !InputFiles.isBlob(standard.get().content())
            : Files.isRegularFile(file) && !InputFiles.isBlob(file);
    if (!isSource) {
      return result;
    }
    List<Diagnostic> all = new ArrayList<>(result.findings());
    boolean read = result.read();
    try {
      SourceFile source =
          standard.isPresent()
              ? standard.get()
              : new SourceFile(result.file(), InputFiles.found(file));
      Diagnosed<List<Diagnostic>> findings =
          Formatter.findings(source, styleRules(levels), line -> true);
      // The compiler expands macros, so it reads more than the formatter.
      findings.diagnostics().forEach(problem -> all.add(problem.as(Severity.WARNING)));
      findings
          .value()
          .orElse(List.of())
          .forEach(diagnostic -> levels.of(diagnostic).ifPresent(all::add));
    } catch (IOException e) {
      all.add(InputFiles.unread(file, e));
      read = false;
    }
    return new Result(result.file(), result.kind(), read, all, result.unreadPins());
  }

  private Result board(String file, Diagnosed<DeviceTree> read) {
    CheckedBoard board = CheckedBoard.of(read, options, levels);
    return new Result(file, Kind.BOARD, true, board.findings(), unreadPins(board.verification()));
  }

  private static List<String> unreadPins(Verification checked) {
    return checked.unreadPins().stream()
        .flatMap(controller -> checked.tree().node(controller).stream())
        .flatMap(node -> node.compatible().stream().limit(1))
        .toList();
  }

  private Result overlay(String file, Diagnosed<DeviceTree> read) {
    if (base.isEmpty()) {
      return new Result(file, Kind.OVERLAY, false, List.of(withoutBase(file, "an overlay")));
    }
    Diagnosed<Overlay> overlay =
        NamedOverlays.withErrors(
            OverlayReader.read(file, read.value().orElseThrow()), BootChain.rules(boot));
    return on(file, Kind.OVERLAY, read, overlay, Optional.empty());
  }

  /** Checks a declaration, and the overlay for those of its devices that the base lacks. */
  Result declaration(String file, Bytes content) {
    if (base.isEmpty()) {
      return new Result(file, Kind.DECLARATION, false, List.of(withoutBase(file, "a declaration")));
    }
    Diagnosed<Specification> declared = SpecReader.read(new SourceFile(file, content));
    Diagnosed<DeviceTree> made =
        declared
            .then(spec -> OverlayGeneration.lacking(spec, base.get().tree()))
            .then(GeneratedTree::of);
    Diagnosed<Overlay> overlay = made.then(tree -> OverlayReader.read(file, tree));
    // The base may have all declared devices.
    List<Diagnostic> problems =
        overlay.diagnostics().stream().filter(p -> p.code() != OverlayCode.NO_FRAGMENTS).toList();
    Diagnosed<Overlay> read = new Diagnosed<>(overlay.value(), problems);
    Result result = on(file, Kind.DECLARATION, made, read, declared.value());
    return new Result(
        file,
        result.kind(),
        result.read(),
        result.findings().stream().map(FileCheck::withoutGenerated).toList());
  }

  /** Removes notes about the generated source, which users do not have. */
  private static Diagnostic withoutGenerated(Diagnostic finding) {
    return finding.notes(
        finding.notes().stream()
            .filter(
                note ->
                    !(note.origin() instanceof Origin.Source source
                        && source.file().name().equals(GeneratedTree.NAME)))
            .toList());
  }

  private Result on(
      String file,
      Kind kind,
      Diagnosed<DeviceTree> read,
      Diagnosed<Overlay> overlay,
      Optional<Specification> declared) {
    if (overlay.value().isEmpty() || overlay.hasErrors()) {
      return result(file, kind, false, overlay.diagnostics());
    }
    BaseWithOverlays input =
        BaseWithOverlays.of(base.orElseThrow().tree(), List.of(overlay.value().get()), boot);
    Diagnosed<Verification> checked =
        OverlayVerification.verify(base.orElseThrow(), VerifyRequest.of(input, declared, options));
    List<Diagnostic> all = new ArrayList<>(overlay.diagnostics());
    all.addAll(checked.diagnostics());
    return result(file, kind, checked.value().isPresent(), findings(read, all, checked));
  }

  /** Checks the tree with which a Raspberry Pi boots by its config.txt. */
  Result configured(String file, Diagnosed<ConfiguredTree> read) {
    if (read.value().isEmpty()) {
      return result(file, Kind.CONFIG_TXT, false, read.diagnostics());
    }
    BaseWithOverlays input = BaseWithOverlays.of(base.orElseThrow().tree(), read.value().get());
    Diagnosed<?> checked =
        OverlayVerification.verify(
            base.orElseThrow(), VerifyRequest.of(input, Optional.empty(), options));
    List<Diagnostic> all = new ArrayList<>(read.diagnostics());
    all.addAll(checked.diagnostics());
    return result(file, Kind.CONFIG_TXT, checked.value().isPresent(), all);
  }

  private List<Diagnostic> findings(
      Diagnosed<DeviceTree> read, List<Diagnostic> rules, Diagnosed<Verification> checked) {
    List<CheckedDevice> devices = checked.value().map(Verification::devices).orElse(List.of());
    return new AllFindings(levels).of(read, rules, devices);
  }

  private Result result(String file, Kind kind, boolean read, List<Diagnostic> findings) {
    // Sorts the findings by their position. Errors because of which a file is not read stay.
    Diagnosed<Kind> leveled =
        levels.of(read ? Diagnosed.of(kind, findings) : Diagnosed.failed(findings));
    return new Result(file, kind, read, leveled.diagnostics());
  }

  private static Diagnostic withoutBase(String file, String what) {
    return Diagnostic.error(
            BindingCode.NO_BASE,
            new Origin.Unknown(file),
            Message.of("{what} cannot be checked without its base", what))
        .help("specify the base with --base");
  }
}
