package dev.weft.internal.task;

import dev.weft.internal.loop.Message;
import org.jspecify.annotations.Nullable;

/**
 * Where a task runs: an event loop or, for the call of a hot method, no loop at all. What differs between the two is asked
 * here.
 */
interface Home {
    /** Returns whether this is a loop. */
    boolean isLoop();

    /**
     * Returns the loop.
     *
     * @param operation what needs it, for the message
     * @throws IllegalStateException if this is none
     */
    EventLoopImpl loopFor(String operation);

    /** Finds the home of a task that does not know it yet. On the task's thread, before it may park. */
    void bind(Suspendable task);

    /** Returns what is bound where the task's code runs. */
    @Nullable
    Binding bindings(TaskImpl<?> task);

    /** Lets others know the task from now on: what it awaits may wake it, or it may come to hold a lock. */
    void publish(TaskImpl<?> task);

    /** Removes the timer that a task sleeps on. Returns false if it has fired. */
    boolean removeTimerOf(Suspendable task);

    /** Wakes a task, which waits for this source or is about to. Any thread. */
    void wake(TaskImpl<?> task, WaitSource source);

    /** Cancels a task that has not ended. Any thread. */
    void cancel(TaskImpl<?> task, @Nullable String reason);

    /** Returns whether the caller is the thread that owns the task. */
    boolean isOnThread();

    /** Posts a message to the thread that owns the task. Returns false if it does not come there. */
    boolean post(Message message);

    /** Lets a message arrive, at once on the thread that owns the task. Returns false if it does not come there. */
    boolean submit(Message message);

    /** Returns whether a thread that waits for a task of this home would wait for itself. */
    boolean wouldBlockItself();

    /** Lets go of a task that has ended. On the thread that ran it. */
    void forget(TaskImpl<?> task);

    /** Reports a failure that nobody else will see; throws nothing. */
    void uncaught(Object subject, Throwable failure);
}
