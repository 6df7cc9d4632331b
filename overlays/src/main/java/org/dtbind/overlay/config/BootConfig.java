// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.source.Limit;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/** The overlays and parameters in {@code config.txt}, for one board. */
public final class BootConfig {

  private static final String DIRECTORY = "overlays/";

  private final Optional<String> platform;
  private final String osPrefix;
  private final String overlayPrefix;
  private final List<BootStep> steps;

  /** The number of steps before the first overlay. Their parameters go to the overlay of a HAT. */
  private final int early;

  /** Whether {@code config.txt} prevents the loading of a HAT's overlay. */
  private final boolean hatless;

  private final List<PinLine> pins;

  private BootConfig(
      Optional<String> platform,
      String osPrefix,
      String overlayPrefix,
      List<BootStep> steps,
      int early,
      boolean hatless,
      List<PinLine> pins) {
    this.platform = platform;
    this.osPrefix = osPrefix;
    this.overlayPrefix = overlayPrefix;
    this.steps = List.copyOf(steps);
    this.early = early;
    this.hatless = hatless;
    this.pins = List.copyOf(pins);
  }

  /**
   * {@return the overlays and parameters in a file, and diagnostics about ignored lines}
   *
   * @param model the model of the board; if empty, the base determines it
   * @param files finds an included file by name
   */
  public static Diagnosed<BootConfig> read(
      SourceFile config,
      DeviceTree base,
      Optional<PiModel> model,
      Function<String, Optional<SourceFile>> files) {
    Optional<PiModel> board = model.or(() -> PiModel.of(base));
    Diagnosed<List<ConfigLine>> lines = ConfigReader.read(config, board, files);
    return new Diagnosed<>(Optional.of(lines), lines.diagnostics())
        .then(read -> of(read.value().orElseThrow(), Platform.of(base)));
  }

  private static Diagnosed<BootConfig> of(List<ConfigLine> lines, Optional<String> platform) {
    String osPrefix = "";
    String overlayPrefix = DIRECTORY;
    List<BootStep> steps = new ArrayList<>();
    int settings = 0;
    int early = 0;
    boolean begun = false;
    boolean hatless = false;
    List<PinLine> pins = new ArrayList<>();
    for (ConfigLine line : lines) {
      List<ConfigLine.Piece> pieces = line.pieces();
      settings += pieces.size() + 1;
      if (settings > Limit.CONFIG_SETTINGS.most()) {
        Message message =
            Message.of(
                "there are more than {limit} overlays and parameters",
                Limit.CONFIG_SETTINGS.most());
        return Diagnosed.failed(
            List.of(Diagnostic.error(ConfigCode.CONFIG_TOO_LARGE, line.place(), message)));
      }
      switch (line.key()) {
        case "os_prefix" -> osPrefix = line.value();
        case "overlay_prefix" -> overlayPrefix = line.value();
        case "gpio" -> pins.add(PinLine.of(line));
        case "dtparam" -> {
          parameters(line, pieces, steps);
          early = begun ? early : steps.size();
        }
        default -> {
          overlay(line, pieces, steps);
          hatless |= steps.size() == 1 && steps.get(0).overlay().isEmpty();
          begun = true;
        }
      }
    }
    int taken = used(steps.subList(0, early)).size();
    return Diagnosed.of(
        new BootConfig(platform, osPrefix, overlayPrefix, used(steps), taken, hatless, pins),
        twice(steps));
  }

  /** Returns diagnostics about overlays that are requested again with the same parameters. */
  private static List<Diagnostic> twice(List<BootStep> steps) {
    Map<List<Object>, BootStep> known = new HashMap<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (BootStep step : steps) {
      List<ParameterSetting> settings =
          step.parameters().stream().map(GivenParameter::setting).toList();
      Optional<BootStep> first =
          step.overlay()
              .flatMap(
                  name -> Optional.ofNullable(known.putIfAbsent(List.of(name, settings), step)));
      if (first.isPresent()) {
        Message message =
            Message.of(
                "overlay '{overlay}' is already requested with the same parameters",
                step.overlay().orElseThrow());
        problems.add(
            Diagnostic.warning(ConfigCode.CONFIG_TWICE, step.place(), message)
                .note("the first request is at", first.get().place())
                .help("remove one of the two lines, because the second one adds nothing"));
      }
    }
    return problems;
  }

  private static List<BootStep> used(List<BootStep> steps) {
    return steps.stream()
        .filter(step -> step.overlay().isPresent() || !step.parameters().isEmpty())
        .toList();
  }

  private static void overlay(
      ConfigLine line, List<ConfigLine.Piece> pieces, List<BootStep> steps) {
    boolean named = !pieces.isEmpty() && !pieces.get(0).text().equals("none");
    Optional<String> name =
        named ? Optional.of(pieces.get(0).text().strip()) : Optional.<String>empty();
    List<ConfigLine.Piece> rest = named ? pieces.subList(1, pieces.size()) : List.of();
    steps.add(new BootStep(name, given(rest), line.place()));
  }

  private static void parameters(
      ConfigLine line, List<ConfigLine.Piece> pieces, List<BootStep> steps) {
    int last = steps.size() - 1;
    List<GivenParameter> all = new ArrayList<>();
    if (last < 0 || steps.get(last).overlay().isEmpty()) {
      steps.add(new BootStep(Optional.empty(), given(pieces), line.place()));
    } else {
      all.addAll(steps.get(last).parameters());
      all.addAll(given(pieces));
      steps.set(last, new BootStep(steps.get(last).overlay(), all, steps.get(last).place()));
    }
  }

  private static List<GivenParameter> given(List<ConfigLine.Piece> pieces) {
    return pieces.stream()
        .map(piece -> new GivenParameter(ParameterSetting.of(piece.text().strip()), piece.place()))
        .toList();
  }

  /**
   * {@return the prefix of the paths of overlays, relative to {@code config.txt}}
   *
   * @param shared whether {@code os_prefix} does not apply to overlays: the firmware applies it
   *     only if {@code README} exists in the directory
   */
  public String prefix(boolean shared) {
    return shared ? overlayPrefix : osPrefix + overlayPrefix;
  }

  /**
   * {@return the configuration of a board with a HAT. The HAT's overlay comes first, and gets the
   * parameters before the first overlay. An empty {@code dtoverlay=} before all other {@code
   * dtoverlay=} and {@code dtparam=} disables it}
   *
   * @param hat a HAT with the name of an overlay, not a UUID
   */
  public BootConfig with(Hat hat) {
    if (hatless) {
      return this;
    }
    List<GivenParameter> taken =
        steps.subList(0, early).stream().flatMap(step -> step.parameters().stream()).toList();
    List<BootStep> all = new ArrayList<>();
    all.add(new BootStep(Optional.of(hat.name()), taken, hat.place()));
    all.addAll(steps.subList(early, steps.size()));
    return new BootConfig(platform, osPrefix, overlayPrefix, all, 0, false, pins);
  }

  /**
   * {@return the configuration with each overlay's name replaced by its file name}
   *
   * @param map the tree in {@code overlay_map.dtb}
   */
  public Diagnosed<BootConfig> mapped(DeviceTree map) {
    List<BootStep> named = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    OverlayMap names = new OverlayMap(map, platform);
    int first = 0;
    for (int i = 0; i < steps.size(); i++) {
      Diagnosed<BootStep> diagnosed = names.resolve(steps.get(i));
      problems.addAll(diagnosed.diagnostics());
      diagnosed.value().ifPresent(named::add);
      first = i < early ? named.size() : first;
    }
    BootConfig mapped =
        new BootConfig(platform, osPrefix, overlayPrefix, named, first, hatless, pins);
    return new Diagnosed<>(Optional.of(mapped), problems);
  }

  /** {@return the names of the overlays, without duplicates} */
  public List<String> overlays() {
    return steps.stream().flatMap(step -> step.overlay().stream()).distinct().toList();
  }

  List<BootStep> steps() {
    return steps;
  }

  List<PinLine> pins() {
    return pins;
  }
}
