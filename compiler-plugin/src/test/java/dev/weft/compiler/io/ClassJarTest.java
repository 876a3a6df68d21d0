package dev.weft.compiler.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Jars;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ClassJarTest {

    private static final long TIME = 1_600_000_001_000L; // an odd second, which the classic time field cannot hold

    @TempDir
    Path folder;

    @Test
    void classFilesInTheOrderOfTheJar() throws IOException {
        try (var jar = ClassContainer.open(jar("META-INF/versions/21/A.class", "p/B.class", "A.class", "x.txt"))) {
            assertEquals(List.of("META-INF/versions/21/A.class", "p/B.class", "A.class"), jar.classFiles());
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
        assertTrue(
                failure.getMessage().contains("is signed (META-INF/me.sf): weave it before it is signed"),
                failure::getMessage);
        assertArrayEquals(before, Files.readAllBytes(path));
        assertOnly(path);
    }

    @Test
    void whatStandsBeforeTheArchiveStaysAndSoDoesItsComment() throws IOException {
        var path = jar("A.class", "b.txt");
        var script = "#!/bin/sh\nexec java -jar \"$0\" \"$@\"\n".getBytes(StandardCharsets.UTF_8);
        var archive = withComment(Files.readAllBytes(path), "as it was");
        var executable = new byte[script.length + archive.length];
        System.arraycopy(script, 0, executable, 0, script.length);
        System.arraycopy(archive, 0, executable, script.length, archive.length);
        Files.write(path, executable);
        change(path, write("A.class"), write("A$F.class"));
        var now = Files.readAllBytes(path);
        assertArrayEquals(script, Arrays.copyOf(now, script.length));
        try (var zip = new ZipFile(path.toFile())) {
            assertEquals("as it was", zip.getComment());
            assertEquals("new A.class", text(zip, "A.class"));
            assertEquals("b.txt", text(zip, "b.txt"));
            assertEquals("new A$F.class", text(zip, "A$F.class"));
        }
    }

    private static byte[] withComment(byte[] jar, String comment) {
        var text = comment.getBytes(StandardCharsets.UTF_8);
        var commented = Arrays.copyOf(jar, jar.length + text.length);
        System.arraycopy(text, 0, commented, jar.length, text.length);
        commented[jar.length - 2] = (byte) text.length;
        return commented;
    }

    @Test
    void permissionBitsStayAndNewEntriesGetThem() throws IOException {
        var path = jar("A.class", "run.sh");
        var bytes = Files.readAllBytes(path);
        for (int at = 0; at + 46 < bytes.length; at++) {
            if (bytes[at] == 'P' && bytes[at + 1] == 'K' && bytes[at + 2] == 1 && bytes[at + 3] == 2) {
                bytes[at + 5] = 3; // made by a Unix
                bytes[at + 40] = (byte) (0100750 & 0xFF);
                bytes[at + 41] = (byte) (0100750 >> 8);
            }
        }
        Files.write(path, bytes);
        change(path, write("A.class"), write("A$F.class"));
        try (var channel = FileChannel.open(path)) {
            for (var record : ZipLayout.of(channel).records()) {
                var fields = ByteBuffer.wrap(record.bytes()).order(ByteOrder.LITTLE_ENDIAN);
                assertEquals(0100750, fields.getInt(38) >>> 16, record.name());
            }
        }
    }

    @Test
    void anEntryThatOccursTwiceStaysUnlessItWouldChange() throws IOException {
        var path = jar("A.class", "x.txt", "y.txt");
        var bytes = Files.readAllBytes(path);
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == 'y') {
                bytes[at] = 'x';
            }
        }
        Files.write(path, bytes);
        change(path, write("A.class"));
        assertEquals(List.of("A.class", "x.txt", "x.txt"), Jars.entries(path));
        var before = Files.readAllBytes(path);
        var failure = assertThrows(IOException.class, () -> change(path, write("x.txt")));
        assertEquals(
                path + " cannot be woven: it holds x.txt twice: remove one of them, then weave", failure.getMessage());
        assertArrayEquals(before, Files.readAllBytes(path));
        assertOnly(path);
    }

    @Test
    void moreEntriesThanTheClassicFormatCounts() throws IOException {
        var names = IntStream.range(0, 65_600).mapToObj(i -> "e" + i).toArray(String[]::new);
        var path = jar(names);
        change(path, write("e7"), write("A$F.class"));
        try (var zip = new ZipFile(path.toFile())) {
            assertEquals(65_601, zip.size());
            assertEquals("new e7", text(zip, "e7"));
            assertEquals("e65599", text(zip, "e65599"));
            assertEquals("new A$F.class", text(zip, "A$F.class"));
        }
    }

    @Test
    void namesOutsideAsciiAndEntriesOfAStreamStay() throws IOException {
        var path = jar("\u6D4B.class", "\u00E4.txt");
        change(path, write("\u6D4B.class"), write("\u6D4B$F.class"));
        try (var in = new ZipInputStream(Files.newInputStream(path))) {
            for (var name : List.of("\u6D4B.class", "\u00E4.txt", "\u6D4B$F.class")) {
                assertEquals(name, in.getNextEntry().getName());
                var expected = name.endsWith("txt") ? name : "new " + name;
                assertEquals(expected, text(in.readAllBytes()));
            }
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whoMayReadTheJarStays() throws IOException {
        var path = jar("A.class");
        var owner = PosixFilePermissions.fromString("rw-------");
        Files.setPosixFilePermissions(path, owner);
        change(path, write("A.class"));
        assertEquals(owner, Files.getPosixFilePermissions(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrw-rw-"));
        change(path, write("A.class"));
        assertEquals("rwxrw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aJarThatIsALinkStaysOne() throws IOException {
        var path = jar("A.class");
        var link = Files.createSymbolicLink(folder.resolve("link.jar"), path);
        change(link, write("A.class"));
        assertTrue(Files.isSymbolicLink(link), link::toString);
        try (var zip = new ZipFile(path.toFile())) {
            assertEquals("new A.class", text(zip, "A.class"));
        }
    }

    @Test
    void ofWhatIsNoClassFileOnlyTheBeginningIsRead() throws IOException {
        try (var jar = ClassContainer.open(jar("A.class"))) {
            assertEquals("A.cl", text(jar.read("A.class")));
        }
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

    /** More than this test's share of memory: a jar of a few hundred megabytes that are almost nothing when packed. */
    @Test
    void whatDoesNotChangeIsNotHeldInMemory() throws IOException {
        var path = folder.resolve("large.jar");
        long size = 1L << 31; // no array is as long
        try (var out = Jars.open(path)) {
            Jars.add(out, new ZipEntry("A.class"), new byte[] {1});
            out.setLevel(1);
            out.putNextEntry(new ZipEntry("large.bin"));
            var part = new byte[1 << 20];
            for (long at = 0; at < size; at += part.length) {
                out.write(part);
            }
            out.closeEntry();
        }
        change(path, write("A.class"));
        try (var zip = new ZipFile(path.toFile())) {
            assertEquals("new A.class", text(zip, "A.class"));
            assertTrue(zip.getEntry("large.bin").getSize() >= size, "it is whole");
        }
    }

    private static Change write(String path) {
        return new Change(path, ("new " + path).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return text(zip.getInputStream(zip.getEntry(name)).readAllBytes());
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
