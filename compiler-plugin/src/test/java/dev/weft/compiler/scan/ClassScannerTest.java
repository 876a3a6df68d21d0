package dev.weft.compiler.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Weaving;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassScannerTest {

    @Test
    void annotatedMethodsInTheOrderOfTheClassFile() {
        assertEquals(List.of("b", "a"), asyncMethods("""
                        class C {
                            @Async Coroutine<Void> b() { return done(); }
                            Coroutine<Void> plain() { return done(); }
                            @Async static CompletableFuture<Void> a() { return null; }
                        }
                        """));
    }

    @Test
    void bridgesAreNotWoven() {
        var scanned = Javac.compile("""
                class C implements Supplier<Coroutine<String>> {
                    @Async public Coroutine<String> get() { return result("x"); }
                }
                """).scanned("C");
        assertEquals(
                2,
                scanned.node().methods.stream()
                        .filter(method -> method.name.equals("get"))
                        .count());
        assertEquals(
                List.of("()Ldev/weft/Coroutine;"),
                scanned.asyncMethods().stream()
                        .map(method -> method.node().desc)
                        .toList());
    }

    @Test
    void annotatedMethodsWithAWrongReturnTypeAreFoundToo() {
        assertEquals(List.of("m"), asyncMethods("class C { @Async int m() { return 1; } }"));
    }

    @Test
    void lambdaBodiesThatAwaitAndReturnSomethingSupported() {
        assertEquals(List.of("lambda$m$0"), asyncMethods("""
                        class C {
                            void m() {
                                AsyncCallable<Integer> awaits = () -> result(await(result(1)));
                                AsyncCallable<Integer> passes = () -> result(1);
                                Supplier<Integer> wrong = () -> await(result(1));
                            }
                        }
                        """));
    }

    @Test
    void aMethodIsDescribed() {
        var classes = Javac.compile("""
                interface I {
                    @Async default CompletionStage<Void> m(long a, int b) { return null; }
                    @Async static Coroutine<Void> s(double d) { return done(); }
                }
                """);
        var m = classes.async("m");
        assertTrue(m.isInInterface());
        assertFalse(m.isStatic());
        assertFalse(m.isCold());
        assertEquals(RuntimeAbi.STAGE, m.returnType());
        assertEquals(4, m.parameterSlots());
        assertEquals("I.m", m.displayName());
        var s = classes.async("s");
        assertTrue(s.isStatic());
        assertTrue(s.isCold());
        assertEquals(2, s.parameterSlots());
    }

    @ParameterizedTest
    @CsvSource({"51,51", "52,", "61,", "69,", "70,70", "1000,1000"})
    void versions(int version, Integer unsupported) {
        var bytes = Javac.compile("class C { Object o = Weft.done(); }")
                .withVersion(version)
                .bytes("C");
        var result = ClassScanner.read(bytes);
        if (unsupported == null) {
            assertInstanceOf(ClassScanner.Scanned.class, result);
        } else {
            assertEquals(new ClassScanner.Unsupported(unsupported), result);
        }
    }

    @Test
    void whatHasNothingToWeavePasses() {
        var plain = Javac.compile("class C { int m() { return 1; } }").bytes("C");
        assertEquals(new ClassScanner.Foreign(), ClassScanner.read(plain));
        assertEquals(new ClassScanner.Foreign(), ClassScanner.read(new byte[] {1, 2, 3}));
        var caller = Javac.compile("class C { void m(TaskGroup group) { group.join(); } }");
        assertInstanceOf(ClassScanner.MakesCoroutines.class, ClassScanner.read(caller.bytes("C")));
        assertEquals(
                new ClassScanner.Foreign(),
                ClassScanner.read(caller.withVersion(1000).bytes("C")));
    }

    @Test
    void aWovenClassIsKnownByItsMark() {
        var unwoven = Javac.compile("class C { @Async Coroutine<Void> m() { return done(); } }");
        assertFalse(unwoven.scanned("C").isWoven());
        var woven = Weaving.weave(unwoven);
        assertEquals(RuntimeAbi.VERSION, woven.scanned("C").wovenBy());
        assertEquals(Optional.empty(), woven.scanned("C").frameOwner());
        assertEquals(Optional.of("C"), woven.scanned("C$m$Frame").frameOwner());
    }

    private static List<String> asyncMethods(String source) {
        return Javac.compile(source).scanned("C").asyncMethods().stream()
                .map(method -> method.node().name)
                .toList();
    }
}
