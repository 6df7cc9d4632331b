// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;

/**
 * The input of a verification.
 *
 * @param input what is verified
 * @param specification the devices that the merged tree must contain, if there is a declaration
 * @param names the strings block of the base, to which overlays add names; may be empty
 */
public record VerifyRequest(
    BaseWithOverlays input,
    Optional<Specification> specification,
    VerifyOptions options,
    Bytes names) {

  /** {@return a request} */
  public static VerifyRequest of(
      BaseWithOverlays input, Optional<Specification> specification, VerifyOptions options) {
    return new VerifyRequest(input, specification, options, Bytes.empty());
  }

  public static VerifyRequest ofBoard(DeviceTree tree, VerifyOptions options) {
    return of(BaseWithOverlays.of(tree, List.of(), Optional.empty()), Optional.empty(), options);
  }
}
