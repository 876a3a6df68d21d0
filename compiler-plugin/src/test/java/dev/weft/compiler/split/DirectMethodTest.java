package dev.weft.compiler.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Javac;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which methods other classes may enter, and by what descriptor: both follow from the declaration alone. */
class DirectMethodTest {

    private static final String HIDDEN = "Ldev/weft/abi/Frame;Ldev/weft/abi/FrameDriver;I)";

    @Test
    void theResultIsANumberWhereTheDeclarationSaysSo() {
        assertEquals("(I" + HIDDEN + "I", entry("Coroutine<Integer> m(int x) { return null; }"));
        assertEquals("(" + HIDDEN + "J", entry("static Coroutine<Long> m() { return result(null); }"));
        assertEquals("(" + HIDDEN + "D", entry("Coroutine<Double> m() throws Exception { throw new Exception(); }"));
        assertEquals(
                "(I" + HIDDEN + "I",
                entry("<E extends Exception> Coroutine<Integer> m(int x) throws E {" + " return result(x); }"));
    }

    @Test
    void anyOtherResultIsAnObject() {
        var object = "(" + HIDDEN + "Ljava/lang/Object;";
        assertEquals(object, entry("Coroutine<Boolean> m() { return result(true); }"));
        assertEquals(object, entry("Coroutine<Number> m() { return result(1); }"));
        assertEquals(object, entry("Coroutine<? extends Integer> m() { return result(1); }"));
        assertEquals(object, entry("<T> Coroutine<T> m() { return result(null); }"));
        assertEquals(object, entry("Coroutine m() { return result(1); }"));
    }

    @Test
    void whatNobodyElseMayCallOrMakesNoCoroutineHasNone() {
        assertEquals("", entry("private Coroutine<Integer> m() { return null; }"));
        assertEquals("", entry("CompletableFuture<Integer> m() { return null; }"));
        assertEquals("", entry("AsyncStream<Integer> m() { return end(); }"));
        assertEquals("", direct("interface C { @Async default Coroutine<Integer> m() { return null; } }"));
        assertEquals("", direct("interface C { @Async static Coroutine<Integer> m() { return null; } }"));
        assertEquals("", direct("class C { @Entry void m() {} }"));
        assertEquals(
                "", direct("class C { Callable<Coroutine<Integer>> m() { return () -> result(await(result(1))); } }"));
    }

    @Test
    void whatHasTooManyParametersHasNone() {
        assertEquals("(" + "J".repeat(125) + HIDDEN + "I", entry(withLongs(125)));
        assertEquals("", entry(withLongs(126)));
    }

    private static String withLongs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "long p" + i)
                .collect(Collectors.joining(", ", "Coroutine<Integer> m(", ") { return null; }"));
    }

    @Test
    void aSubclassMayHaveAnother() {
        assertEquals(List.of(true), overridable("class C { @Async Coroutine<Void> m() { return done(); } }"));
        assertEquals(List.of(false), overridable("class C { @Async final Coroutine<Void> m() { return done(); } }"));
        assertEquals(List.of(false), overridable("class C { @Async static Coroutine<Void> m() { return done(); } }"));
        assertEquals(List.of(false), overridable("final class C { @Async Coroutine<Void> m() { return done(); } }"));
        assertEquals(List.of(false), overridable("record C() { @Async Coroutine<Void> m() { return done(); } }"));
    }

    private static List<Boolean> overridable(String source) {
        return methods(source).stream().map(DirectMethod::overridable).toList();
    }

    private static String entry(String method) {
        return direct("class C { @Async " + method + " }");
    }

    /** The descriptor of the entry; empty if there is none. */
    private static String direct(String source) {
        return methods(source).stream()
                .map(DirectMethod::entryDescriptor)
                .findFirst()
                .orElse("");
    }

    private static List<DirectMethod> methods(String source) {
        return Javac.compile(source).scanned("C").asyncMethods().stream()
                .flatMap(method -> DirectMethod.of(method).stream())
                .toList();
    }
}
