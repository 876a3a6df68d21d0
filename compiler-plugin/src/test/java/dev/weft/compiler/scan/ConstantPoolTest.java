package dev.weft.compiler.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Javac;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantPoolTest {

    @Test
    void aClassWithoutWeftDoesNotMentionIt() {
        assertEquals(WeftUsage.NONE, ConstantPool.usage(classOf("class C { String s = \"dev/weft/\"; }")));
    }

    @Test
    void theTypesAloneAreNoReasonToWeave() {
        assertEquals(WeftUsage.NONE, ConstantPool.usage(classOf("class C { Coroutine<?> c; Task<?> t; }")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abstract class C { abstract Coroutine<Void> m(int i); }",
                "class C { void m(TaskGroup group) { group.join(); } }",
                "class C { Supplier<Object> m(TaskGroup group) { return group::join; } }",
            })
    void aMethodThatReturnsACoroutineIsAReasonToLook(String source) {
        assertEquals(WeftUsage.COROUTINE, ConstantPool.usage(classOf(source)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class C { @Async Coroutine<Void> m() { return null; } }",
                "class C { void m(Coroutine<Void> c) { await(c); } }",
                "class C { Object o = Weft.done(); }",
                "class C { Function<Coroutine<?>, Object> f = Weft::await; }",
            })
    void anAnnotationOrACallIs(String source) {
        assertEquals(WeftUsage.WEFT, ConstantPool.usage(classOf(source)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class C { @Deprecated void m() {} }",
                "@Deprecated class C {}",
                "class C { @interface Kept {} @Kept void m() {} }",
            })
    void annotationsAreAReasonToLookAtThem(String source) {
        assertEquals(WeftUsage.ANNOTATED, ConstantPool.usage(classOf(source)));
    }

    @Test
    void anEntryIsAReasonToWeave() {
        assertEquals(WeftUsage.WEFT, ConstantPool.usage(classOf("class C { @Entry void m() {} }")));
    }

    @Test
    void longsAndDoublesTakeTwoEntries() {
        var source =
                "class C { long a = 1L << 40; double b = 3.14; Object m() { return Weft.done(); } long c = 77L << 33; }";
        assertEquals(WeftUsage.WEFT, ConstantPool.usage(classOf(source)));
        assertEquals(
                WeftUsage.NONE,
                ConstantPool.usage(classOf("class C { long a = 1L << 40; double b = 3.14; String z = \"q\"; }")));
    }

    @Test
    void everyTagIsSkipped() {
        var source = """
                interface C {
                    int I = 123456; float F = 1.5f; long L = 1L << 40; double D = 2.5;
                    default Runnable lambda(int i) { return () -> System.out.println("x" + i); }
                    default Supplier<String> reference() { return this::toString; }
                    record R(int a, String b) {}
                    static String pattern(Object o) { return o instanceof R r ? r.b() : null; }
                    static Object done() { return Weft.done(); }
                }
                """;
        assertEquals(WeftUsage.WEFT, ConstantPool.usage(classOf(source)));
        assertEquals(WeftUsage.NONE, ConstantPool.usage(Javac.compile(source).bytes("C$R")));
    }

    @Test
    void onlyAWholeEntryCounts() {
        assertEquals(
                WeftUsage.NONE,
                ConstantPool.usage(classOf("class C { String s = \"xdev/weft/Weft\", t = \"dev/weft/Wefts\"; }")));
    }

    @Test
    void versionsAndMagic() {
        var bytes = Javac.compile("class C {}", "-Xlint:-options", "--release", "11")
                .bytes("C");
        assertTrue(ConstantPool.isClassFile(bytes), () -> HexFormat.of().formatHex(bytes, 0, 8));
        assertEquals(55, ConstantPool.majorVersion(bytes));
        for (var other : List.of("PK no class file", "")) {
            assertFalse(ConstantPool.isClassFile(other.getBytes(StandardCharsets.US_ASCII)), () -> "'" + other + "'");
        }
    }

    @Test
    void anUnknownTagIsRefusedByName() {
        var bytes = classOf("class C {}");
        bytes[10] = 99;
        var failure = assertThrows(IllegalArgumentException.class, () -> ConstantPool.usage(bytes));
        assertEquals("constant pool tag 99 is not known", failure.getMessage());
    }

    private static byte[] classOf(String source) {
        return Javac.compile(source).bytes("C");
    }
}
