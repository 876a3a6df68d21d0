package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar renames its ASM and picocli, so it can stand beside other versions of them on a class path. */
class AllJarTest {
    @Test
    void allClassesAreInOurPackages() throws IOException {
        try (var jar = jar()) {
            var foreign = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("dev/weft/compiler/"))
                    .toList();
            assertEquals(List.of(), foreign);
        }
    }

    @Test
    void otherwiseItHoldsOnlyWhatItNeeds() throws IOException {
        try (var jar = jar()) {
            var others = new TreeSet<String>();
            jar.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().endsWith(".class"))
                    .forEach(entry ->
                            others.add(entry.getName().replaceFirst("^META-INF/maven/.*/", "META-INF/maven/")));
            assertEquals(
                    List.of(
                            "META-INF/LICENSE",
                            "META-INF/MANIFEST.MF",
                            "META-INF/NOTICE",
                            "META-INF/maven/pom.properties",
                            "META-INF/maven/pom.xml",
                            "META-INF/services/com.sun.source.util.Plugin",
                            "dev/weft/compiler/abi/weaver-version.txt",
                            "dev/weft/compiler/finding/findings.md"),
                    List.copyOf(others));
        }
    }

    @Test
    void whatItUsesIsRelocated() throws IOException {
        try (var jar = jar()) {
            var top = new TreeSet<String>();
            jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("dev/weft/compiler/shaded/") && name.endsWith(".class"))
                    .forEach(name -> top.add(name.split("/")[4]));
            assertEquals(List.of("asm", "picocli"), List.copyOf(top));
        }
    }

    @Test
    void theManifestNamesProgramAndAgent() throws IOException {
        try (var jar = jar()) {
            var manifest = jar.getManifest().getMainAttributes();
            assertEquals("dev.weft.compiler.cli.Main", manifest.getValue("Main-Class"));
            assertEquals("dev.weft.compiler.agent.Agent", manifest.getValue("Premain-Class"));
            assertNotNull(manifest.getValue("Implementation-Version"), manifest.entrySet()::toString);
        }
    }

    private static JarFile jar() throws IOException {
        return new JarFile(Artifacts.allJar().toFile());
    }
}
