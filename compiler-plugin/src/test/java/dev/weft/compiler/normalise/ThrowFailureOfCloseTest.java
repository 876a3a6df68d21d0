package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.testkit.Javac;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Where the calls are put. What they do to programs of both compilers is tested in {@code it-tests}. */
class ThrowFailureOfCloseTest {

    private static List<String> calls(String body) {
        var method = Javac.compile("class C { @Async static Coroutine<Void> m(TaskGroup given) throws Exception { "
                        + body + " } static void use(Object o) { } }")
                .async("m");
        AwaitAsyncClose.in(method, new ClassHierarchy(List.of()));
        ThrowFailureOfClose.in(method.node());
        return calls(method.node());
    }

    private static List<String> calls(MethodNode method) {
        return Arrays.stream(method.instructions.toArray())
                .filter(instruction -> instruction instanceof MethodInsnNode call
                        && (call.owner.endsWith("/Closing") || call.name.equals("addSuppressed")))
                .map(instruction -> ((MethodInsnNode) instruction).name)
                .toList();
    }

    @Test
    void aResourceThatGoesOn() {
        assertEquals(
                List.of("failure", "swallows"), calls("try (var g = TaskGroup.open()) { use(g); } return done();"));
    }

    @Test
    void aResourceThatOnlyReturns() {
        assertEquals(List.of("failure", "thrown"), calls("try (var g = TaskGroup.open()) { return done(); }"));
    }

    @Test
    void aVariableThatIsSetInTheBlock() {
        assertEquals(
                List.of("failure", "thrown"),
                calls("int i; try (var g = TaskGroup.open()) { i = g.hashCode(); } use(i); return done();"));
    }

    @Test
    void aFinallyThatCloses() {
        assertEquals(List.of("swallows"), calls("try { use(given); } finally { given.close(); } return done();"));
    }

    @Test
    void oneInTheOther() {
        assertEquals(
                List.of("failure", "swallows", "failure", "swallows"),
                calls("try (var a = TaskGroup.open(); var b = TaskGroup.open()) { use(b); } return done();"));
    }

    @Test
    void otherResourcesStayAsTheyAre() {
        assertEquals(
                List.of("addSuppressed"),
                calls("try (var in = new java.io.StringReader(\"\")) { use(in); } return done();"));
        assertEquals(
                List.of("addSuppressed", "failure", "swallows"),
                calls(
                        "try (var g = TaskGroup.open(); var in = new java.io.StringReader(\"\")) { use(in); } return done();"));
    }

    /** It may be a group. */
    @Test
    void aResourceOfAnInterfaceThatManyImplement() {
        assertEquals(
                List.of("failure", "swallows"),
                calls("try (AutoCloseable g = TaskGroup.open()) { use(g); } return done();"));
        assertEquals(List.of("failure", "thrown"), calls("try (AutoCloseable c = given) { return done(); }"));
        assertEquals(
                List.of("swallows"),
                calls("AutoCloseable c = given; try { use(c); } finally { c.close(); } return done();"));
    }
}
