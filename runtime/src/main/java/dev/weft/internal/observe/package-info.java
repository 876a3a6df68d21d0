/**
 * Those who look at loops from outside: the watchdog, JMX, Flight Recorder. A loop that nobody looks at pays for a count of
 * its steps only.
 *
 * <p>Layer: above {@code internal.loop}, which it watches through {@code LoopMonitor}; below {@code internal.task}. It may
 * use {@code ports} (tasks are seen through {@code LoopInspection}) and {@code management}. Invariant: what it reads of a loop
 * from another thread may be a moment old, and what goes wrong here never reaches the program.
 */
@NullMarked
package dev.weft.internal.observe;

import org.jspecify.annotations.NullMarked;
