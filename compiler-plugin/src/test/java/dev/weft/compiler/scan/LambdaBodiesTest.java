package dev.weft.compiler.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

class LambdaBodiesTest {

    @Test
    void ofLambdasAndNotOfMethodReferences() {
        assertEquals(List.of("lambda$m$0", "lambda$m$1"), bodies("""
                        class C {
                            static void own() {}
                            void m(int captured) {
                                Runnable outer = () -> { Runnable inner = () -> System.out.println(captured); };
                                Runnable reference = C::own;
                            }
                        }
                        """));
    }

    @Test
    void ofInstanceLambdasAndThoseInInterfaces() {
        assertEquals(
                List.of("lambda$m$0"),
                bodies("interface C { default Supplier<String> m() { return () -> this.toString(); } }"));
    }

    @Test
    void otherSyntheticMethodsAreNone() {
        assertEquals(
                List.of(),
                bodies("class C implements Supplier<String> { public String get() { return \"a\" + hashCode(); } }"));
    }

    @Test
    void kotlinsAreToldByTheirNames() {
        assertEquals(List.of("m$lambda$0", "m$lambda$0$1"), bodies("""
                        class C {
                            private static String m$lambda$0() { return ""; }
                            private static String m$lambda$0$1() { return ""; }
                            private static String other() { return ""; }
                            private static String notReferred$lambda$1() { return ""; }
                            Supplier<String> m() { return C::m$lambda$0; }
                            Supplier<String> inner() { return C::m$lambda$0$1; }
                            Supplier<String> n() { return C::other; }
                        }
                        """));
    }

    @Test
    void kotlinsClassesOfLambdas() {
        var source = """
                @kotlin.Metadata(k = %d)
                class C implements Supplier<String> {
                    public String get() { return ""; }
                    static void other() {}
                }
                """;
        var metadata = "package kotlin; @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)"
                + " public @interface Metadata { int k(); }";
        assertEquals(List.of("get"), bodies(source.formatted(3), metadata));
        assertEquals(List.of(), bodies(source.formatted(1), metadata), "an object expression");
    }

    /** All of these methods are synthetic in a class of Scala. */
    @Test
    void scalasBehindTheirAdapters() {
        var node = Javac.compile(List.of("""
                        class C {
                            private static String m$$anonfun$1(int n) { return "" + other(n); }
                            private static String m$$anonfun$adapted$1(Object n) { return m$$anonfun$1((Integer) n); }
                            private static String other(int n) { return ""; }
                            private static String n$$anonfun$2(int n) { return ""; }
                            private static String notReferred$adapted$2(Object n) { return n$$anonfun$2((Integer) n); }
                            Function<Object, String> m() { return C::m$$anonfun$adapted$1; }
                        }
                        """)).scanned("C").node();
        for (var method : node.methods) {
            if ((method.access & Opcodes.ACC_STATIC) != 0) {
                method.access |= Opcodes.ACC_SYNTHETIC;
            }
        }
        assertEquals(List.of("m$$anonfun$1", "m$$anonfun$adapted$1"), bodies(node, LambdaBodies.of(node)));
    }

    private static List<String> bodies(String... sources) {
        var scanned = Javac.compile(List.of(sources)).scanned("C");
        return bodies(scanned.node(), scanned.lambdaBodies());
    }

    private static List<String> bodies(ClassNode node, LambdaBodies bodies) {
        return node.methods.stream()
                .filter(bodies::contains)
                .map(method -> method.name)
                .sorted()
                .toList();
    }
}
