// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import org.dtbind.change.RequestOptions;

/**
 * A request to release a device.
 *
 * @param device a node path, label, alias, node name or Linux name
 * @param then the state of the device afterwards
 * @param options how the change is made; with force, devices that dtbind did not bind, or that are
 *     in use, are released, too
 * @param persist whether this also applies to each later boot: dtbind's files no longer bind the
 *     device, or, with {@link Then#NONE}, keep all drivers away
 */
public record UnbindRequest(String device, Then then, RequestOptions options, boolean persist)
    implements Request {

  /** The state of a device after its release. */
  public enum Then {
    /**
     * The driver and override that the device had before dtbind bound it; neither if they are not
     * known.
     */
    RESTORE,
    /**
     * No driver, and the override {@code none}. No driver has this name, so none binds to the
     * device.
     */
    NONE
  }

  /**
   * {@return a request to restore the former driver, with the options {@link
   * RequestOptions#DEFAULT}}
   *
   * @param device a node path, label, alias, node name or Linux name
   */
  public static UnbindRequest of(String device) {
    return new UnbindRequest(device, Then.RESTORE, RequestOptions.DEFAULT, false);
  }

  /**
   * {@return this request with another final state}
   *
   * @param end the state of the device afterwards
   */
  public UnbindRequest then(Then end) {
    return new UnbindRequest(device, end, options, persist);
  }

  /** {@return this request as a dry run} */
  public UnbindRequest planned() {
    return new UnbindRequest(device, then, options.planned(), persist);
  }

  /** {@return this request, even if the device is in use or another program bound it} */
  public UnbindRequest forced() {
    return new UnbindRequest(device, then, options.forced(), persist);
  }

  /** {@return this request, which then applies to each later boot, too} */
  public UnbindRequest persistent() {
    return new UnbindRequest(device, then, options, true);
  }
}
