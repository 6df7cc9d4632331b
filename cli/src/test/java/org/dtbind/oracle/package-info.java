// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Comparisons of dtbind with dtc, dtmerge and other reference programs, mostly on all devicetree
 * sources of Debian's linux-source-6.1. To run one of them, after {@code ./dtbind --version} has
 * built the program:
 *
 * <pre>mvn -pl cli -am -P integration verify -DskipUnitTests -Dit.test=CompileOracleTest</pre>
 *
 * They take minutes. Their logs are in {@code cli/target/oracles}. Tests with random inputs accept
 * {@code -Doracle.seed=N} and {@code -Doracle.sample=N}, the number of inputs. DTBIND_DTC names the
 * dtc to compare with (see {@code .ci/dtc.bash}).
 */
@NullMarked
package org.dtbind.oracle;

import org.jspecify.annotations.NullMarked;
