package dev.weft.management;

import java.util.Map;

/**
 * The management interface of an event loop, registered with the platform's MBean server as {@code
 * dev.weft:type=EventLoop,id=…} while the loop runs, from about one second after the run has begun. The system property
 * {@code dev.weft.jmx=false} keeps loops from being registered; without the module {@code java.management} none is.
 *
 * <p>All methods may be called from any thread. Those that ask the loop itself say so: they wait for its answer, but no
 * longer than a quarter of a second.
 */
public interface EventLoopMXBean {
    /** {@return the number of the loop, as in the ids of its tasks} */
    int getId();

    /** {@return the name of the thread that runs the loop, or an empty string if none does just now} */
    String getThreadName();

    /** {@return the id of the thread that runs the loop, or 0 if none does just now} */
    long getThreadId();

    /** {@return how many steps of tasks and callbacks the loop has run, about} */
    long getSteps();

    /**
     * {@return how long what becomes ready now waits for its turn, in microseconds} Asks the loop; if that does not answer
     * in time, it is the time that was waited.
     */
    long getLagMicros();

    /**
     * {@return the longest step or callback, in microseconds} While {@link #isTimed} every one counts. Else only those
     * count that the watchdog has seen, with its precision: they blocked the loop for a quarter of a second or more.
     */
    long getLongestCallbackMicros();

    /** {@return whether each step and callback is timed} */
    boolean isTimed();

    /**
     * Begins or ends to time each step and callback, which costs about as much as a short one takes.
     *
     * @param timed whether to
     */
    void setTimed(boolean timed);

    /**
     * {@return how many of the loop's tasks that have not ended are pending, running, suspended} Walks through all of them,
     * from the caller's thread.
     */
    Map<String, Integer> getTasksByStatus();

    /**
     * Shows the loop and its tasks at one moment, from the loop's own thread. A loop that does not answer in time is
     * looked at from outside: see {@link LoopInfo#isConsistent}.
     *
     * @param maxTasks so many tasks are shown, the oldest ones; the others are counted only
     * @return what there is
     */
    LoopInfo snapshot(int maxTasks);
}
