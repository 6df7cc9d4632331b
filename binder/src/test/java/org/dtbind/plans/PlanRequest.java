// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.aggregator.DeleteRequest;
import org.dtbind.aggregator.LineRequest;
import org.dtbind.bind.AtBoot;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.BindRequest.Match;
import org.dtbind.bind.Binder;
import org.dtbind.bind.GiveRequest;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.RequestOptions;
import org.dtbind.change.result.Result;
import org.dtbind.declaration.ApplyRequest;
import org.dtbind.declaration.Declarations;
import org.dtbind.diag.Diagnosed;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.GroupRequest.Goal;
import org.dtbind.iommu.HandOver;
import org.dtbind.iommu.HandOverRequest;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;

/**
 * A request in the words of dtbind's command line, such as {@code bind door --persist}. It is only
 * planned, unless it begins with {@code run:}.
 *
 * @param words the words that are not options
 * @param options the values of the options; empty text for an option without a value
 */
record PlanRequest(List<String> words, Map<String, String> options) {

  private static final String DECLARATION = "/bindings.yaml";

  /** Begins a request that is carried out. */
  private static final String RUN = "run:";

  private static final List<String> WITH_VALUES =
      List.of("--driver", "--match", "--owner", "--group", "--mode", "--link", "--safe", "--to");

  PlanRequest {
    words = List.copyOf(words);
    options = Map.copyOf(options);
  }

  static PlanRequest of(String line) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    List<String> all = List.of(line.split(" ", -1));
    for (int i = 0; i < all.size(); i++) {
      String word = all.get(i);
      if (WITH_VALUES.contains(word)) {
        options.put(word, all.get(++i));
      } else if (word.startsWith("--") || word.equals(RUN)) {
        options.put(word, "");
      } else {
        words.add(word);
      }
    }
    return new PlanRequest(words, options);
  }

  /** {@return the plan, or the refusal, as text} */
  String planned(SystemTree tree) {
    WritableKernel kernel = TreeKernel.of(tree);
    return switch (words.get(0)) {
      case "aggregator" ->
          PlanText.of("aggregator " + words.get(2), aggregator(new Aggregators(kernel)));
      case "status" ->
          PlanText.of(
              tree.entries().containsKey(DECLARATION)
                  ? Declarations.status(kernel, declaration(tree))
                  : StatusReport.read(kernel, words.subList(1, words.size())));
      case "group" ->
          words.get(1).equals("hand-over")
              ? PlanText.of(
                  "group " + words.get(2), new HandOver(kernel, () -> false).run(handOver()))
              : PlanText.of(results(tree));
      default -> PlanText.of(results(tree));
    };
  }

  /** {@return whether the request is carried out} */
  boolean runs() {
    return has(RUN);
  }

  /** {@return the results for devices} */
  Results results(SystemTree tree) {
    return results(TreeKernel.of(tree), tree);
  }

  /** {@return the results for devices of a kernel} */
  Results results(WritableKernel kernel, SystemTree tree) {
    Binder binder = new Binder(kernel);
    return switch (words.get(0)) {
      case "bind" -> binder.change(devices().map(this::bind).toList());
      case "give" -> binder.change(devices().map(this::give).toList());
      case "unbind" -> binder.change(devices().map(this::unbind).toList());
      case "group" -> binder.change(group());
      case "apply" -> new Declarations(kernel).apply(declaration(tree), application());
      default -> throw new IllegalArgumentException("not a request: " + this);
    };
  }

  private Stream<String> devices() {
    return words.subList(1, words.size()).stream();
  }

  private boolean has(String option) {
    return options.containsKey(option);
  }

  private Optional<String> value(String option) {
    return Optional.ofNullable(options.get(option));
  }

  private RequestOptions how() {
    RequestOptions options =
        runs()
            ? RequestOptions.DEFAULT.withTimeout(Duration.ofMillis(50))
            : RequestOptions.DEFAULT.planned();
    return has("--force") ? options.forced() : options;
  }

  private BindRequest bind(String device) {
    return new BindRequest(
        device,
        value("--driver"),
        how(),
        atBoot(),
        value("--match")
            .map(text -> Match.valueOf(text.toUpperCase(Locale.ROOT)))
            .orElse(Match.OVERRIDE),
        value("--safe").map(PlanRequest::states),
        Optional.of(access()).filter(Access::isSpecified));
  }

  private GiveRequest give(String device) {
    return new GiveRequest(device, how(), atBoot(), access());
  }

  private AtBoot atBoot() {
    return has("--persist")
        ? new AtBoot.Bound(access())
        : has("--forget") ? new AtBoot.Forgotten() : new AtBoot.Unchanged();
  }

  private UnbindRequest unbind(String device) {
    Then then = has("--none") ? Then.NONE : Then.RESTORE;
    return new UnbindRequest(device, then, how(), has("--persist"));
  }

  private Access access() {
    return new Access(
        value("--owner"), value("--group"), value("--mode"), value("--link"), Optional.empty());
  }

  /** Reads states such as {@code 0=active,3=inactive}. */
  private static Map<Integer, SafeState> states(String text) {
    Map<Integer, SafeState> states = new TreeMap<>();
    for (String each : text.split(",", -1)) {
      String[] parts = each.split("=", -1);
      states.put(Integer.valueOf(parts[0]), SafeState.valueOf(parts[1].toUpperCase(Locale.ROOT)));
    }
    return states;
  }

  private GroupRequest group() {
    Goal goal =
        words.get(1).equals("release")
            ? new Goal.Released()
            : has("--none") ? new Goal.None() : new Goal.Bound(value("--driver"));
    int number = Integer.parseInt(words.get(2));
    return new GroupRequest(number, goal, how(), has("--persist"));
  }

  private HandOverRequest handOver() {
    return new HandOverRequest(
        Integer.parseInt(words.get(2)),
        value("--to").orElseThrow(),
        how(),
        has("--persist"),
        Duration.ZERO);
  }

  private Result<AggregatorSubject> aggregator(Aggregators aggregators) {
    String name = words.get(2);
    if (words.get(1).equals("delete")) {
      return aggregators.delete(new DeleteRequest(name, has("--persist"), how()));
    }
    List<LineRequest> lines =
        words.subList(3, words.size()).stream().<LineRequest>map(LineRequest.Text::new).toList();
    return aggregators.create(
        new CreateRequest(
            name,
            lines,
            access(),
            has("--persist"),
            value("--safe").map(PlanRequest::states),
            how()));
  }

  private ApplyRequest application() {
    return new ApplyRequest(how(), has("--prune"), has("--simulated"));
  }

  private static Specification declaration(SystemTree tree) {
    String text =
        new TreeFiles(() -> tree).read(DECLARATION).value().flatMap(file -> file).orElseThrow();
    Diagnosed<Specification> read =
        SpecReader.read(
            new SourceFile("bindings.yaml", Bytes.utf8("apiVersion: dtbind/v1\n" + text)));
    return read.value()
        .orElseThrow(() -> new IllegalArgumentException(read.diagnostics().toString()));
  }
}
