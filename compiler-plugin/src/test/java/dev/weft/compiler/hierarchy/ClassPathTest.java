package dev.weft.compiler.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    private List<Path> parse(String... entries) {
        return ClassPath.parse(String.join(File.pathSeparator, entries), notes::add);
    }

    private Path jar(String name, String classPath) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        var path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        new JarOutputStream(Files.newOutputStream(path), manifest).close();
        return path;
    }

    @Test
    void aStarStandsForAllJarsOfAFolder() throws IOException {
        var b = jar("lib/b.jar", "");
        var a = jar("lib/a.JAR", "");
        jar("lib/deeper/c.jar", "");
        Files.writeString(folder.resolve("lib/notes.txt"), "");
        assertEquals(List.of(folder, a, b), parse(folder.toString(), folder.resolve("lib") + "/*"));
        assertEquals(List.of(), notes);
    }

    @Test
    void anEntryThatDoesNotExistIsSaid() {
        var none = folder.resolve("none.jar");
        var star = folder.resolve("none") + "/*";
        assertEquals(List.of(folder), parse(none.toString(), folder.toString(), star));
        assertEquals(
                List.of("class path entry " + none + " does not exist", "class path entry " + star + " does not exist"),
                notes);
    }

    @Test
    void anEmptyEntryIsTheCurrentFolderAndAnEmptyPathIsNone() {
        assertEquals(List.of(Path.of(""), folder), parse("", folder.toString()));
        assertEquals(List.of(), parse(""));
        assertEquals(List.of(), notes);
    }

    @Test
    void manifestsNameMoreAndMayDoSoInCircles() throws IOException {
        Files.createDirectory(folder.resolve("with space"));
        var a = jar("a.jar", "lib/b.jar  missing.jar with%20space/ http://example.com/x.jar");
        var b = jar("lib/b.jar", "../a.jar c.jar");
        var c = jar("lib/c.jar", "");
        var last = jar("last.jar", "a.jar");
        assertEquals(
                List.of(a, b, c, folder.resolve("with space"), last),
                ClassPath.withManifests(List.of(a, last)).stream()
                        .map(path -> path.toAbsolutePath().normalize())
                        .toList());
    }

    @Test
    void whatIsNoJarNamesNothing() throws IOException {
        var text = Files.writeString(folder.resolve("a.jar"), "no jar");
        assertEquals(List.of(text, folder), ClassPath.withManifests(List.of(text, folder)));
    }
}
