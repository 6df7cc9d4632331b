// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dtbind.acceptance.Checkout;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.compile.DiskFiles;
import org.dtbind.compile.ProjectHeaders;
import org.dtbind.compile.TrustedUsers;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.verify.OverlayVerification;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the checks of {@code dtbind check --together} on every base of Debian's linux-source-6.1, as
 * if overlays had added all of its nodes. These boards work, so most findings would be false
 * positives. The only expected findings are those of .ci/known-claims.tsv, which explains why each
 * is true.
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class ClaimsOracleTest {

  /** A finding about a source. */
  private record Claim(String source, String kind, String subject, String message) {}

  /** A line of .ci/known-claims.tsv: a known finding, and its number of occurrences. */
  private record Known(Pattern source, Pattern kind, Pattern subject, int times) {

    static Known of(String line) {
      String[] cells = line.split("\t", -1);
      return new Known(
          Pattern.compile("(" + cells[0] + ")[.]dts"),
          Pattern.compile(cells[1]),
          Pattern.compile(cells[2]),
          Integer.parseInt(cells[3]));
    }

    boolean matches(Claim claim) {
      return source.matcher(claim.source()).matches()
          && kind.matcher(claim.kind()).matches()
          && subject.matcher(claim.subject()).matches();
    }
  }

  @Test
  void linuxBoardsProduceExactlyTheKnownClaims(Corpus corpus) throws IOException {
    ComparisonLog comparison = ComparisonLog.begin("claims");
    List<Claim> claims =
        OnAllProcessors.map(corpus.sources(), source -> claims(corpus, source)).stream()
            .flatMap(List::stream)
            .toList();
    List<Known> known =
        Files.readAllLines(Checkout.ROOT.resolve(".ci/known-claims.tsv")).stream()
            .filter(line -> !line.startsWith("#"))
            .map(Known::of)
            .toList();
    assertThat(known).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    Map<Known, Integer> found = new TreeMap<>(Comparator.comparing(known::indexOf));
    Map<String, Integer> kinds = new TreeMap<>();
    for (Claim claim : claims) {
      kinds.merge(claim.kind(), 1, Integer::sum);
      known.stream()
          .filter(one -> one.matches(claim))
          .findFirst()
          .ifPresentOrElse(
              one -> found.merge(one, 1, Integer::sum), () -> wrong.add("not known: " + claim));
    }
    for (Known one : known) {
      int times = found.getOrDefault(one, 0);
      if (times != one.times()) {
        wrong.add("found %d times, not %d: %s".formatted(times, one.times(), one));
      }
    }
    comparison.show(wrong, wrong.size());
    for (Map.Entry<String, Integer> kind : kinds.entrySet()) {
      comparison.say("%s: %d", kind.getKey(), kind.getValue());
    }
    comparison.say("%d claims in %d sources", claims.size(), corpus.sources().size());
    comparison.passes(wrong.isEmpty());
  }

  private static List<Claim> claims(Corpus corpus, String source) throws IOException {
    Path file = corpus.directory().resolve(source);
    int user = (Integer) Files.getAttribute(file, "unix:uid");
    ProjectHeaders headers = new ProjectHeaders(new TrustedUsers(Set.of(user)));
    CompileOptions options =
        new CompileOptions(headers.above(file.toString(), List.of()), List.of(), true, true);
    DeviceTree tree =
        new Compiler(options, new DiskFiles(used -> {}, headers))
            .compile(file.toString())
            .value()
            .orElseThrow(() -> new IllegalStateException(source));
    List<Claim> claims = new ArrayList<>();
    for (Diagnostic diagnostic :
        tree.plugin() ? List.<Diagnostic>of() : OverlayVerification.problems(tree)) {
      // ChecksOracleTest compares dtc's checks with dtc. The other codes are only warnings: drivers
      // may use a line together with its interrupt, and Linux does not read unit addresses.
      if (diagnostic.code() instanceof VerifyCode code
          && code != VerifyCode.LINE_AND_INTERRUPT
          && code != VerifyCode.UNIT_ADDRESS_DIFFERS) {
        claims.add(
            new Claim(
                source,
                diagnostic.code().id(),
                diagnostic.subject().map(Subject::text).orElse("-"),
                diagnostic.message().text()));
      }
    }
    return claims;
  }
}
