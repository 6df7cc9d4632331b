/**
 * YAML as a tree of text with places. Nothing is guessed from what a scalar looks like; what would
 * make one text mean different things to different readers is a problem, not a feature.
 */
@NullMarked
package org.dtbind.spec.yaml;

import org.jspecify.annotations.NullMarked;
