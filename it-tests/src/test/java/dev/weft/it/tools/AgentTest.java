package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code -javaagent:} with the {@code -all} jar. */
@Tag("jdk")
@Timeout(120)
class AgentTest {
    @TempDir
    Path directory;

    private Workspace work;

    @BeforeEach
    void inADirectory() {
        work = new Workspace(directory);
    }

    @Test
    void classesAreWovenAsTheyLoad() throws Exception {
        work.compiled("Greeter", Workspace.GREETER);
        var files = work.classFiles();
        var ended = Jdk.java(agent(""), "-cp", work.classpath(), "Greeter");
        assertEquals(List.of(Workspace.GREETED), ended.wellLines());
        assertEquals("", ended.err());
        assertEquals(files, work.classFiles());
    }

    @Test
    void everyClassLoaderGetsItsOwn() throws Exception {
        work.compiled("Greeter", Workspace.GREETER);
        var loaders = new Workspace(directory.resolve("main"));
        loaders.compiled("Loaders", """
                import java.net.*;
                public class Loaders {
                    public static void main(String[] args) throws Exception {
                        for (int i = 0; i < 2; i++) {
                            try (var loader = new URLClassLoader(new URL[] {new java.io.File(args[0]).toURI().toURL()})) {
                                loader.loadClass("Greeter").getMethod("main", String[].class).invoke(null, (Object) null);
                            }
                        }
                    }
                }
                """);
        var ended = Jdk.java(
                agent(""), "-cp", loaders.classpath(), "Loaders", work.classes().toString());
        assertEquals(List.of(Workspace.GREETED, Workspace.GREETED), ended.wellLines());
    }

    @Test
    void modulesAreWoven() throws Exception {
        var module = directory.resolve("src/module-info.java");
        Files.createDirectories(module.getParent());
        Files.writeString(module, "module greeting { requires dev.weft.runtime; }");
        work.compiled(
                "greeting/Greeter",
                "package greeting; " + Workspace.GREETER,
                "-p",
                Artifacts.runtime().toString(),
                module.toString());
        var ended = Jdk.java(agent(""), "-p", work.classpath(), "-m", "greeting/greeting.Greeter");
        assertEquals(List.of(Workspace.GREETED), ended.wellLines());
    }

    @Test
    void entryMethodsAreWovenAlsoByAnAnnotationThatCarriesEntry() throws Exception {
        work.compiled("Main", Workspace.IMPORTS + """
                import java.lang.annotation.*;
                public class Main {
                    @Entry @Retention(RetentionPolicy.RUNTIME) @interface Program {}
                    @Deprecated static void plain() {}
                    @Entry public static void main(String[] args) {
                        await(sleep(Duration.ofMillis(1)));
                        plain();
                        System.out.println("main");
                        Thread other = new Thread(NoAwait::runs, "other");
                        other.start();
                        await(blocking(() -> { other.join(); return null; }));
                    }
                    static class NoAwait {
                        @Program static void runs() {
                            System.out.println(EventLoop.running().isRunning());
                        }
                    }
                }
                """);
        var ended = Jdk.java(agent(""), "-cp", work.classpath(), "Main");
        assertEquals(List.of("main", "true"), ended.wellLines());
        assertEquals("", ended.err());
    }

    @Test
    void aRejectedClassSaysWhyWhenItIsUsed() throws Exception {
        work.compiled("Locked", Workspace.LOCKED);
        var ended = Jdk.java(agent(""), "-cp", work.classpath(), "Locked");
        assertEquals(1, ended.exit());
        assertTrue(ended.err().startsWith("Locked.java:3: error: WEFT003: "), ended.err());
        assertTrue(ended.err().contains("dev.weft.NotWovenError: Locked.java:3: error: WEFT003: "), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void findingsAreJsonOnRequest() throws Exception {
        work.compiled("Locked", Workspace.LOCKED);
        var ended = Jdk.java(agent("=json"), "-cp", work.classpath(), "Locked");
        assertTrue(ended.err().startsWith("{\"code\":\"WEFT003\",\"level\":\"error\""), ended.err());
    }

    @Test
    void patternsSayWhatIsWoven() throws Exception {
        work.compiled("Greeter", Workspace.GREETER);
        var ended = Jdk.java(agent("=includes=com/acme/**,includes=org/**"), "-cp", work.classpath(), "Greeter");
        assertEquals(1, ended.exit());
        assertTrue(ended.err().contains("dev.weft.NotWovenError: Greeter"), ended.err());
        var included = Jdk.java(agent("=includes=Gr*,excludes=com/**"), "-cp", work.classpath(), "Greeter");
        assertEquals(List.of(Workspace.GREETED), included.wellLines());
    }

    @Test
    void wrongSettingsEndTheProgramBeforeItBegins() throws Exception {
        work.compiled("Greeter", Workspace.GREETER);
        var ended = Jdk.java(agent("=nonsense"), "-cp", work.classpath(), "Greeter");
        assertEquals(2, ended.exit());
        assertTrue(ended.err().startsWith("weft: -javaagent: unknown setting 'nonsense'; there are "), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
        ended = Jdk.java(agent("=direct-calls"), "-cp", work.classpath(), "Greeter");
        assertEquals(2, ended.exit());
        assertTrue(ended.err().startsWith("weft: -javaagent: the setting 'direct-calls' is for"), ended.err());
    }

    private static final String SWAPPED = Workspace.IMPORTS + """
            public class Swapped {
                static final java.util.concurrent.CompletableFuture<Integer> GATE = new java.util.concurrent.CompletableFuture<>();
                @Async static Coroutine<String> m() {
                    String text = "old";
                    %s
                    int number = await(GATE);
                    return result(text + number);
                }
                @Async static Coroutine<String> other() { return result(await(m()) + "!"); }
            }
            """;

    /** As a hot swap of an IDE does it, or PIT: with what the compiler has written. */
    @Test
    void aLoadedClassIsExchangedForOneThatKeepsTheSame() throws Exception {
        var ended = exchange("text = \"new\";");
        assertEquals(List.of("exchanged", "old7!", "new7!"), ended.wellLines());
        assertEquals("", ended.err());
    }

    @Test
    void theTablesOfItsFramesAreExchangedToo() throws Exception {
        var ended = exchange("\n\nif (GATE.isDone()) throw new IllegalStateException(\"at \" + text);");
        assertTrue(ended.out().startsWith("exchanged"), ended.out() + ended.err());
        assertTrue(ended.err().contains("IllegalStateException: at old"), ended.err());
    }

    /** Some frame classes say that a handler ignores failures, or that there is none; others need not. */
    @Test
    void aLoadedClassIsExchangedForOneWithOtherHandlers() throws Exception {
        var without = SWAPPED.replace("await(GATE);", "0; number = await(GATE);");
        var ignores = without.replace(
                "number = await(GATE);", "try { number = await(GATE); } catch (RuntimeException e) { }");
        var looks = ignores.replace("e) { }", "e) { throw e; }");
        for (var change : List.of(List.of(ignores, looks), List.of(looks, ignores), List.of(looks, without))) {
            var ended = exchange(change.get(0).formatted(""), change.get(1).formatted("text = \"new\";"));
            assertEquals(List.of("exchanged", "old7!", "new7!"), ended.wellLines(), ended.err());
        }
    }

    @Test
    void aLoadedClassThatKeepsMoreIsNotExchangedAndSaysSo() throws Exception {
        for (var change : List.of(
                "long more = System.nanoTime(); await(yieldNow()); if (more < 0) text = \"\" + more;",
                "try { await(yieldNow()); } catch (IllegalStateException e) { text = \"caught\"; }",
                "AsyncCallable<Void> fresh = () -> { await(yieldNow()); return done(); };")) {
            var ended = exchange(change);
            assertEquals(List.of("refused", "old7!", "old7!"), ended.wellLines(), change);
            assertTrue(ended.err().startsWith("weft: Swapped is loaded already, and "), change + ended.err());
            assertEquals(1, ended.err().lines().count(), ended.err());
        }
    }

    /** Suspends a task, exchanges the class, ends the task, and begins another. */
    private Jdk.Ended exchange(String change) throws Exception {
        return exchange(SWAPPED.formatted(""), SWAPPED.formatted(change));
    }

    private Jdk.Ended exchange(String before, String after) throws Exception {
        var changed = new Workspace(directory.resolve("changed"));
        changed.compiled("Swapped", after);
        work.compiled("Swapped", before);
        work.compiled("Exchange", Workspace.IMPORTS + """
                import java.lang.instrument.*;
                import java.nio.file.*;
                public class Exchange {
                    static Instrumentation jvm;
                    public static void premain(String args, Instrumentation given) { jvm = given; }
                    public static void main(String[] args) throws Exception {
                        var loop = EventLoop.current();
                        var suspended = loop.start(Swapped.other());
                        loop.execute(loop::stop);
                        loop.runForever();
                        try {
                            jvm.redefineClasses(new ClassDefinition(Swapped.class, Files.readAllBytes(Path.of(args[0]))));
                            System.out.println("exchanged");
                        } catch (UnsupportedOperationException e) {
                            System.out.println("refused");
                        }
                        jvm.retransformClasses(Swapped.class);
                        Swapped.GATE.complete(7);
                        System.out.println(loop.runUntilComplete(suspended));
                        System.out.println(loop.runUntilComplete(Swapped.other()));
                    }
                }
                """, "-cp", work.classpath());
        return Jdk.java(
                agent(""),
                "-javaagent:" + agentJar("Exchange"),
                "-cp",
                work.classpath(),
                "Exchange",
                changed.classes().resolve("Swapped.class").toString());
    }

    /** A jar with nothing but the name of an agent that lies on the class path. */
    private Path agentJar(String premain) throws Exception {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", premain);
        manifest.getMainAttributes().putValue("Can-Redefine-Classes", "true");
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        var jar = directory.resolve("other-agent.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("empty"));
        }
        return jar;
    }

    static String agent(String settings) {
        return "-javaagent:" + Artifacts.allJar() + settings;
    }
}
