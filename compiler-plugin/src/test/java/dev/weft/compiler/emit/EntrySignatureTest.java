package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JVMS 4.3.3: no method has more than 255 parameter slots, and the hot entry adds three. */
class EntrySignatureTest {

    @ParameterizedTest
    @CsvSource({
        "static Coroutine<Long>, 125, false", // 1 + 250 + 3 = 254 slots: they fit
        "static Coroutine<Long>, 126, true", // 256 slots: too many
        "static CompletionStage<Long>, 125, false",
        "static CompletionStage<Long>, 126, true"
    })
    void manyParameters(String returning, int longs, boolean inFrame) throws Throwable {
        var woven = weave(returning, longs);
        var hot = woven.node("C").methods.stream()
                .filter(method -> method.desc.endsWith("LC$m$Frame;Ldev/weft/abi/FrameDriver;I)Ljava/lang/Object;")
                        && method.name.equals("m"))
                .findFirst()
                .orElseThrow();
        assertEquals(inFrame, hot.desc.equals("(LC$m$Frame;Ldev/weft/abi/FrameDriver;I)Ljava/lang/Object;"));
        var program = Program.load(woven);
        var arguments = new Object[longs + 1];
        for (int i = 0; i < longs; i++) {
            arguments[i + 1] = (long) i;
        }
        long expected = IntStream.range(0, longs).sum() + 1L;
        arguments[0] = Given.now(1L);
        assertEquals(expected, program.run("C", "m", arguments));
        arguments[0] = Given.later(1L);
        assertEquals(expected, program.run("C", "m", arguments));
    }

    private static Classes weave(String returning, int longs) {
        var parameters = IntStream.range(0, longs).mapToObj(i -> "long p" + i).collect(Collectors.joining(", "));
        var sum = IntStream.range(0, longs).mapToObj(i -> "p" + i).collect(Collectors.joining(" + "));
        var result = returning.contains("Stage") ? "CompletableFuture.completedStage" : "result";
        var classes = Weaving.weave("class C { @Async " + returning + " m(Awaitable<Long> a, " + parameters
                + ") { return " + result + "(await(a) + " + sum + "); } }");
        assertTrue(classes.names().contains("C$m$Frame"), classes.names()::toString);
        return classes;
    }
}
