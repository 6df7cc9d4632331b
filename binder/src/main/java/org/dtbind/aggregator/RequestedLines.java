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
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Answer;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.gpio.LineArgument;
import org.dtbind.gpio.LineResolution;
import org.dtbind.gpio.LineResolver;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.source.Bytes;
import org.dtbind.spec.SafeState;

/**
 * The requested lines, as found in a system.
 *
 * @param places the lines, in the order of the request
 * @param names the requested names in the aggregator, one for each line; empty to keep the name
 * @param safe the states to set before the aggregator is deleted, by line number; empty keeps the
 *     recorded ones
 */
record RequestedLines(
    List<LiveGpio.Place> places,
    List<Optional<Bytes>> names,
    Optional<Map<Integer, SafeState>> safe) {

  RequestedLines {
    places = List.copyOf(places);
    names = List.copyOf(names);
    safe = safe.map(states -> Collections.unmodifiableMap(new TreeMap<>(states)));
  }

  /** The requested lines, or the reason why one of them is not found or its name is ambiguous. */
  static Answer<RequestedLines> find(LiveGpio gpio, CreateRejections rejections) {
    CreateRequest request = rejections.request();
    List<LiveGpio.Place> places = new ArrayList<>();
    List<Optional<Bytes>> names = new ArrayList<>();
    Map<Integer, SafeState> safe = new TreeMap<>();
    for (int i = 0; i < request.lines().size(); i++) {
      LineRequest wanted = request.lines().get(i);
      LineResolution resolution = resolve(gpio, wanted);
      if (!(resolution instanceof LineResolution.Found found)) {
        return Result.rejected(rejections.unresolved(gpio, wanted.shown(), resolution));
      }
      Optional<SafeState> state = Optional.ofNullable(request.safe().orElse(Map.of()).get(i));
      for (int at = places.size(); at < places.size() + found.places().size(); at++) {
        int number = at;
        state.ifPresent(level -> safe.put(number, level));
      }
      places.addAll(found.places());
      names.addAll(names(wanted, found.places().size()));
    }
    return new Planned<>(
        new RequestedLines(places, names, request.safe().map(any -> safe)), List.of());
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

  List<SourceLine> named(List<SourceLine> lines) {
    List<SourceLine> named = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      SourceLine line = lines.get(i);
      named.add(new SourceLine(line.key(), line.offset(), names.get(i).orElse(line.name())));
    }
    return named;
  }

  /** {@return whether the aggregator has these lines, in this order and with these names} */
  boolean matches(LiveAggregator one) {
    // A line whose chip was removed has no place.
    List<Optional<String>> has =
        one.lines().stream().map(line -> line.place().map(LineTexts::at)).toList();
    return one.ordered()
        && one.chip().isPresent()
        && has.equals(places.stream().map(LineTexts::at).map(Optional::of).toList())
        && namesMatch(one);
  }

  /**
   * Whether the lines have the requested names; true for a back end that does not support names.
   */
  private boolean namesMatch(LiveAggregator one) {
    boolean called = true;
    for (int i = 0; i < names.size() && one.creationMethod() == CreationMethod.CONFIGFS; i++) {
      Optional<Bytes> present = one.lines().get(i).passed().map(SourceLine::name);
      called &=
          names
              .get(i)
              .map(KernelText::trimmed)
              .filter(name -> !present.equals(Optional.of(name)))
              .isEmpty();
    }
    return called;
  }
}
