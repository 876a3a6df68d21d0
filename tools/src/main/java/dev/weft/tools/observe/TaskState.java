package dev.weft.tools.observe;

import java.util.List;

/**
 * A task of a running JVM, as its MBean shows it.
 *
 * @param id the loop's number, a dot, the task's
 * @param name its name
 * @param status its status
 * @param waitsFor a description of what it waits for; may be empty
 * @param awaits the ids of the tasks it awaits
 * @param stack where its coroutines wait, innermost first
 */
public record TaskState(
        String id, String name, String status, String waitsFor, List<String> awaits, List<Position> stack) {

    /** Returns the innermost position in the program's own code, else the innermost of all; empty if there is none. */
    String at() {
        return stack.stream()
                .filter(position -> !position.isRuntime())
                .findFirst()
                .or(() -> stack.stream().findFirst())
                .map(Position::toString)
                .orElse("");
    }

    /** Whether the description of what it waits for says more than its stack and the tasks that it awaits. */
    boolean isWordsNeeded() {
        return !waitsFor.isEmpty()
                && !waitsFor.startsWith("task ")
                && (awaits.isEmpty() || stack.isEmpty() || !stack.get(0).isRuntime());
    }

    String shortName() {
        return PlainText.of(name + " [" + id + "]");
    }

    String label() {
        return "(T) " + shortName();
    }
}
