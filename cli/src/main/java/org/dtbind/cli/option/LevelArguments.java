// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.LevelSetting;
import org.dtbind.check.Levels;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Phrases;
import org.dtbind.diag.Code;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.ReadingCode;
import org.dtbind.diag.Severity;
import org.dtbind.dtb.DtbCode;
import org.dtbind.dts.SyntaxCode;
import org.dtbind.dts.preprocess.PreprocessCode;
import org.dtbind.export.ExportCode;
import org.dtbind.format.Rule;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.config.ConfigCode;
import org.dtbind.overlay.generate.DifferenceCode;
import org.dtbind.overlay.generate.GenerateCode;
import org.dtbind.overlay.rpi.MistakeCode;
import org.dtbind.overlay.rpi.ParameterCode;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.spec.SpecCode;
import org.dtbind.spec.yaml.YamlCode;
import org.dtbind.tree.build.TreeCode;
import org.dtbind.tree.fs.DirectoryCode;
import org.dtbind.validate.report.BindingCode;

/** The options for the levels of diagnostics, by their codes. Picocli fills them in. */
public final class LevelArguments implements ArgumentGroup {

  private final String name;
  private final String ofWarnings;
  private final String ofErrors;
  private List<String> warnings = List.of();
  private List<String> errors = List.of();

  /**
   * Creates options without values.
   *
   * @param name what the options name: a CHECK or a CODE
   * @param ofWarnings the description of {@code -W}
   * @param ofErrors the description of {@code -E}
   */
  public LevelArguments(String name, String ofWarnings, String ofErrors) {
    this.name = name;
    this.ofWarnings = ofWarnings;
    this.ofErrors = ofErrors;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("-W")
        .label("[no-]" + name)
        .description(ofWarnings)
        .list(String.class, value -> warnings = value);
    arguments
        .option("-E")
        .label("[no-]" + name)
        .description(ofErrors)
        .list(String.class, value -> errors = value);
  }

  /**
   * {@return the levels after all settings}
   *
   * @param before the levels of dtc's checks without settings
   */
  public Levels of(CheckLevels before) {
    return new Levels(before, settings(warnings, errors));
  }

  @Override
  public Optional<String> problem() {
    List<LevelSetting> settings = settings(warnings, errors);
    return fixed(settings)
        .or(
            () ->
                settings.stream()
                    .filter(setting -> !isCode(setting))
                    .findFirst()
                    .map(this::unknown));
  }

  private String unknown(LevelSetting setting) {
    List<String> codes = codes().filter(LevelArguments::isAdjustable).map(Code::id).toList();
    List<String> near = Nearest.to(setting.text(), codes);
    String kind = name.toLowerCase(Locale.ROOT);
    return near.isEmpty()
        ? Phrases.unknown(kind, setting.name(), Nearest.to(setting.name(), codes))
        : Phrases.unknown(kind, setting.text(), near);
  }

  /** {@return the settings in the order in which they apply: those of -E after those of -W} */
  public static List<LevelSetting> settings(List<String> warnings, List<String> errors) {
    return Stream.concat(
            warnings.stream().map(text -> new LevelSetting(Severity.WARNING, text)),
            errors.stream().map(text -> new LevelSetting(Severity.ERROR, text)))
        .toList();
  }

  public static boolean isCode(LevelSetting setting) {
    return !named(setting).isEmpty();
  }

  /** {@return the message about the first code whose level is always the same, if there is one} */
  public static Optional<String> fixed(List<LevelSetting> settings) {
    for (LevelSetting setting : settings) {
      List<Code> named = named(setting);
      if (!named.isEmpty() && named.stream().noneMatch(LevelArguments::isAdjustable)) {
        String option = setting.severity() == Severity.ERROR ? "-E" : "-W";
        return Optional.of(
            "%s %s: '%s' is always an error".formatted(option, setting.text(), named.get(0).id()));
      }
    }
    return Optional.empty();
  }

  /** Returns the codes that a setting names. */
  private static List<Code> named(LevelSetting setting) {
    return codes().filter(code -> setting.concerns(code.id())).toList();
  }

  private static boolean isAdjustable(Code code) {
    return code.adjustable() != Code.Adjustable.NEVER;
  }

  /** Returns all codes. */
  private static Stream<Code> codes() {
    return Stream.<Code[]>of(
            ReadingCode.values(),
            DtbCode.values(),
            Check.values(),
            TreeCode.values(),
            DirectoryCode.values(),
            SyntaxCode.values(),
            PreprocessCode.values(),
            Rule.values(),
            OverlayCode.values(),
            ParameterCode.values(),
            MistakeCode.values(),
            ConfigCode.values(),
            VerifyCode.values(),
            GenerateCode.values(),
            DifferenceCode.values(),
            YamlCode.values(),
            SpecCode.values(),
            ExportCode.values(),
            BindingCode.values())
        .flatMap(Stream::of);
  }
}
