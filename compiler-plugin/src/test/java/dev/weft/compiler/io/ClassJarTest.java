package dev.weft.compiler.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Jars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassJarTest {

    private static final long TIME = 1_600_000_001_000L; // an odd second, which the classic time field cannot hold

    @TempDir
    Path folder;

    @Test
    void classFilesInTheOrderOfTheJar() throws IOException {
        try (var jar = ClassContainer.open(jar("META-INF/versions/21/A.class", "p/B.class", "A.class", "x.txt"))) {
            assertEquals(List.of("META-INF/versions/21/A.class", "p/B.class", "A.class"), jar.classFiles());
            assertEquals("A.class", text(jar.read("A.class")));
        }
    }

    @Test
    void entriesKeepOrderAndNewOnesComeLast() throws IOException {
        var path = jar("META-INF/MANIFEST.MF", "z/B.class", "gone.class", "A.class", "a.txt");
        change(path, write("A$F.class"), new Change("gone.class", null), write("A.class"));
        assertEquals(List.of("META-INF/MANIFEST.MF", "z/B.class", "A.class", "a.txt", "A$F.class"), Jars.entries(path));
        try (var zip = new ZipFile(path.toFile())) {
            assertEquals(
                    "new A.class",
                    text(zip.getInputStream(zip.getEntry("A.class")).readAllBytes()));
            assertEquals("a.txt", text(zip.getInputStream(zip.getEntry("a.txt")).readAllBytes()));
        }
    }

    @Test
    void entriesKeepTimeCommentAndMethod() throws IOException {
        var path = folder.resolve("c.jar");
        try (var out = Jars.open(path)) {
            var stored = new ZipEntry("nested.jar");
            var content = "a jar in a jar must be stored".getBytes(StandardCharsets.UTF_8);
            var crc = new CRC32();
            crc.update(content);
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(content.length);
            stored.setCrc(crc.getValue());
            stored.setComment("as it is");
            stored.setLastModifiedTime(FileTime.fromMillis(TIME));
            Jars.add(out, stored, content);
            var changed = new ZipEntry("A.class");
            changed.setLastModifiedTime(FileTime.fromMillis(TIME));
            Jars.add(out, changed, new byte[] {1});
        }
        change(path, write("A.class"), write("A$F.class"));
        try (var zip = new ZipFile(path.toFile())) {
            var nested = zip.getEntry("nested.jar");
            assertEquals(ZipEntry.STORED, nested.getMethod());
            assertEquals("as it is", nested.getComment());
            assertEquals(TIME, nested.getLastModifiedTime().toMillis());
            assertEquals(TIME, zip.getEntry("A.class").getLastModifiedTime().toMillis());
            assertEquals(TIME, zip.getEntry("A$F.class").getLastModifiedTime().toMillis());
        }
    }

    @Test
    void aSignedJarIsRefused() throws IOException {
        var path = jar("META-INF/MANIFEST.MF", "META-INF/me.sf", "A.class");
        var before = Files.readAllBytes(path);
        var failure = assertThrows(IOException.class, () -> change(path, write("A.class")));
        assertTrue(failure.getMessage().contains("is signed: weave it before it is signed"), failure::getMessage);
        assertArrayEquals(before, Files.readAllBytes(path));
        assertOnly(path);
    }

    @Test
    void stagingChangesNothingAndRollingBackLeavesNoTrace() throws IOException {
        var path = jar("A.class");
        var before = Files.readAllBytes(path);
        try (var jar = ClassContainer.open(path)) {
            jar.stage(List.of(write("A.class")));
            assertArrayEquals(before, Files.readAllBytes(path));
            jar.rollBack();
        }
        assertOnly(path);
    }

    @Test
    void rollingBackAfterCommittingRestoresTheJar() throws IOException {
        var path = jar("A.class");
        var before = Files.readAllBytes(path);
        try (var jar = ClassContainer.open(path)) {
            jar.stage(List.of(write("A.class")));
            jar.commit();
            assertEquals(false, Arrays.equals(before, Files.readAllBytes(path)));
            jar.rollBack();
        }
        assertArrayEquals(before, Files.readAllBytes(path));
        assertOnly(path);
    }

    private Path jar(String... entries) throws IOException {
        var path = folder.resolve("c.jar");
        try (var out = Jars.open(path)) {
            for (var entry : entries) {
                Jars.add(out, new ZipEntry(entry), entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return path;
    }

    private static void change(Path path, Change... changes) throws IOException {
        try (var jar = ClassContainer.open(path)) {
            jar.stage(List.of(changes));
            jar.commit();
        }
    }

    private static Change write(String path) {
        return new Change(path, ("new " + path).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void assertOnly(Path file) throws IOException {
        try (var all = Files.list(folder)) {
            assertEquals(List.of(file), all.toList());
        }
    }
}
