package dev.weft.tools.observe;

import static dev.weft.tools.observe.JsonText.quoted;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Loops and their tasks as JSON (RFC 8259), one loop a line. */
public final class JsonLoops {

    private JsonLoops() {}

    public static List<String> lines(long pid, List<LoopState> loops) {
        var cycles = AwaitCycles.in(loops);
        return loops.stream().map(loop -> loop(pid, loop, cycles)).toList();
    }

    private static String loop(long pid, LoopState loop, List<List<TaskState>> cycles) {
        var here = cycles.stream()
                .filter(cycle -> cycle.stream().anyMatch(loop.tasks()::contains))
                .toList();
        return "{\"pid\":" + pid
                + ",\"loop\":" + loop.id()
                + ",\"thread\":" + quoted(loop.thread())
                + ",\"consistent\":" + loop.consistent()
                + ",\"steps\":" + loop.steps()
                + ",\"lagMicros\":" + loop.lagMicros()
                + ",\"longestCallbackMicros\":" + loop.longestMicros()
                + ",\"taskCount\":" + loop.taskCount()
                + ",\"threadStack\":" + array(loop.threadStack(), JsonLoops::position)
                + ",\"cycles\":" + array(here, cycle -> array(cycle, task -> quoted(task.id())))
                + ",\"tasks\":" + array(loop.tasks(), JsonLoops::task) + "}";
    }

    private static String task(TaskState task) {
        return "{\"id\":" + quoted(task.id())
                + ",\"name\":" + quoted(task.name())
                + ",\"status\":" + quoted(task.status())
                + ",\"waitsFor\":" + quoted(task.waitsFor())
                + ",\"awaits\":" + array(task.awaits(), JsonText::quoted)
                + ",\"stack\":" + array(task.stack(), JsonLoops::position) + "}";
    }

    private static String position(Position position) {
        var file = position.file();
        return "{\"class\":" + quoted(position.className())
                + ",\"method\":" + quoted(position.method())
                + ",\"file\":" + (file == null ? "null" : quoted(file))
                + ",\"line\":" + (position.line() < 0 ? "null" : position.line()) + "}";
    }

    private static <T> String array(List<T> items, Function<T, String> json) {
        return items.stream().map(json).collect(Collectors.joining(",", "[", "]"));
    }
}
