package dev.weft.tools.observe;

import java.util.List;

/**
 * A task of a running JVM, as its MBean shows it.
 *
 * @param id the loop's number, a dot, the task's
 * @param name its name
 * @param status its status
 * @param waitsFor what it waits for, in words; may be empty
 * @param awaits the ids of the tasks it awaits
 * @param stack where its coroutines wait, innermost first
 */
public record TaskState(
        String id, String name, String status, String waitsFor, List<String> awaits, List<Position> stack) {

    /** The innermost position in the program's own code, else the innermost; empty if it has none. */
    String at() {
        return stack.stream()
                .filter(position -> !position.isRuntime())
                .findFirst()
                .or(() -> stack.stream().findFirst())
                .map(Position::toString)
                .orElse("");
    }

    /** Whether what it waits for says more than its stack and the tasks that it awaits. */
    boolean isWordsNeeded() {
        return !waitsFor.isEmpty()
                && !waitsFor.startsWith("task ")
                && (awaits.isEmpty() || stack.isEmpty() || !stack.get(0).isRuntime());
    }

    String label() {
        return "(T) " + name + " [" + id + "]";
    }
}
