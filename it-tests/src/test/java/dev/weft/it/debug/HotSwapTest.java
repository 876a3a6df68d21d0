package dev.weft.it.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.it.Case;
import dev.weft.it.frontends.FrontEnd;
import dev.weft.it.frontends.SourceText;
import dev.weft.it.harness.ClassFiles;
import dev.weft.it.harness.Weaving;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A class woven from changed source replaces the one that runs, as an IDE does it: where the awaits and what they keep are the
 * same, a task that is suspended goes on in the new code.
 */
@Tag("jdk")
@Timeout(60)
@Case(91)
class HotSwapTest {

    private static final int AS_BEFORE = 2;
    private static final int NEW_CODE = 40;

    private static final String SOURCE = """
            import static dev.weft.Weft.*;
            import dev.weft.*;
            import java.util.concurrent.*;

            public class Swapped {
                @Async
                static Coroutine<Integer> m(CompletionStage<Integer> gate) {
                    int before = VALUE;
                    before += await(gate);
                    return result(before + VALUE);
                }

                public static void main(String[] arguments) {
                    var gate = new CompletableFuture<Integer>();
                    var loop = EventLoop.current();
                    var suspended = loop.start(m(gate));
                    loop.execute(loop::stop);
                    loop.runForever();
                    gate.complete(0); // swap
                    int old = loop.runUntilComplete(suspended);
                    int fresh = loop.runUntilComplete(m(gate));
                    System.exit(old + fresh);
                }
            }
            """;

    @Test
    void aSuspendedTaskGoesOnInTheNewCode(@TempDir Path folder) throws Exception {
        try (var debuggee = Program.start("Swapped", woven(AS_BEFORE), folder)) {
            stop(debuggee);
            debuggee.redefine("Swapped", woven(NEW_CODE).byName().get("Swapped"));
            debuggee.goOn();
            assertEquals(AS_BEFORE + NEW_CODE + 2 * NEW_CODE, debuggee.exitCode());
        }
    }

    @Test
    void withoutTheSwapNothingChanges(@TempDir Path folder) throws Exception {
        try (var debuggee = Program.start("Swapped", woven(AS_BEFORE), folder)) {
            stop(debuggee);
            debuggee.goOn();
            assertEquals(4 * AS_BEFORE, debuggee.exitCode());
        }
    }

    private static void stop(Debuggee debuggee) throws Exception {
        int line = SOURCE.lines().toList().indexOf("        gate.complete(0); // swap") + 1;
        debuggee.breakpoint(debuggee.type("Swapped"), line);
        debuggee.goOn();
        debuggee.clearBreakpoints();
    }

    private static ClassFiles woven(int value) {
        var source = new SourceText("Swapped", SOURCE.replace("VALUE", String.valueOf(value)));
        return Weaving.weave(
                FrontEnd.JAVAC.compile(List.of(source), Weaving.runtime(), "-g", "--release", "17"), Weaving.runtime());
    }
}
