package dev.weft.compiler.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Weaving;
import java.lang.reflect.Modifier;
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

    /** As Scala makes them for an object; the others only look like them. */
    @Test
    void staticForwardersAreNotWoven() {
        assertEquals(List.of("more", "renamed", "own"), asyncMethods("""
                        class C {
                            @Entry static void main(String[] args) { C$.MODULE$.main(args); }
                            @Async static Coroutine<Void> a() { return C$.MODULE$.a(); }
                            @Async static Coroutine<Void> more() { return C$.MODULE$.more(String.valueOf(1)); }
                            @Async static Coroutine<Void> renamed() { return C$.MODULE$.a(); }
                            @Async static Coroutine<Void> own() { return done(); }
                        }
                        class C$ {
                            static final C$ MODULE$ = new C$();
                            @Entry void main(String[] args) {}
                            @Async Coroutine<Void> a() { return done(); }
                            @Async Coroutine<Void> more(String text) { return done(); }
                        }
                        """));
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
        assertTrue(m.isInInterface(), () -> Modifier.toString(m.owner().access));
        assertFalse(m.isStatic(), () -> Modifier.toString(m.node().access));
        assertFalse(m.isCold(), m::returnType);
        assertEquals(RuntimeAbi.STAGE, m.returnType());
        assertEquals(4, m.parameterSlots());
        assertEquals("I.m", m.displayName());
        var s = classes.async("s");
        assertTrue(s.isStatic(), () -> Modifier.toString(s.node().access));
        assertTrue(s.isCold(), s::returnType);
        assertEquals(2, s.parameterSlots());
    }

    @ParameterizedTest
    @CsvSource({"51,51", "52,", "61,", "69,", "72,", "73,73", "1000,1000"})
    void versions(int version, Integer unsupported) {
        var bytes = Javac.compile("class C { Object o = Weft.done(); }")
                .withVersion(version)
                .bytes("C");
        var result = read(bytes);
        if (unsupported == null) {
            assertInstanceOf(ClassScanner.Scanned.class, result);
        } else {
            assertEquals(new ClassScanner.Unsupported(unsupported), result);
        }
    }

    @Test
    void whatHasNothingToWeavePasses() {
        var plain = Javac.compile("class C { int m() { return 1; } }").bytes("C");
        assertEquals(new ClassScanner.Foreign(), read(plain));
        assertEquals(new ClassScanner.Foreign(), read(new byte[] {1, 2, 3}));
        var caller = Javac.compile("class C { void m(TaskGroup group) { group.join(); } }");
        assertInstanceOf(ClassScanner.MakesCoroutines.class, read(caller.bytes("C")));
        assertEquals(new ClassScanner.Foreign(), read(caller.withVersion(1000).bytes("C")));
    }

    @Test
    void anEntryMethodIsFoundByWhatItsAnnotationCarries() {
        var classes = Javac.compile("""
                class C {
                    @Entry @interface Program {}
                    @Program void bare() {}
                    @Deprecated void plain() {}
                    static class None { @Deprecated void plain() {} }
                }
                """);
        var both = ClassScanner.read(
                classes.bytes("C"), descriptor -> descriptor.equals("LC$Program;") || descriptor.equals("LOther;"));
        var scanned = assertInstanceOf(ClassScanner.Scanned.class, both).scanned();
        assertEquals(1, scanned.asyncMethods().size());
        var bare = scanned.asyncMethods().get(0);
        assertTrue(bare.isEntry(), bare::annotation);
        assertTrue(bare.isCold(), bare::annotation);
        assertEquals("@Program", bare.annotation());
        assertEquals(new ClassScanner.Foreign(), read(classes.bytes("C")));
        assertEquals(new ClassScanner.Foreign(), ClassScanner.read(classes.bytes("C$None"), "LC$Program;"::equals));
        assertEquals(
                new ClassScanner.Foreign(),
                ClassScanner.read(classes.withVersion(1000).bytes("C"), descriptor -> true));
    }

    @Test
    void anEntryMethodInAClassThatMakesCoroutinesIsWoven() {
        var bytes = Javac.compile("class C { @interface P {} @P void m(TaskGroup group) { group.join(); } }")
                .bytes("C");
        assertInstanceOf(ClassScanner.MakesCoroutines.class, read(bytes));
        assertInstanceOf(ClassScanner.Scanned.class, ClassScanner.read(bytes, "LC$P;"::equals));
    }

    @Test
    void bridgesAreNoEntryMethods() {
        var classes = Javac.compile("""
                class C implements Consumer<String> {
                    @Entry public void accept(String s) {}
                }
                """);
        assertEquals("(Ljava/lang/String;)V", classes.async("accept").node().desc);
        assertEquals(1, classes.scanned("C").asyncMethods().size());
    }

    @Test
    void aWovenClassIsKnownByItsMark() {
        var unwoven = Javac.compile("class C { @Async Coroutine<Void> m() { return done(); } }");
        assertEquals(0, unwoven.scanned("C").wovenBy());
        var woven = Weaving.weave(unwoven);
        assertEquals(RuntimeAbi.VERSION, woven.scanned("C").wovenBy());
        assertEquals(Optional.empty(), woven.scanned("C").frameOwner());
        assertEquals(Optional.of("C"), woven.scanned("C$m$Frame").frameOwner());
    }

    private static ClassScanner.Result read(byte[] bytes) {
        return ClassScanner.read(bytes, EntryAnnotations.ITSELF);
    }

    private static List<String> asyncMethods(String source) {
        return Javac.compile(source).scanned("C").asyncMethods().stream()
                .map(method -> method.node().name)
                .toList();
    }
}
