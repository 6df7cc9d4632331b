/**
 * The program as its users meet it: the launcher of this checkout, packages, exported files and
 * documentation, each tried as somebody would who reads the guide.
 */
@NullMarked
package org.dtbind.acceptance;

import org.jspecify.annotations.NullMarked;
