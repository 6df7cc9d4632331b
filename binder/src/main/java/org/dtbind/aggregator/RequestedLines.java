// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.aggregator.live.KernelText;
import org.dtbind.aggregator.live.LineTexts;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.Made;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.gpio.LineArgument;
import org.dtbind.gpio.LineResolution;
import org.dtbind.gpio.LineResolver;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.source.Bytes;
import org.dtbind.spec.SafeState;

/** The lines that are requested, found in a system. */
record RequestedLines(
    List<LiveGpio.Place> places,
    List<Optional<Bytes>> names,
    Optional<Map<Integer, SafeState>> safe) {

  RequestedLines {
    places = List.copyOf(places);
    names = List.copyOf(names);
    safe = safe.map(states -> Collections.unmodifiableMap(new TreeMap<>(states)));
  }

  /** These, or which of them is not found. */
  sealed interface Search {}

  /** These. */
  record Found(RequestedLines lines) implements Search {}

  /** This one is not found, or means several. */
  record Unresolved(LineRequest wanted, LineResolution why) implements Search {}

  static Search find(LiveGpio gpio, CreateRequest request) {
    List<LiveGpio.Place> places = new ArrayList<>();
    List<Optional<Bytes>> names = new ArrayList<>();
    Map<Integer, SafeState> safe = new TreeMap<>();
    for (int i = 0; i < request.lines().size(); i++) {
      LineRequest wanted = request.lines().get(i);
      LineResolution resolution = resolve(gpio, wanted);
      if (!(resolution instanceof LineResolution.Found found)) {
        return new Unresolved(wanted, resolution);
      }
      Optional<SafeState> state = Optional.ofNullable(request.safe().orElse(Map.of()).get(i));
      for (int at = places.size(); at < places.size() + found.places().size(); at++) {
        int number = at;
        state.ifPresent(to -> safe.put(number, to));
      }
      places.addAll(found.places());
      names.addAll(names(wanted, found.places().size()));
    }
    return new Found(new RequestedLines(places, names, request.safe().map(any -> safe)));
  }

  private static LineResolution resolve(LiveGpio gpio, LineRequest wanted) {
    LineResolver resolver = new LineResolver(gpio);
    return wanted instanceof LineRequest.OfChip of
        ? resolver.resolve(new LineArgument.OnChip(of.chip(), of.offsets()))
        : resolver.resolve(((LineRequest.Text) wanted).text());
  }

  private static List<Optional<Bytes>> names(LineRequest wanted, int lines) {
    List<Optional<Bytes>> names = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      boolean named = wanted instanceof LineRequest.OfChip of && i < of.names().size();
      names.add(
          named
              ? Optional.of(Bytes.utf8(((LineRequest.OfChip) wanted).names().get(i)))
              : Optional.empty());
    }
    return names;
  }

  /** {@return the lines with the names they get} */
  List<SourceLine> named(List<SourceLine> lines) {
    List<SourceLine> named = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      SourceLine line = lines.get(i);
      named.add(new SourceLine(line.key(), line.offset(), names.get(i).orElse(line.name())));
    }
    return named;
  }

  /** {@return whether one is made of these lines, in this order, with these names} */
  boolean areOf(LiveAggregator one) {
    List<String> has =
        one.lines().stream().flatMap(line -> line.place().stream()).map(LineTexts::at).toList();
    return one.ordered()
        && one.chip().isPresent()
        && has.equals(places.stream().map(LineTexts::at).toList())
        && areCalled(one);
  }

  /** Whether its lines have the names they are to get, where the kernel can give names. */
  private boolean areCalled(LiveAggregator one) {
    boolean called = true;
    for (int i = 0; i < names.size() && one.made() == Made.CONFIGFS; i++) {
      Optional<Bytes> told = one.lines().get(i).told().map(SourceLine::name);
      called &=
          names
              .get(i)
              .map(KernelText::trimmed)
              .filter(name -> !told.equals(Optional.of(name)))
              .isEmpty();
    }
    return called;
  }
}
