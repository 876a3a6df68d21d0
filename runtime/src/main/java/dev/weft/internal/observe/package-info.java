/**
 * Observation of loops from outside: the watchdog, JMX, Flight Recorder. A loop that is not observed pays only for a
 * count of its steps.
 *
 * <p>Layer: above {@code internal.loop}, which it watches; below {@code internal.task}. It
 * may use {@code ports} (tasks are seen through {@code LoopInspection}) and {@code management}. Invariant: values that
 * are read from another thread than the loop's may be a moment old. An error in this package never reaches the program.
 */
@NullMarked
package dev.weft.internal.observe;

import org.jspecify.annotations.NullMarked;
