package dev.weft.compiler.javac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Runtimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeftPluginTest {

    private static final String BODY = "{ await(yieldNow()); return done(); }";

    @Test
    void everyClassOfEverySourceIsWoven() {
        var compiled = Compilation.of(
                List.of(),
                "class A { @Async static Coroutine<Void> m() " + BODY + " class In { @Async Coroutine<Void> m() " + BODY
                        + " } } interface B { @Async default Coroutine<Void> m() " + BODY + " }",
                "class C { Object local() { class L { @Async Coroutine<Void> m() " + BODY + " } return new Object() {"
                        + " @Async Coroutine<Void> m() " + BODY + " }; } }",
                "class D { AsyncCallable<Void> lambda = () -> " + BODY + "; }");
        assertTrue(compiled.success(), compiled.diagnostics()::toString);
        for (var name : List.of("A", "A$In", "B", "C$1", "C$1L", "D")) {
            assertTrue(compiled.classes().scanned(name).isWoven(), name);
        }
        for (var frame : List.of("A$m$Frame", "A$In$m$Frame", "C$1L$m$Frame", "D$lambda$new$0$Frame")) {
            assertTrue(compiled.classes().files().containsKey(frame), frame);
        }
    }

    @Test
    void entryMethodsAreWovenAlsoByAnAnnotationOfTheSameCompilation() {
        var compiled = Compilation.of(
                List.of(),
                "@Entry @interface Program { }",
                "class A { @Entry static void m() { await(yieldNow()); } }",
                "class B { @Program static void m() { System.out.println(); } @Deprecated void n() { } }",
                "class C { @Deprecated void n() { } }");
        assertTrue(compiled.success(), compiled.diagnostics()::toString);
        assertEquals(Set.of("A", "B"), compiled.classes().woven());
    }

    @Test
    void entryMethodsThatCannotBeWovenAreNotLeftBehind() {
        var compiled = Compilation.of(
                List.of(),
                "@Entry @interface Program { } class B { @Program synchronized void m() { System.out.println(); } }");
        assertFalse(compiled.success(), compiled.shown()::toString);
        assertTrue(
                compiled.shown().get(0).contains(" ERROR WEFT004: @Program on the synchronized method 'm'"),
                compiled.shown()::toString);
        assertFalse(compiled.classes().files().containsKey("B"), "what is not woven is not left behind");
    }

    @Test
    void olderReleasesAreWoven() {
        for (var release : List.of("8", "11", "17")) {
            var compiled = Compilation.of(
                    List.of("--release", release, "-Xlint:-options"),
                    "class A { @Async static Coroutine<Void> m() " + BODY + " }");
            assertTrue(compiled.classes().scanned("A").isWoven(), release);
        }
    }

    @Test
    void findingsStandAtTheirTrees() {
        var compiled = Compilation.of(List.of(), """
                class A {
                    int m(Coroutine<Integer> c) {
                        return 1 + await(c);
                    }
                    @Async int n() {
                        return 1;
                    }
                    @Async
                    native Coroutine<Void> x();
                }
                """);
        assertFalse(compiled.success(), compiled.shown()::toString);
        assertEquals(
                List.of(
                        "3:20 ERROR WEFT001: await in method 'm', which is not @Async",
                        "6:9 ERROR WEFT002: @Async method 'n' returns int",
                        "9:28 ERROR WEFT004: @Async on the native method 'x'"),
                compiled.shown().stream().sorted().toList());
        assertFalse(compiled.classes().files().containsKey("A"), "what is not woven is not left behind");
    }

    @Test
    void aWarningIsOneOfJavac() {
        var source = "class A { @Async static Coroutine<Void> m() {"
                + " java.util.concurrent.CompletableFuture.completedFuture(1).join(); " + BODY + " } }";
        var shown = Compilation.of(List.of(), source).shown();
        assertTrue(shown.get(0).startsWith("1:"), shown::toString);
        assertTrue(shown.get(0).contains(" WARNING WEFT007: "), shown::toString);
        var strict = Compilation.of(List.of("-Werror"), source);
        assertFalse(strict.success(), strict.shown()::toString);
        assertEquals(
                List.of(),
                Compilation.of(List.of("-Xplugin:Weft WEFT007=off"), source).shown());
    }

    @Test
    void aSourceWithErrorsOfItsOwnIsNoFindingOfOurs() {
        var compiled = Compilation.of(List.of(), "class A { int m() { return \"\"; } }");
        assertFalse(compiled.success(), compiled.shown()::toString);
        assertEquals(1, compiled.diagnostics().size());
    }

    @Test
    void sourcesOfAnnotationProcessorsAreWoven() {
        var compiled = Compilation.of(List.of(), List.of(new Generating()), true, "@Deprecated class A {}");
        assertTrue(compiled.success(), compiled.diagnostics()::toString);
        assertEquals(Set.of("Made"), compiled.classes().woven());
    }

    @Test
    void aFileManagerThatCannotReadIsAnError() {
        var compiled = Compilation.of(List.of(), List.of(), false, "class A { }");
        assertFalse(compiled.success(), compiled.shown()::toString);
        assertTrue(
                compiled.shown().get(0).contains("ERROR Weft: the file manager of this compilation cannot read A back"),
                compiled.shown()::toString);
    }

    /** A folder that is not empty lies where the frame class would. */
    @Test
    void whatCouldNotBeWrittenIsNotLeftBehindUnwoven(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("A$m$Frame.class").resolve("inside"));
        var source = Files.writeString(
                folder.resolve("A.java"),
                Compilation.IMPORTS + "class A { @Async static Coroutine<Void> m() " + BODY + " } class Plain { }");
        var err = new ByteArrayOutputStream();
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        err,
                        "-d",
                        folder.toString(),
                        "-cp",
                        Runtimes.weft().toString(),
                        "-processorpath",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        "-Xplugin:Weft",
                        source.toString());
        assertEquals(1, exit, err::toString);
        assertFalse(Files.exists(folder.resolve("A.class")), err::toString);
        assertTrue(Files.exists(folder.resolve("Plain.class")), err::toString);
    }

    @Test
    void wrongSettingsAreTold() {
        var compiled = Compilation.of(List.of("-Xplugin:Weft nonsense"), "class A {}", "class B {}");
        assertFalse(compiled.success(), compiled.shown()::toString);
        assertEquals(1, compiled.shown().size(), compiled.shown()::toString);
        assertTrue(
                compiled.shown().get(0).contains("ERROR -Xplugin:Weft: unknown setting 'nonsense'; there are "),
                compiled.shown()::toString);
        assertEquals(Set.of(), compiled.classes().names());
    }

    /** Generates one source, which has an async method. */
    @SupportedAnnotationTypes("*")
    private static final class Generating extends AbstractProcessor {

        private boolean done;

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                try (var out = processingEnv.getFiler().createSourceFile("Made").openWriter()) {
                    out.write(Compilation.IMPORTS + "class Made { @Async static Coroutine<Void> m() " + BODY + " }");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }
}
