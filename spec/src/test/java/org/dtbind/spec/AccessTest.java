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
    assertThat(ANNA.revokedBy(owned("bert", "root", "0600"))).isNotEmpty();
    assertThat(ANNA.revokedBy(Access.NONE)).isNotEmpty();
    assertThat(ANNA.revokedBy(owned("anna", "gpio", "0660"))).isEmpty();
    // She may have opened the node, and then taken the rights from herself.
    Access hidden = owned("anna", "root", "0000");
    assertThat(hidden.revokedBy(owned("bert", "root", "0600"))).isNotEmpty();
    assertThat(hidden.revokedBy(Access.NONE)).isNotEmpty();
    assertThat(hidden.revokedBy(ANNA)).isEmpty();
  }

  @Test
  void modeTakesAccessFromAGroupAndFromOthers() {
    assertThat(GPIO.revokedBy(owned("root", "gpio", "0640"))).isNotEmpty();
    assertThat(GPIO.revokedBy(owned("root", "gpio", "0600"))).isNotEmpty();
    assertThat(owned("root", "root", "0666").revokedBy(GPIO)).isNotEmpty();
    assertThat(GPIO.revokedBy(owned("anna", "gpio", "0666"))).isEmpty();
  }

  @Test
  void rootLosesNothing() {
    assertThat(owned("root", "root", "0660").revokedBy(ANNA)).isEmpty();
    assertThat(owned("0", "0", "0660").revokedBy(ANNA)).isEmpty();
    assertThat(Access.NONE.revokedBy(ANNA)).isEmpty();
  }
}
