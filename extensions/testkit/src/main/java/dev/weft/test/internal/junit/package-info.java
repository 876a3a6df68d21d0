/**
 * The test kit in JUnit: from annotations to runs, and from their outcome to a failure. Layer: highest of the kit; the only
 * package that knows JUnit.
 */
@NullMarked
package dev.weft.test.internal.junit;

import org.jspecify.annotations.NullMarked;
