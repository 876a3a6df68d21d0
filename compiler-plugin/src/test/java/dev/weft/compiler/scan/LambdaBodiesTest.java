package dev.weft.compiler.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static List<String> bodies(String... sources) {
        var scanned = Javac.compile(List.of(sources)).scanned("C");
        return scanned.node().methods.stream()
                .filter(scanned.lambdaBodies()::contains)
                .map(method -> method.name)
                .sorted()
                .toList();
    }
}
