package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Awaiter;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Disassembly;
import dev.weft.compiler.testkit.Given;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Tree;
import dev.weft.compiler.testkit.Weaving;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long methods: the generated code grows no faster than the method. */
class ManyAwaitsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1000, 5000})
    void oneAfterTheOther(int awaits) throws Throwable {
        var program = Program.load(weave(awaits));
        for (boolean suspends : new boolean[] {false, true}) {
            var counting = new Counting(suspends);
            program.run("C", "m", counting);
            assertEquals(awaits, counting.results);
        }
    }

    @Test
    void tenTimesTheAwaitsAreTenTimesTheCodeAtMost() {
        int hundred = instructions(weave(100));
        int thousand = instructions(weave(1000));
        assertTrue(thousand < 10.5 * hundred && thousand > hundred, () -> hundred + " and " + thousand);
    }

    @Test
    void oneVariableIsOneFieldHoweverOftenItIsSaved() {
        assertEquals(1, weave(1000).node("C$m$Frame").fields.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void insideOneAnother(int depth) throws Throwable {
        var source =
                new StringBuilder("class C { @Async static Coroutine<Integer> m(Awaitable<Integer> a) { int s = 0; ");
        for (int i = 0; i < depth; i++) {
            source.append("for (int i%1$d = 0; i%1$d < 1; i%1$d++) { try { s += await(a); ".formatted(i));
        }
        source.append("} catch (IllegalStateException e) { s += await(a); } }".repeat(depth));
        var program = Program.load(Weaving.weave(source + " return result(s); } }"));
        assertEquals(depth, program.run("C", "m", Given.later(1)));
    }

    /** A body that is too long for one method becomes several, also where loops and handlers reach over the cuts. */
    @Test
    void loopsAndHandlersReachOverSegments() throws Throwable {
        var source = "class C { @Async static Coroutine<Integer> m(Awaitable<Integer> a) { int s = 0; "
                + "for (int i = 0; i < 6; i++) { try { "
                + "s += await(a); ".repeat(1200)
                + "if (i % 2 == 1) { throw new IllegalStateException(); } "
                + "} catch (IllegalStateException e) { s += 10_000 * await(a); "
                + "s += await(a); ".repeat(600)
                + "} finally { s += 100_000 * await(a); } } return result(s); } }";
        var classes = Weaving.weave(source);
        var methods = classes.methodNames("C");
        assertTrue(methods.contains("m$2"), methods::toString);
        for (var given : List.of(Given.now(1), Given.later(1))) {
            assertEquals(
                    6 * 1200 + 3 * 10_000 + 3 * 600 + 6 * 100_000,
                    Program.load(classes).run("C", "m", given));
        }
    }

    /** One await in a body that nearly fills a method. */
    @Test
    void whatDoesNotFitIntoAClassFileIsAFinding(@TempDir Path root) throws IOException {
        Javac.compile("class C { int i;\n @Async static Coroutine<Void> m() { return done(); } \n"
                        + "@Async static Coroutine<Void> m(Awaitable<?> a) { int s = 1; "
                        + "s ^= s << 3; ".repeat(10_918)
                        + "await(a); return done(); } }")
                .writeTo(root);
        var before = Tree.aged(root);
        var report = Weaving.in(root);
        assertEquals(before, Tree.of(root));
        assertEquals(true, report.rejected());
        var finding = report.findings().get(0);
        assertEquals(List.of(FindingCode.WEFT009, 3), List.of(finding.code(), finding.line()));
        assertTrue(
                finding.message()
                        .matches("the code woven for 'm' takes \\d{5} bytes, and the class file format allows 65535"),
                finding::message);
        assertEquals("move a part of it, with its awaits, to another @Async method", finding.remedy());
    }

    private static Classes weave(int awaits) {
        return Weaving.weave("class C { @Async static Coroutine<Void> m(Awaitable<?> a) { "
                + "await(a); ".repeat(awaits) + "return done(); } }");
    }

    private static int instructions(Classes woven) {
        return woven.node("C").methods.stream()
                .filter(method -> method.name.matches("m(\\$\\d+)?"))
                .mapToInt(method -> Disassembly.instructions(method).size())
                .sum();
    }

    private static final class Counting implements Awaiter<Object> {

        private final boolean suspends;
        private int results;

        Counting(boolean suspends) {
            this.suspends = suspends;
        }

        @Override
        public boolean isReady() {
            return !suspends;
        }

        @Override
        public Object result() {
            return ++results;
        }

        @Override
        public void onReady(Runnable wake) {
            wake.run();
        }
    }
}
