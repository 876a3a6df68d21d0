package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Classes and methods that are larger than any that people write: generated ones. */
class LargeProgramsTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void aChainOfThousandsOfMethods() throws Throwable {
        int count = 3_000;
        var methods = IntStream.range(0, count)
                .mapToObj(i -> "@Async static Coroutine<Integer> m" + i + "() { return result(1 + await("
                        + (i + 1 < count ? "m" + (i + 1) + "()" : "Given.later(0)") + ")); }")
                .collect(Collectors.joining("\n"));
        var program = weave("class C {\n" + methods + "\n}");
        assertEquals(count, program.run("C", "m0"));
    }

    @Test
    void hundredsOfConditionalBlocks() throws Throwable {
        var blocks = IntStream.range(0, 600)
                .mapToObj(i -> "if (c) { a++; await(Given.later(a)); b += a; await(Given.now(b)); }")
                .collect(Collectors.joining("\n"));
        var program = weave("""
                class C { @Async static Coroutine<Integer> m(boolean c) { int a = 0, b = 0;
                %s
                return result(b); } }
                """.formatted(blocks));
        assertEquals(600 * 601 / 2, program.run("C", "m", true));
        assertEquals(0, program.run("C", "m", false));
    }

    @Test
    void aLoopAroundHundredsOfConditionalAwaitsWithManyVariables() throws Throwable {
        var variables = IntStream.range(0, 60)
                .mapToObj(i -> "int v" + i + " = x; String s" + i + " = \"\" + x;")
                .collect(Collectors.joining("\n"));
        var awaits = IntStream.range(0, 500)
                .mapToObj(i -> "if ((i & " + (1 << i % 3) + ") != 0) { v" + i % 60 + " += await(Given.now(1)); s"
                        + i % 60 + " = s" + (i + 7) % 60 + "; }")
                .collect(Collectors.joining("\n"));
        var sum = IntStream.range(0, 60).mapToObj(i -> "v" + i).collect(Collectors.joining(" + "));
        var all = IntStream.range(0, 60).mapToObj(i -> "s" + i + ".length()").collect(Collectors.joining(" + "));
        var program = weave("""
                class C { @Async static Coroutine<Integer> m(int x) {
                %s
                for (int i = 0; i < 8; i++) {
                %s
                }
                return result(%s + 0 * (%s)); } }
                """.formatted(variables, awaits, sum, all));
        assertEquals(500 * 4, program.run("C", "m", 0));
    }

    /** No two awaits save the same: each shared exit serves those that save nearly the same. */
    @Test
    void hundredsOfConditionalAwaitsBetweenTheLastReadsOfManyVariables() throws Throwable {
        conditionalAwaitsBetweenTheLastReadsOfManyVariables(400);
    }

    @Test
    @Tag("slow")
    void aThousandConditionalAwaitsBetweenTheLastReadsOfManyVariables() throws Throwable {
        conditionalAwaitsBetweenTheLastReadsOfManyVariables(1_000);
    }

    private static void conditionalAwaitsBetweenTheLastReadsOfManyVariables(int count) throws Throwable {
        var variables = IntStream.range(0, 50)
                .mapToObj(i -> "String s" + i + " = \"\".repeat(x) + \"" + "a".repeat(i % 5) + "\"; long v" + i
                        + " = x + " + i + ";")
                .collect(Collectors.joining("\n"));
        var awaits = IntStream.range(0, count)
                .mapToObj(i -> "if ((c & " + (1 << i % 3) + ") != 0) { x += await(Given.later(1)); x += s"
                        + i * 50 / count + ".length() + v" + i * 50 / count + "; }")
                .collect(Collectors.joining("\n"));
        var program = weave("""
                class C { @Async static Coroutine<Long> m(int c) { int x = 0;
                %s
                %s
                return result((long) x); } }
                """.formatted(variables, awaits));
        for (int c = 0; c < 8; c++) {
            long expected = 0;
            for (int i = 0; i < count; i++) {
                int variable = i * 50 / count;
                expected += (c & 1 << i % 3) != 0 ? 1 + variable % 5 + variable : 0;
            }
            assertEquals(expected, program.run("C", "m", c));
        }
    }

    /** Jumps of nearly 32 KiB, back to the loop, and jumps out of a segment that are longer. */
    @Test
    void aLoopAroundASwitchOfAThousandCases() throws Throwable {
        var cases = IntStream.range(0, 1_000)
                .mapToObj(i -> "case " + i + ": a += await(Given.later(" + (i % 7 + 1) + ")); break;")
                .collect(Collectors.joining("\n"));
        var program = weave("""
                class C { @Async static Coroutine<Integer> m(int a) { while (a < 1000) { switch (a) {
                %s
                default: a += 1000; } } return result(a); } }
                """.formatted(cases));
        int expected = 0;
        while (expected < 1_000) {
            expected += expected % 7 + 1;
        }
        assertEquals(expected, program.run("C", "m", 0));
    }

    private static Program weave(String source) {
        var compiled = Javac.compile(source);
        return Program.load(assertTimeoutPreemptively(LIMIT, () -> Weaving.weave(compiled)));
    }
}
