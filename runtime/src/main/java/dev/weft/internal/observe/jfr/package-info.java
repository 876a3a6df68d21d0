/**
 * The events of Flight Recorder. The classes are internal; users know the events by their names in a recording. Loaded
 * only if the module {@code jdk.jfr} is present and a recorder has been initialised.
 *
 * <p>Layer: the lowest; it uses nothing. Invariant: a name of an event, or of one of its fields, never changes.
 */
@NullMarked
package dev.weft.internal.observe.jfr;

import org.jspecify.annotations.NullMarked;
