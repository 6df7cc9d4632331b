/**
 * Overlays: what a tree says that is to be merged into another one (dtc's
 * Documentation/dt-object-internal.txt, the kernel's Documentation/devicetree/overlay-notes.rst).
 */
@NullMarked
package org.dtbind.overlay;

import org.jspecify.annotations.NullMarked;
