package dev.weft.it.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.it.frontends.FrontEnd;
import dev.weft.it.frontends.SourceText;
import dev.weft.it.harness.ClassFiles;
import dev.weft.it.harness.Weaving;
import dev.weft.ports.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Generated streams and their blocking twins, of which a consumer takes the first item, the first two, and so on, and then
 * breaks: what happens, and in which order, is the same. javac and
 * Eclipse's compiler take turns. The system properties {@code weft.fuzz.programs} and {@code
 * weft.fuzz.seed} make it longer.
 */
@Timeout(36_000)
class StreamFuzzTest {
    private static final int BATCH = 10;
    private static final int PROGRAMS = Integer.getInteger("weft.fuzz.programs", 50);
    private static final long SEED = Long.getLong("weft.fuzz.seed", 1);
    private static final int MOST_ITEMS = 12;

    /** A program may give very many items: then only the first ones are looked at. */
    private static final int ENOUGH = 300;

    @Test
    void whatBreaksAtEachItemBehavesAsItsTwin() throws Exception {
        int runs = 0;
        try (var compiler = new InMemoryCompiler(Weaving.classPath(), 17)) {
            for (int done = 0; done < PROGRAMS; done += BATCH) {
                var programs = new ArrayList<GeneratedProgram>();
                for (int i = 0; i < BATCH; i++) {
                    programs.addAll(GeneratedStreams.of(i, Choices.random(SEED * 1_000_003 + done + i)));
                }
                var unwoven = done / BATCH % 2 == 0 ? compiler.compile(programs) : byEclipse(programs);
                var woven = Weaving.weave(unwoven);
                for (int i = 0; i < programs.size(); i += 2) {
                    runs += compare(programs.get(i), programs.get(i + 1), woven);
                }
            }
        }
        int compared = runs;
        assertTrue(compared > PROGRAMS * 3, () -> "only " + compared + " runs");
        System.out.println(PROGRAMS + " programs of streams, " + runs + " runs");
    }

    private static ClassFiles byEclipse(List<GeneratedProgram> programs) {
        var sources = programs.stream()
                .map(program -> new SourceText(program.name(), program.source()))
                .toList();
        return FrontEnd.ECJ.compile(sources, Weaving.classPath(), "--release", "17", "-g");
    }

    private static int compare(GeneratedProgram program, GeneratedProgram twin, ClassFiles woven) throws Exception {
        for (int items = 1; items <= MOST_ITEMS; items++) {
            var expected = blocking(twin, woven, items);
            var saw = woven(program, woven, items);
            int taken = items;
            assertEquals(
                    String.join("\n", expected),
                    String.join("\n", saw),
                    () -> "break at item " + taken + "\n" + program.source() + "\n" + twin.source());
            if (!expected.contains("got")
                    && expected.stream().filter(e -> e.startsWith("got ")).count() < items) {
                return items;
            }
        }
        return MOST_ITEMS;
    }

    private static List<String> blocking(GeneratedProgram twin, ClassFiles woven, int items) throws Exception {
        var type = woven.loader("twin").loadClass(twin.name());
        type.getMethod("consume", int.class).invoke(null, Math.min(items, ENOUGH));
        return events(type);
    }

    private static List<String> woven(GeneratedProgram program, ClassFiles woven, int items) throws Exception {
        var type = woven.loader("woven").loadClass(program.name());
        var time = new VirtualTime();
        var uncaught = new ArrayList<Throwable>();
        try (var loop = EventLoop.create(time, time)) {
            loop.onUncaught((subject, failure) -> uncaught.add(failure));
            loop.runUntilComplete(
                    (Coroutine<?>) type.getMethod("consume", int.class).invoke(null, items));
            assertEquals(List.of(), List.copyOf(loop.tasks()), "tasks that are left");
        }
        assertEquals(List.of(), uncaught, "what nobody has caught");
        return events(type);
    }

    @SuppressWarnings("unchecked")
    private static List<String> events(Class<?> type) throws Exception {
        return (List<String>) type.getMethod("events").invoke(null);
    }
}
