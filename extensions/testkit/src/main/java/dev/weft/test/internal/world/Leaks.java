package dev.weft.test.internal.world;

import dev.weft.AsyncStream;
import dev.weft.Task;
import dev.weft.abi.StreamFrame;
import dev.weft.ports.LoopInspection;
import dev.weft.ports.LoopInspection.OpenResource;
import dev.weft.test.internal.net.SimulatedNetwork;
import dev.weft.test.internal.report.AwaitTree;
import dev.weft.test.internal.report.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a test has left behind: tasks that have not ended, resources and sockets that are not closed. */
final class Leaks {
    private Leaks() {}

    /** Returns the failure; null if nothing was left. */
    static @Nullable AssertionError find(LoopInspection inspection, @Nullable SimulatedNetwork network) {
        List<Task<?>> tasks = inspection.unfinished();
        if (!tasks.isEmpty()) {
            return new RunFailure(
                    RunFailure.Kind.LEAK,
                    (tasks.size() == 1 ? "a task has" : tasks.size() + " tasks have")
                            + " not ended when the test ended; if it is meant to go on: sim.background\n"
                            + AwaitTree.of(inspection, tasks)
                            + whatHoldsThem(inspection));
        }
        List<OpenResource> open = inspection.openResources();
        List<String> sockets = network == null ? List.of() : network.leftOpen();
        if (open.isEmpty() && sockets.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder(notClosed(open));
        sockets.forEach(socket -> text.append("\n  ").append(socket));
        return new RunFailure(RunFailure.Kind.NOT_CLOSED, text.toString());
    }

    /** A stream whose task has ended may have tasks of its own that nobody will end now. */
    private static String whatHoldsThem(LoopInspection inspection) {
        List<OpenResource> streams = inspection.openResources().stream()
                .filter(open -> open.resource() instanceof AsyncStream<?>)
                .filter(open -> open.opener() == null || open.opener().isDone())
                .toList();
        return streams.isEmpty() ? "" : "\n" + notClosed(streams);
    }

    private static String notClosed(List<OpenResource> open) {
        StringBuilder text = new StringBuilder("not closed when the test ended:");
        open.forEach(resource -> append(text, resource));
        return text.toString();
    }

    private static void append(StringBuilder text, OpenResource open) {
        boolean isStream = open.resource() instanceof AsyncStream<?>;
        Task<?> opener = open.opener();
        text.append("\n  ").append(name(open.resource()));
        text.append(isStream ? " was opened and not closed" : "");
        text.append(opener == null ? "" : (isStream ? "; begun by task " : ", opened by task ") + opener.name());
        // Methods of the runtime have no lines.
        text.append(Text.stack(open.stack().stream()
                .filter(element -> element.getLineNumber() > 0)
                .toList()));
    }

    /** A resource without a name of its own is known by its kind. */
    private static String name(Object resource) {
        if (resource instanceof StreamFrame<?> stream) {
            return stream.streamName();
        }
        String text = resource.toString();
        Class<?> type = resource.getClass();
        return text.equals(type.getName() + "@" + Integer.toHexString(resource.hashCode()))
                ? type.getSimpleName()
                : text;
    }
}
