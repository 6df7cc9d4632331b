// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.rpi.ParameterCode;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;

/** Finds the parameters of an overlay that the firmware accepts. Use one instance per overlay. */
final class AcceptedParameters {

  /** A merge takes as long as it takes to set all parameters. */
  private static final int MOST_MERGES = 20;

  private final List<GivenParameter> given;
  private final Function<List<ParameterSetting>, Diagnosed<MergedTree>> merge;
  private final BitSet kept = new BitSet();
  private final Map<Integer, Diagnostic> refused = new TreeMap<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private int merges;

  private AcceptedParameters(
      List<GivenParameter> given, Function<List<ParameterSetting>, Diagnosed<MergedTree>> merge) {
    this.given = given;
    this.merge = merge;
    kept.set(0, given.size());
  }

  /**
   * Returns the accepted parameters, and diagnostics about the others.
   *
   * @param failed the result with all parameters, which has errors in parameters
   * @param merge merges the overlay with some of the parameters
   */
  static AcceptedParameters of(
      List<GivenParameter> given,
      Diagnosed<MergedTree> failed,
      Function<List<ParameterSetting>, Diagnosed<MergedTree>> merge) {
    AcceptedParameters found = new AcceptedParameters(given, merge);
    found.removeSuspects(failed);
    found.tryEach();
    return found;
  }

  /** Returns whether parameters are the reason for which an overlay cannot be merged. */
  static boolean isParameters(Diagnosed<MergedTree> merged) {
    return merged.value().isEmpty() && !errors(merged).isEmpty();
  }

  private static List<Diagnostic> errors(Diagnosed<MergedTree> merged) {
    return merged.diagnostics().stream().filter(p -> p.code() instanceof ParameterCode).toList();
  }

  /** Removes the parameters that errors are about, until there are no errors. */
  private void removeSuspects(Diagnosed<MergedTree> failed) {
    Diagnosed<MergedTree> last = failed;
    while (isParameters(last)) {
      List<Diagnostic> errors = errors(last);
      int before = kept.cardinality();
      for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
        for (Diagnostic error : errors) {
          if (isAbout(error, given.get(i).setting())) {
            refuse(i, error);
            break;
          }
        }
      }
      if (kept.cardinality() == before || merges >= MOST_MERGES / 2) {
        for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
          refuse(i, errors.get(0));
        }
      }
      last = merged();
    }
  }

  private static boolean isAbout(Diagnostic error, ParameterSetting setting) {
    boolean isName =
        error.subject().filter(subject -> subject.isProperty(setting.name())).isPresent()
            || error.argument(ParameterCode.PARAMETER).filter(setting.name()::equals).isPresent();
    return isName
        && (error.code() != ParameterCode.PARAMETER_VALUE
            || setting.value().length() > Limit.OVERRIDE_TEXT.most()
            || error.argument(ParameterCode.VALUE).filter(setting.value()::equals).isPresent());
  }

  private void refuse(int parameter, Diagnostic why) {
    kept.clear(parameter);
    refused.put(parameter, why);
  }

  private Diagnosed<MergedTree> merged() {
    merges++;
    return merge.apply(settings());
  }

  /** Tries the suspects one after the other: another value of a parameter may be the error. */
  private void tryEach() {
    for (Map.Entry<Integer, Diagnostic> one : refused.entrySet()) {
      int parameter = one.getKey();
      Diagnostic why = one.getValue();
      if (merges < MOST_MERGES) {
        kept.set(parameter);
        Diagnosed<MergedTree> tried = merged();
        if (!isParameters(tried)) {
          continue;
        }
        kept.clear(parameter);
        why = errors(tried).get(0);
      }
      report(given.get(parameter), why);
    }
  }

  private void report(GivenParameter parameter, Diagnostic why) {
    Optional<String> character =
        LookAlike.explained(parameter.setting().name())
            .filter(any -> why.code() == ParameterCode.UNKNOWN_PARAMETER);
    Message message =
        character.isPresent()
            ? Message.of(
                "the firmware ignores this parameter: neither the overlay nor the base has a"
                    + " parameter '{parameter}'",
                Bytes.latin1(parameter.setting().name()).utf8())
            : Message.of("the firmware ignores this parameter: {reason}", why.message());
    Diagnostic problem = Diagnostic.error(ConfigCode.CONFIG_PARAMETER, parameter.place(), message);
    if (why.code() != ParameterCode.UNKNOWN_PARAMETER) {
      problem = problem.note("defined at", why.origin());
    }
    Optional<String> help = character.or(why::help);
    problems.add(help.isPresent() ? problem.help(help.get()) : problem);
  }

  /** Returns the accepted parameters, in order. */
  List<ParameterSetting> settings() {
    return kept.stream().mapToObj(i -> given.get(i).setting()).toList();
  }

  /** Returns the diagnostics about all other parameters. */
  List<Diagnostic> problems() {
    return problems;
  }
}
