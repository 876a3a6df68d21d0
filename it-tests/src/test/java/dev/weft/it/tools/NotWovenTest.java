package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Weft;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to code that nobody wove. */
@Tag("jdk")
@Timeout(120)
class NotWovenTest {
    @TempDir
    Path directory;

    @Test
    void theFirstAwaitNamesTheClassItsPlaceAndTheRemedies() throws Exception {
        var work = new Workspace(directory);
        work.compiled("Plain", Workspace.IMPORTS + """
                public class Plain {
                    @Async static Coroutine<Void> m() {
                        try {
                            await(yieldNow());
                        } catch (Exception e) {
                            System.out.println("hidden");
                        }
                        return done();
                    }
                    public static void main(String[] args) { run(m()); }
                }
                """);
        var ended = Jdk.java("-cp", work.classpath(), "Plain");
        assertEquals(1, ended.exit());
        assertEquals("", ended.out());
        assertTrue(ended.err().contains("dev.weft.NotWovenError: Plain calls await but was not woven"), ended.err());
        for (var part : List.of(
                "loaded from " + work.classes().toRealPath() + ": were they compiled by something that does not weave",
                "weft-maven-plugin",
                "-Xplugin:Weft",
                "-javaagent:")) {
            assertTrue(ended.err().contains(part), () -> part + " is missing: " + ended.err());
        }
        assertTrue(ended.err().contains("at Plain.m(Plain.java:4)"), ended.err());
    }

    /** Nobody compiles into a jar, so the question would lead astray. */
    @Test
    void aClassOfAJarIsNotAskedWhoCompiledIt() throws Exception {
        var work = new Workspace(directory);
        work.compiled("Plain", Workspace.IMPORTS + """
                public class Plain {
                    public static void main(String[] args) { await(done()); }
                }
                """);
        var jar = directory.resolve("plain.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("Plain.class"));
            Files.copy(work.classes().resolve("Plain.class"), out);
        }
        var classpath = jar
                + File.pathSeparator
                + Path.of(Weft.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
        var ended = Jdk.java("-cp", classpath, "Plain");
        assertTrue(
                ended.err()
                        .contains("Plain calls await but was not woven\n  in main(Plain.java:2)\n  loaded from "
                                + jar.toUri().toURL() + "\n  Weave"),
                ended.err());
        assertFalse(ended.err().contains("live reload"), ended.err());
    }

    /** The limit: nothing of the runtime is called that could notice. */
    @Test
    void withoutAnAwaitAMethodRunsWhenItIsCalled() throws Exception {
        var work = new Workspace(directory);
        work.compiled("Plain", Workspace.IMPORTS + """
                public class Plain {
                    @Async static Coroutine<Void> m() {
                        System.out.println("in m");
                        return done();
                    }
                    public static void main(String[] args) { var c = m(); System.out.println("called"); run(c); }
                }
                """);
        assertEquals(
                List.of("in m", "called"),
                Jdk.java("-cp", work.classpath(), "Plain").wellLines());
        var woven = Jdk.java(AgentTest.agent(""), "-cp", work.classpath(), "Plain");
        assertEquals(List.of("called", "in m"), woven.wellLines());
    }
}
