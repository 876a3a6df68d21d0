package dev.weft.compiler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Jars;
import dev.weft.compiler.testkit.Javac;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars with several versions of a class, modules, signatures and the like. */
class SpecialJarsTest {

    private static final Classes GOOD =
            Javac.compile("class Good { @Async static Coroutine<Void> m() { await(yieldNow()); return done(); } }");

    @TempDir
    Path root;

    @Test
    void aSignedJarIsLeftAlone() throws Exception {
        var jar = root.resolve("signed.jar");
        try (var out = Jars.open(jar)) {
            Jars.add(out, new ZipEntry("META-INF/ME.SF"), new byte[0]);
            Jars.add(out, new ZipEntry("Good.class"), GOOD.bytes("Good"));
        }
        var other = root.resolve("classes");
        Files.createDirectories(other);
        GOOD.writeTo(other);
        var before = Files.readAllBytes(jar);
        var run = CommandLineRun.of(other.toString(), jar.toString());
        assertEquals(Main.USAGE, run.exit());
        assertEquals(List.of("weft: " + jar + " is signed (META-INF/ME.SF): weave it before it is signed"), run.err());
        assertArrayEquals(before, Files.readAllBytes(jar));
        assertFalse(Classes.in(other).scanned("Good").isWoven(), "all or nothing");
    }

    @Test
    void allVersionsOfAMultiReleaseJarAreWoven() throws Exception {
        var jar = root.resolve("versions.jar");
        try (var out = Jars.open(jar)) {
            Jars.add(out, new ZipEntry("Good.class"), GOOD.bytes("Good"));
            Jars.add(out, new ZipEntry("META-INF/versions/11/Good.class"), GOOD.bytes("Good"));
        }
        var run = CommandLineRun.of(jar.toString());
        assertEquals(List.of("woven: 2 methods in 2 of 2 classes"), run.out());
        var entries = Jars.entries(jar);
        assertTrue(entries.contains("META-INF/versions/11/Good$m$Frame.class"), entries::toString);
    }

    @Test
    void aModuleDeclarationPasses() throws Exception {
        var jar = root.resolve("module.jar");
        var declaration = Module.class
                .getModule()
                .getResourceAsStream("module-info.class")
                .readAllBytes();
        try (var out = Jars.open(jar)) {
            Jars.add(out, new ZipEntry("module-info.class"), declaration);
            Jars.add(out, new ZipEntry("Good.class"), GOOD.bytes("Good"));
        }
        assertEquals(
                List.of("woven: 1 methods in 1 of 2 classes"),
                CommandLineRun.of(jar.toString()).out());
        assertArrayEquals(declaration, Jars.read(jar).bytes("module-info"));
    }

    @Test
    void aJarThatIsNamedTwiceIsWovenOnce() throws Exception {
        var jar = Jars.write(root.resolve("good.jar"), GOOD);
        var again = jar.getParent().resolve(".").resolve("good.jar");
        var run = CommandLineRun.of(jar.toString(), again.toString());
        assertEquals(List.of("woven: 1 methods in 1 of 1 classes"), run.out());
    }
}
