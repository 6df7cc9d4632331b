// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.spec.Access;
import org.junit.jupiter.api.Test;

class MissingAccountsTest {

  private static Access owned(String owner, String group) {
    return Access.owned(Optional.of(owner), Optional.of(group), Optional.empty());
  }

  @Test
  void accountsThatThisMachineLacksGetUnusedNumbers() throws IOException {
    MissingAccounts missing =
        MissingAccounts.of(
            List.of(owned("dtbind-anna", "dtbind-relays"), owned("root", "dtbind-anna")));
    assertThat(missing.text()).isEqualTo("user dtbind-anna, group dtbind-relays");
    MissingAccounts.Lines lines = missing.lines();
    assertThat(lines.passwd()).matches("dtbind-anna:x:(\\d+):\\1::/:/usr/sbin/nologin");
    assertThat(lines.group().lines().toList())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).matches("dtbind-relays:x:\\d+:"));
    String present = Files.readString(Path.of("/etc/passwd"));
    assertThat(present).doesNotContain(":x:" + lines.passwd().split(":", -1)[2] + ":");
  }

  @Test
  void userGetsTheGroupThatHasItsName() {
    MissingAccounts missing = new MissingAccounts(Set.of("pump"), Set.of("relays"));
    assertThat(missing.lines(Map.of("a", "999"), Map.of("pump", "1234", "relay", "998")))
        .isEqualTo(
            new MissingAccounts.Lines("pump:x:997:1234::/:/usr/sbin/nologin", "relays:x:996:"));
  }

  @Test
  void accountsOfThisMachineAndNumbersAreNotMissing() {
    assertThat(MissingAccounts.of(List.of(owned("root", "0"), owned("54321", "54321"))).isEmpty())
        .isTrue();
  }
}
