package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code java -jar} of the tools' {@code -all} jar, which meets no other picocli on a class path. */
@Timeout(120)
class ToolsJarTest {

    @Test
    void allClassesAreInOurPackages() throws IOException {
        try (var jar = new JarFile(Artifacts.toolsJar().toFile())) {
            var foreign = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("dev/weft/tools/"))
                    .toList();
            assertEquals(List.of(), foreign);
            assertTrue(jar.getManifest().getMainAttributes().getValue("Implementation-Version") != null);
        }
    }

    @Test
    void aProcessThatIsNotThereIsNamed() throws Exception {
        for (var command : List.of("ps", "pstree")) {
            var ended = Jdk.java("-jar", Artifacts.toolsJar().toString(), command, "2147483647");
            assertEquals(1, ended.exit());
            assertTrue(ended.err().startsWith("weft: there is no process 2147483647"), ended.err());
        }
    }

    @Test
    void aCommandIsNeeded() throws Exception {
        var ended = Jdk.java("-jar", Artifacts.toolsJar().toString());
        assertEquals(2, ended.exit());
        assertTrue(ended.err().startsWith("name a command: ps or pstree"), ended.err());
    }
}
