package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each jar of classes that is published holds the licence, and says what of others is in it. */
class LicenceTest {
    private static final Path ROOT = Artifacts.allJar()
            .toAbsolutePath()
            .normalize()
            .getParent()
            .getParent()
            .getParent();

    static Stream<Path> jars() throws IOException {
        var jars = new TreeSet<Path>();
        for (var module : List.of(
                "runtime", "compiler-plugin", "maven-plugin", "tools", "extensions/net", "extensions/testkit")) {
            var before = jars.size();
            try (var files = Files.list(ROOT.resolve(module).resolve("target"))) {
                files.filter(file -> file.getFileName().toString().matches("weft-.*\\.jar"))
                        .filter(file -> !file.toString().matches(".*-(sources|javadoc)\\.jar"))
                        .forEach(jars::add);
            }
            assertTrue(jars.size() > before, () -> module + " has no jar: run mvn verify");
        }
        return jars.stream();
    }

    @ParameterizedTest
    @MethodSource("jars")
    void aJarHoldsLicenceAndNotice(Path jar) throws IOException {
        assertEquals(Files.readString(ROOT.resolve("LICENSE")), text(jar, "META-INF/LICENSE"));
        assertEquals(Files.readString(ROOT.resolve("NOTICE")), text(jar, "META-INF/NOTICE"));
    }

    @Test
    void theNoticeNamesWhatTheJarsHoldOfOthers() throws IOException {
        assertEquals(List.of("asm", "picocli"), shadedIn(Artifacts.allJar(), "dev/weft/compiler/shaded/"));
        assertEquals(List.of("picocli"), shadedIn(Artifacts.toolsJar(), "dev/weft/tools/shaded/"));
        var notice = Files.readString(ROOT.resolve("NOTICE"));
        assertTrue(notice.contains("\nASM 9, in weft-compiler-plugin\n"), notice);
        assertTrue(notice.contains("\npicocli 4, in weft-compiler-plugin and weft-tools\n"), notice);
    }

    private static List<String> shadedIn(Path jar, String folder) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            var foreign = zip.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("dev/weft/"))
                    .toList();
            assertEquals(List.of(), foreign);
            return zip.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder) && name.endsWith(".class"))
                    .map(name -> name.substring(folder.length()).replaceFirst("/.*", ""))
                    .distinct()
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static String text(Path jar, String name) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            var entry = zip.getEntry(name);
            assertNotNull(entry, () -> name + " in " + jar);
            return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
