/**
 * What a failure shows to people: the steps of the run as lanes, the tree of the tasks that wait, a text for the exception
 * and a page for the browser.
 *
 * <p>Layer: the lowest of the test kit. It uses only the runtime's {@code dev.weft} and {@code dev.weft.ports}, and knows
 * neither strategies nor JUnit. Invariants: nothing here runs code of the test except {@code toString}, which may throw;
 * what comes from the test (names, messages) is made harmless before it is printed; all that is printed is bounded; and
 * nothing here hides the failure that it describes.
 */
@NullMarked
package dev.weft.test.internal.report;

import org.jspecify.annotations.NullMarked;
