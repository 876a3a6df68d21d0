package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.finding.SourceFiles;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WEFT004. */
class UnsuitableAsyncMethodTest {

    private static final String SOURCE = """
            abstract class C {
                @Async
                abstract Coroutine<Void> first();

                @Async
                native Coroutine<Void> second();

                @Async
                synchronized Coroutine<Void> third() {
                    return done();
                }

                abstract Coroutine<Void> plain();
            }
            """;

    @Test
    void abstractNativeAndSynchronized() {
        assertEquals(
                List.of(
                        "@Async on the abstract method 'first'",
                        "@Async on the native method 'second'",
                        "@Async on the synchronized method 'third'"),
                Findings.of(Javac.compile(SOURCE)).stream()
                        .map(Finding::message)
                        .toList());
    }

    @Test
    void entryMethods() {
        var findings = Findings.of(Javac.compile("""
                abstract class C {
                    @Entry @interface Program {}
                    @Entry abstract void first();
                    @Program native void second();
                    @Entry synchronized void third() {}
                }
                """));
        assertEquals(
                List.of(
                        "@Entry on the abstract method 'first'",
                        "@Program on the native method 'second'",
                        "@Entry on the synchronized method 'third'"),
                findings.stream().map(Finding::message).toList());
        assertEquals(
                "remove 'synchronized': let the caller hold the monitor if only one thread at a time may run it",
                findings.get(2).remedy());
    }

    @Test
    void eachHasItsRemedy() {
        assertEquals(
                List.of(
                        "annotate the methods that implement it instead",
                        "annotate a method that calls it instead",
                        "remove 'synchronized': the loop runs one task at a time; across awaits use"
                                + " dev.weft.sync.AsyncLock"),
                Findings.of(Javac.compile(SOURCE)).stream().map(Finding::remedy).toList());
    }

    @Test
    void withoutTheSourceOnlyABodyHasALine() {
        assertEquals(List.of(0, 0, 10), lines(new SourceFiles(List.of())));
    }

    @Test
    void theSourceHasTheLinesOfDeclarations(@TempDir Path root) throws Exception {
        Files.writeString(root.resolve("C.java"), SOURCE);
        assertEquals(List.of(3, 6, 10), lines(new SourceFiles(List.of(root))));
    }

    @Test
    void methodsOfInterfacesAreAbstract() {
        var findings = Findings.of(Javac.compile("interface C { @Async Coroutine<Void> m(); }"));
        assertEquals(
                List.of("@Async on the abstract method 'm'"),
                findings.stream().map(Finding::message).toList());
    }

    private static List<Integer> lines(SourceFiles sources) {
        var rules = new Rules(sources, new ClassHierarchy(List.of()), FindingPolicy.DEFAULT);
        return rules.check(Javac.compile(SOURCE).scanned("C")).stream()
                .map(Finding::line)
                .toList();
    }
}
