package dev.weft.internal.task;

import dev.weft.internal.loop.Message;
import org.jspecify.annotations.Nullable;

/**
 * The place where a task runs: an event loop, or no loop for the call of a hot method. The operations that differ
 * between the two are here.
 */
interface Home {
    /**
     * Returns the loop.
     *
     * @param operation the operation that needs the loop, for the message
     * @throws IllegalStateException if this is not a loop
     */
    EventLoopImpl loopFor(String operation);

    /** Finds the home of a task that does not know its home yet. On the task's thread, before the task may park. */
    void bind(Suspendable task);

    /** Returns the number of a scope that begins inside a task: a limit, a group. On the task's thread. */
    long nextScope();

    /** Returns the bindings of the task's code. */
    @Nullable
    Binding bindings(TaskImpl<?> task);

    /** Publishes the task to other threads: a source that it awaits may wake it, or it may come to hold a lock. */
    void publish(TaskImpl<?> task);

    /** Removes the timer that a task sleeps on. Returns false if it has fired. */
    boolean removeTimerOf(Suspendable task);

    /** Wakes a task that waits for this source, or is about to wait for it. Any thread. */
    void wake(TaskImpl<?> task, WaitSource source);

    /** Cancels a task that has not ended. Any thread. */
    void cancel(TaskImpl<?> task, @Nullable String reason);

    /** Returns whether the caller is the thread that owns the task. */
    boolean isOnThread();

    /** Posts a message to the thread that owns the task. Returns false if it will not arrive. */
    boolean post(Message message);

    /**
     * Lets a message arrive: at once if the caller is the thread that owns the task, otherwise by posting it. Returns
     * false if it will not arrive.
     */
    boolean submit(Message message);

    /** Returns whether nothing that becomes ready here will run: the loop is closed, or there is none. Any thread. */
    boolean isClosed();

    /** Returns whether a thread that waits for a task of this home would wait for itself. */
    boolean wouldBlockItself();

    /** Removes a task that has ended. On the thread that ran it. */
    void forget(TaskImpl<?> task);

    /**
     * Reports what a task has failed with, when nothing else is to be done, unless somebody has seen it by then. On the
     * thread that owns the task.
     */
    void reportSoon(TaskImpl<?> task);

    /** Reports a failure that no other code will see. Throws nothing. */
    void uncaught(Object subject, Throwable failure);
}
