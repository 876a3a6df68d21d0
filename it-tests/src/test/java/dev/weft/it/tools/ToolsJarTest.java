package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code java -jar} of the tools' {@code -all} jar, which has its own, renamed picocli. */
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
            var manifest = jar.getManifest().getMainAttributes();
            assertNotNull(manifest.getValue("Implementation-Version"), manifest.entrySet()::toString);
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
