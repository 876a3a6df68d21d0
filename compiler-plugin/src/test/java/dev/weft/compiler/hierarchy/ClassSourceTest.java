package dev.weft.compiler.hierarchy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Jars;
import dev.weft.compiler.testkit.Javac;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassSourceTest {

    private static final Classes CLASSES = Javac.compile("package p; class C { class Inner {} }");

    @TempDir
    Path folder;

    @Test
    void aDirectory() throws Exception {
        CLASSES.writeTo(folder);
        try (var source = ClassSource.of(folder)) {
            assertArrayEquals(
                    CLASSES.bytes("p/C$Inner"), source.find("p/C$Inner").orElseThrow());
            assertEquals(Optional.empty(), source.find("p/D"));
            assertEquals(Optional.empty(), source.find("p"));
        }
    }

    @Test
    void aJar() throws Exception {
        var jar = Jars.write(folder.resolve("c.jar"), CLASSES);
        try (var source = ClassSource.of(jar)) {
            assertArrayEquals(CLASSES.bytes("p/C"), source.find("p/C").orElseThrow());
            assertEquals(Optional.empty(), source.find("p/D"));
        }
    }

    @Test
    void whatDoesNotExistHoldsNothing() throws Exception {
        try (var source = ClassSource.of(folder.resolve("no.jar"))) {
            assertEquals(Optional.empty(), source.find("p/C"));
        }
    }

    @Test
    void aFileThatIsNoJarHoldsNothing() throws Exception {
        try (var source = ClassSource.of(Files.writeString(folder.resolve("c.pom"), "<project/>"))) {
            assertEquals(Optional.empty(), source.find("p/C"));
        }
    }

    @Test
    void theJdkIsFoundInAllItsModules() throws Exception {
        for (var name : List.of("java/lang/Object", "java/sql/Connection")) {
            assertTrue(ClassSource.JDK.find(name).isPresent(), name);
        }
        assertEquals(Optional.empty(), ClassSource.JDK.find("dev/weft/Weft"));
    }
}
