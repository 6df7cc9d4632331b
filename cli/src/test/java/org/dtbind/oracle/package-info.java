/**
 * Comparisons of dtbind with the programs whose work it does, mostly on all devicetree sources of
 * Debian's linux-source-6.1. To run one of them, after {@code ./dtbind --version} has built the
 * program:
 *
 * <pre>mvn -pl cli -am -P integration verify -DskipUnitTests -Dit.test=CompileOracleTest</pre>
 *
 * They take minutes. What each prints about counts is also in {@code cli/target/oracles}. Those
 * that draw take {@code -Doracle.seed=N} and {@code -Doracle.sample=N}: how many are drawn.
 * DTBIND_DTC names the dtc to compare with, see {@code .ci/dtc.bash}.
 */
@NullMarked
package org.dtbind.oracle;

import org.jspecify.annotations.NullMarked;
