package dev.weft.tools.observe;

import java.util.List;

/**
 * An event loop of a running JVM, as its MBean shows it.
 *
 * @param id its number
 * @param thread the name of the thread that runs it
 * @param consistent whether the loop itself answered; otherwise it was busy, and was looked at from outside
 * @param steps how many steps it has run
 * @param lagMicros how long it took to answer, or how long it was waited for
 * @param longestMicros the longest callback known
 * @param taskCount how many tasks have not ended
 * @param tasks the oldest of them
 * @param threadStack the stack of its thread, if it did not answer
 */
public record LoopState(
        int id,
        String thread,
        boolean consistent,
        long steps,
        long lagMicros,
        long longestMicros,
        int taskCount,
        List<TaskState> tasks,
        List<Position> threadStack) {

    String title() {
        return "event loop " + id + (thread.isEmpty() ? "" : " on thread " + PlainText.of(thread));
    }
}
