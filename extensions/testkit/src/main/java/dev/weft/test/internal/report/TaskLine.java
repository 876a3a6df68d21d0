package dev.weft.test.internal.report;

import dev.weft.Task;
import dev.weft.ports.LoopInspection.TaskState;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Describes a task in one line: its name and status, where it waits, and for what. */
final class TaskLine {
    private static final int LONGEST = 200;
    private static final String RUNTIME = "dev.weft.";

    private TaskLine() {}

    /** Returns for example "(T) ann SUSPENDED at Shop.pay(Shop.java:19), sleeps 2 ms". */
    static String of(TaskState state) {
        return "(T) " + name(state.task()) + " " + state.status() + position(state) + wait(state);
    }

    static String name(Task<?> task) {
        return Text.line(task.name(), LONGEST);
    }

    private static String position(TaskState state) {
        if (state.stack().isEmpty()) {
            return "";
        }
        StackTraceElement shown = state.stack().stream()
                .filter(element -> !isRuntime(element))
                .findFirst()
                .orElse(state.stack().get(0));
        String className = shown.getClassName();
        String where = shown.getFileName() == null
                ? ""
                : shown.getLineNumber() < 0
                        ? "(" + shown.getFileName() + ")"
                        : "(" + shown.getFileName() + ":" + shown.getLineNumber() + ")";
        return " at " + className.substring(className.lastIndexOf('.') + 1) + "." + shown.getMethodName() + where;
    }

    /** The runtime's own coroutines, for example that of gather, have no line. */
    private static boolean isRuntime(StackTraceElement element) {
        return element.getClassName().startsWith(RUNTIME) && element.getLineNumber() < 0;
    }

    private static String wait(TaskState state) {
        if (state.status() != Task.Status.SUSPENDED) {
            return "";
        }
        if (!state.isParked()) {
            return ", is ready";
        }
        Object source = state.waitsFor();
        if (source == null) {
            return ", sleeps" + (state.nanosLeft() < 0 ? "" : " " + VirtualDuration.of(state.nanosLeft()));
        }
        if (source instanceof Task<?> awaited) {
            return ", waits for task " + name(awaited);
        }
        String text = Text.of(source, LONGEST);
        return ", waits for " + heldBy(source instanceof CompletionStage ? withoutDone(text) : text, state.owner());
    }

    /** Another thread may complete a future while its task is described; what is complete is nothing to wait for. */
    private static String withoutDone(String stage) {
        int done = stage.indexOf("[Completed ");
        return done < 0 ? stage : stage.substring(0, done) + " (done by now)";
    }

    /** Adds the owner, unless the source has named it. */
    private static String heldBy(String source, @Nullable Task<?> owner) {
        return owner == null || source.contains("held by " + name(owner))
                ? source
                : source + ", held by task " + name(owner);
    }
}
