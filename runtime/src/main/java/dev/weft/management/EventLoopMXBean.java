package dev.weft.management;

import java.util.Map;

/**
 * The management interface of an event loop, registered with the platform's MBean server as
 * {@code dev.weft:type=EventLoop,id=…} while the loop runs, from about one second after the run has begun. The system
 * property {@code dev.weft.jmx=false} turns this off. No loop is registered without the module {@code java.management},
 * or while JMX is not used in this JVM.
 *
 * <p>All methods may be called from any thread. Methods that ask the loop itself say so. They wait for its answer at
 * most a quarter of a second.
 *
 * @since 0.1
 */
public interface EventLoopMXBean {
    /** {@return the number of the loop, as in the ids of its tasks} */
    int getId();

    /** {@return the name of the thread that runs the loop, or an empty string if no thread runs it now} */
    String getThreadName();

    /** {@return the id of the thread that runs the loop, or 0 if no thread runs it now} */
    long getThreadId();

    /** {@return the approximate number of steps of tasks and callbacks that the loop has run} */
    long getSteps();

    /**
     * {@return how long a step that becomes ready now waits for its turn, in microseconds} Asks the loop. If the loop
     * does not answer in time, this returns the time spent waiting for the answer.
     */
    long getLagMicros();

    /**
     * {@return the duration of the longest step or callback, in microseconds} While {@link #isTimed} is true, every
     * step counts. Otherwise only steps that the watchdog has seen count, with its precision: they blocked the loop for
     * at least a quarter of a second.
     */
    long getLongestCallbackMicros();

    /** {@return whether each step and callback is timed} */
    boolean isTimed();

    /**
     * Turns the timing of each step and callback on or off. Timing a step costs about as much as a short step takes.
     *
     * @param timed true to time each step
     */
    void setTimed(boolean timed);

    /**
     * {@return how many of the loop's unfinished tasks are pending, running and suspended} Walks through all of them on
     * the caller's thread.
     */
    Map<String, Integer> getTasksByStatus();

    /**
     * Returns the state of the loop and its tasks at one moment. Asks the loop, which answers on its own thread. A loop
     * that does not answer in time is inspected from outside, see {@link LoopInfo#isConsistent}. The loop stands still for
     * about ten milliseconds at most, unless a {@code toString} of the program takes longer; what cannot be described in
     * that time is left out, see {@link LoopInfo#getTasks}.
     *
     * @param maxTasks at most this many tasks are shown, the oldest ones; the others are only counted
     * @return the state of the loop; over JMX a {@code CompositeData}, of which a proxy ({@code JMX.newMXBeanProxy})
     *     makes no {@link LoopInfo}
     */
    LoopInfo snapshot(int maxTasks);
}
