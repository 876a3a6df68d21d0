package dev.weft.compiler.verify;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In what javac writes nothing is wrong. What is: {@link dev.weft.compiler.DamagedFilesTest}. */
class CompiledCodeTest {

    @Test
    void methodsWithoutCode() {
        check("""
                abstract class C {
                    abstract Object made(int n);
                    native String known(long n, double d);
                    int sum(List<String> all) { return all.stream().mapToInt(s -> s.length()).sum(); }
                }
                """);
    }

    @Test
    void interfaces() {
        check("interface C { int get(String s); default int twice(String s) { return 2 * get(s); } }");
    }

    private static void check(String source) {
        var node = Javac.compile(source).scanned("C").node();
        assertNull(CompiledCode.problemIn(node, new ClassHierarchy(List.of())));
    }
}
