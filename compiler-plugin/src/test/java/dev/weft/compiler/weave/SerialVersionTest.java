package dev.weft.compiler.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A woven class is read from the streams that were written before it was woven. */
class SerialVersionTest {

    private static final String SOURCE = """
            package p;
            public class C<T extends Comparable<T>> implements java.io.Serializable, Comparable<C<T>> {
                private int a = 1; protected transient String b; static final Object c = new Object(); private static int d; volatile long e;
                static { System.nanoTime(); }
                C() {}
                protected C(int a) throws Exception { this.a = a; }
                private C(String s) {}
                @Async public Coroutine<Integer> m(int x) { return result(x + await(n())); }
                @Async private CompletableFuture<Integer> n() { return CompletableFuture.completedFuture(1); }
                public int compareTo(C<T> other) { return 0; }
                synchronized native void k();
                static strictfp double s() { return 1; }
                static class Lambda implements java.io.Serializable {
                    AsyncCallable<Integer> call() { return () -> result(await(result(1))); }
                }
                protected static abstract class Below extends C<String> { @Async static Coroutine<Void> m() { await(result(1)); return done(); } }
                private final class Inner implements java.io.Externalizable {
                    public void writeExternal(java.io.ObjectOutput out) {}
                    public void readExternal(java.io.ObjectInput in) {}
                    @Async Coroutine<Void> m() { await(result(1)); return done(); }
                }
                static class Declared implements java.io.Serializable {
                    private static final long serialVersionUID = 7;
                    @Async Coroutine<Void> m() { await(result(1)); return done(); }
                }
                enum E { A; @Async Coroutine<Void> m() { await(result(1)); return done(); } }
                static class Plain { @Async Coroutine<Void> m() { await(result(1)); return done(); } }
                Object anonymous = new java.io.Serializable() { @Async Coroutine<Void> m() { await(result(1)); return done(); } };
                static final Object read = System.getProperties();
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"8", "11", "17"})
    void theDefaultIsWhatItWas(String release) {
        var compiled = Javac.compile(
                SOURCE.replace("strictfp ", release.equals("17") ? "" : "strictfp "), "--release", release);
        var plain = Program.load(compiled);
        var woven = Program.load(Weaving.weave(compiled));
        int compared = 0;
        for (var name : compiled.names()) {
            var before = ObjectStreamClass.lookup(plain.type(name.replace('/', '.')));
            var after = ObjectStreamClass.lookup(woven.type(name.replace('/', '.')));
            if (before != null) {
                compared++;
                assertEquals(before.getSerialVersionUID(), after.getSerialVersionUID(), name);
            }
        }
        assertEquals(7, compared, () -> "of " + compiled.names());
    }

    @Test
    void recordsHaveNone() {
        var compiled = Javac.compile("""
                record R(int x) implements java.io.Serializable { @Async Coroutine<Integer> m() { return result(await(result(x))); } }
                """);
        var type = Program.load(Weaving.weave(compiled)).type("R");
        assertEquals(0, ObjectStreamClass.lookup(type).getSerialVersionUID());
        assertThrows(NoSuchFieldException.class, () -> type.getDeclaredField(SerialVersion.FIELD));
    }

    @Test
    void onlySerializableClassesDeclareIt() {
        var woven = Program.load(Weaving.weave(Javac.compile(SOURCE)));
        assertThrows(NoSuchFieldException.class, () -> woven.type("p.C$Plain").getDeclaredField(SerialVersion.FIELD));
        assertTrue(Serializable.class.isAssignableFrom(woven.type("p.C$Lambda")));
    }

    @Test
    void anObjectWrittenBeforeIsReadAfter() throws Exception {
        var compiled = Javac.compile("""
                class C implements java.io.Serializable {
                    String s = "kept";
                    static Object make() { return new C(); }
                    @Async Coroutine<Void> m() { await(result(1)); return done(); }
                }
                """);
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(make(Program.load(compiled)));
        }
        var woven = Program.load(Weaving.weave(compiled));
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass description) {
                return woven.type(description.getName());
            }
        }) {
            var field = woven.type("C").getDeclaredField("s");
            field.setAccessible(true);
            assertEquals("kept", field.get(in.readObject()));
        }
    }

    private static Object make(Program program) throws Exception {
        try {
            return program.call("C", "make");
        } catch (Throwable e) {
            throw new Exception(e);
        }
    }
}
