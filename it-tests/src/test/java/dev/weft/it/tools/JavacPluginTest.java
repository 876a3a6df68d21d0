package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code javac -Xplugin:Weft} with the {@code -all} jar on the processor path. */
@Tag("jdk")
@Timeout(120)
class JavacPluginTest {
    @TempDir
    Path directory;

    private Workspace work;

    @BeforeEach
    void inADirectory() {
        work = new Workspace(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-proc:none", "-g:none", "--release 9", "--release 17", "-Werror"})
    void whatJavacWritesIsWoven(String options) throws Exception {
        var source = work.source("Greeter", Workspace.GREETER);
        assertEquals(List.of(), javac(source, options.split(" ")).wellLines());
        assertEquals(
                List.of(Workspace.GREETED),
                Jdk.java("-cp", work.classpath(), "Greeter").wellLines());
    }

    @Test
    void withoutAnOutputDirectoryClassesLieBesideTheirSource() throws Exception {
        var source = work.source("Greeter", Workspace.GREETER);
        var compiled = Jdk.javac(
                "-Xplugin:Weft",
                "-processorpath",
                Artifacts.allJar().toString(),
                "-cp",
                Artifacts.runtime().toString(),
                source.toString());
        assertEquals(List.of(), compiled.wellLines());
        var ran = Jdk.java("-cp", Jdk.path(source.getParent(), Artifacts.runtime()), "Greeter");
        assertEquals(List.of(Workspace.GREETED), ran.wellLines());
    }

    @Test
    void modulesAreWoven() throws Exception {
        var module = work.source("module-info", "module greeting { requires dev.weft.runtime; }");
        var source = work.source("greeting/Greeter", "package greeting; " + Workspace.GREETER);
        javac(source, "-p", Artifacts.runtime().toString(), module.toString()).wellLines();
        var ran = Jdk.java("-p", work.classpath(), "-m", "greeting/greeting.Greeter");
        assertEquals(List.of(Workspace.GREETED), ran.wellLines());
    }

    @Test
    void severalModulesAreWovenTogether() throws Exception {
        work.source("ma/module-info", "module ma { requires transitive dev.weft.runtime; exports pa; }");
        work.source("ma/pa/A", "package pa; " + Workspace.IMPORTS + """
                public class A implements AsyncCloseable {
                    @Async public static Coroutine<String> a() { await(yieldNow()); return result("a"); }
                    @Async public Coroutine<Void> closeAsync() {
                        await(yieldNow());
                        System.out.println("closed");
                        return done();
                    }
                }
                """);
        work.source("mb/module-info", "module mb { requires ma; }");
        var source = work.source("mb/pb/B", "package pb; " + Workspace.IMPORTS + """
                public class B {
                    static class X extends pa.A { }
                    @Async static Coroutine<String> b() {
                        try (var x = new X()) {
                            return result(await(pa.A.a()) + "b");
                        }
                    }
                    public static void main(String[] args) { System.out.println(run(b())); }
                }
                """);
        var sources = source.getParent().getParent().getParent();
        javac(
                        source,
                        "-p",
                        Artifacts.runtime().toString(),
                        "--module-source-path",
                        sources.toString(),
                        "-Xlint:-module")
                .wellLines();
        var ran = Jdk.java("-p", work.classpath(), "-m", "mb/pb.B");
        assertEquals(List.of("closed", "ab"), ran.wellLines());
    }

    @Test
    void findingsAreDiagnosticsOfJavac() throws Exception {
        var source = work.source("Locked", Workspace.LOCKED);
        var compiled = javac(source, "-XDrawDiagnostics");
        assertEquals(1, compiled.exit());
        assertTrue(
                compiled.err().startsWith("Locked.java:3:31: compiler.err.proc.messager: WEFT003: "), compiled.err());
        assertEquals(List.of(), work.classFiles());
    }

    @Test
    void aCallOfBlockingCodeIsAWarningUnlessItIsSwitchedOff() throws Exception {
        var source = work.source(
                "Dropped",
                Workspace.IMPORTS
                        + """
                class Dropped {
                    @Async static Coroutine<Void> m() {
                        java.util.concurrent.CompletableFuture.completedFuture(1).join();
                        await(yieldNow());
                        return done();
                    }
                }
                """.replace(
                                "Thread.sleep(1)", "java.util.concurrent.CompletableFuture.completedFuture(1).join()"));
        assertTrue(javac(source).err().contains("Dropped.java:3: warning: WEFT007: "), javac(source)::err);
        assertEquals("", javac(source, "-Xplugin:Weft WEFT007=off").err());
        assertEquals(1, javac(source, "-Xplugin:Weft WEFT007=error").exit());
        assertEquals(1, javac(source, "-Xplugin:Weft fail-on-warning").exit());
    }

    @Test
    void oneFileOfSeveralIsCompiledAgain() throws Exception {
        var named = work.source(
                "Named",
                Workspace.IMPORTS
                        + "class Named { @Async static Coroutine<String> name(String s) { await(yieldNow()); return result(s); } }");
        var user = work.source(
                "User",
                Workspace.IMPORTS
                        + "class User { @Async static Coroutine<String> use() { return result(\"<\" + await(Named.name(\"a\")) + \">\"); }"
                        + " public static void main(String[] a) { System.out.println(run(use())); } }");
        javac(named, user.toString()).wellLines();
        javac(user, "-cp", work.classpath()).wellLines();
        assertEquals(List.of("<a>"), Jdk.java("-cp", work.classpath(), "User").wellLines());
        assertEquals(
                List.of("Named$name$Frame.class", "Named.class", "User$use$Frame.class", "User.class"),
                work.classFiles());
    }

    @Test
    void resourcesOfTheSameCompilationAreClosedByAwaiting() throws Exception {
        var source = work.source("User", Workspace.IMPORTS + """
                class User {
                    public static void main(String[] a) { run(use()); }
                    @Async static Coroutine<Void> use() {
                        try (var r = new Resource()) {
                            System.out.println("used");
                        }
                        System.out.println("left");
                        return done();
                    }
                }
                class Resource extends Base { }
                class Base implements AsyncCloseable {
                    @Async public Coroutine<Void> closeAsync() {
                        await(yieldNow());
                        System.out.println("closed");
                        return done();
                    }
                }
                """);
        javac(source).wellLines();
        var ran = Jdk.java("-cp", work.classpath(), "User");
        assertEquals(List.of("used", "closed", "left"), ran.wellLines());
    }

    private Jdk.Ended javac(Path source, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of(
                "-processorpath", Artifacts.allJar().toString(),
                "-d", work.classes().toString()));
        var given = List.of(options);
        if (given.stream().noneMatch(option -> option.startsWith("-Xplugin:Weft"))) {
            arguments.add("-Xplugin:Weft");
        }
        if (!given.contains("-cp") && !given.contains("-p")) {
            arguments.addAll(List.of("-cp", Artifacts.runtime().toString()));
        }
        arguments.addAll(given);
        arguments.add(source.toString());
        Files.createDirectories(work.classes());
        return Jdk.javac(arguments.toArray(String[]::new));
    }
}
