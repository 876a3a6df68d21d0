package dev.weft.test.internal.world;

import dev.weft.Task;
import dev.weft.ports.LoopInspection;
import dev.weft.ports.LoopInspection.OpenResource;
import dev.weft.test.internal.report.AwaitTree;
import dev.weft.test.internal.report.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a test has left behind: tasks that have not ended, resources that are not closed. */
final class Leaks {
    private Leaks() {}

    /** Returns the failure; null if nothing was left. */
    static @Nullable AssertionError find(LoopInspection inspection) {
        List<Task<?>> tasks = inspection.unfinished();
        if (!tasks.isEmpty()) {
            return new RunFailure(
                    RunFailure.Kind.LEAK,
                    (tasks.size() == 1 ? "a task has" : tasks.size() + " tasks have")
                            + " not ended when the test ended; if it is meant to go on: sim.background\n"
                            + AwaitTree.of(inspection, tasks));
        }
        List<OpenResource> open = inspection.openResources();
        if (!open.isEmpty()) {
            StringBuilder text = new StringBuilder("not closed when the test ended:");
            open.forEach(resource -> append(text, resource));
            return new RunFailure(RunFailure.Kind.NOT_CLOSED, text.toString());
        }
        return null;
    }

    private static void append(StringBuilder text, OpenResource open) {
        Task<?> opener = open.opener();
        text.append("\n  ").append(name(open.resource()));
        text.append(opener == null ? "" : ", opened by task " + opener.name());
        // Methods of the runtime have no lines.
        text.append(Text.stack(open.stack().stream()
                .filter(element -> element.getLineNumber() > 0)
                .toList()));
    }

    /** A resource without a name of its own is known by its kind. */
    private static String name(Object resource) {
        String text = resource.toString();
        Class<?> type = resource.getClass();
        return text.equals(type.getName() + "@" + Integer.toHexString(resource.hashCode()))
                ? type.getSimpleName()
                : text;
    }
}
