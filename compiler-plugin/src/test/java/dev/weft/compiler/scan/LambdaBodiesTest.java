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

    private static List<String> bodies(String source) {
        var scanned = Javac.compile(source).scanned("C");
        return scanned.node().methods.stream()
                .filter(scanned.lambdaBodies()::contains)
                .map(method -> method.name)
                .sorted()
                .toList();
    }
}
