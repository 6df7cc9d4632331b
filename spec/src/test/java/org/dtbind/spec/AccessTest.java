// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {

  private static final Access ANNA = owned("anna", "root", "0600");
  private static final Access GPIO = owned("root", "gpio", "0660");

  private static Access owned(String owner, String group, String mode) {
    return Access.owned(Optional.of(owner), Optional.of(group), Optional.of(mode));
  }

  @Test
  void formerOwnerLosesAccessToAnother() {
    assertThat(ANNA.isRevokedBy(owned("bert", "root", "0600"))).isTrue();
    assertThat(ANNA.isRevokedBy(Access.NONE)).isTrue();
    assertThat(ANNA.isRevokedBy(owned("anna", "gpio", "0660"))).isFalse();
  }

  @Test
  void modeTakesAccessFromAGroupAndFromOthers() {
    assertThat(GPIO.isRevokedBy(owned("root", "gpio", "0640"))).isTrue();
    assertThat(GPIO.isRevokedBy(owned("root", "gpio", "0600"))).isTrue();
    assertThat(owned("root", "root", "0666").isRevokedBy(GPIO)).isTrue();
    assertThat(GPIO.isRevokedBy(owned("anna", "gpio", "0666"))).isFalse();
  }

  @Test
  void rootLosesNothing() {
    assertThat(owned("root", "root", "0660").isRevokedBy(ANNA)).isFalse();
    assertThat(owned("0", "0", "0660").isRevokedBy(ANNA)).isFalse();
    assertThat(Access.NONE.isRevokedBy(ANNA)).isFalse();
  }
}
