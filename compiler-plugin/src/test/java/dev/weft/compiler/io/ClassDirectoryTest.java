package dev.weft.compiler.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ClassDirectoryTest {

    @TempDir
    Path root;

    private ClassContainer directory;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(root.resolve("p"));
        Files.writeString(root.resolve("p/B.class"), "old B");
        Files.writeString(root.resolve("A.class"), "old A");
        Files.writeString(root.resolve("a.properties"), "x=y");
        directory = ClassContainer.open(root);
    }

    @Test
    void classFilesInAFixedOrder() throws IOException {
        assertEquals(List.of("A.class", "p/B.class"), directory.classFiles());
        assertEquals("old ", new String(directory.read("p/B.class"), StandardCharsets.UTF_8)); // enough to tell
    }

    @Test
    void stagingChangesNothingThatIsThere() throws IOException {
        directory.stage(List.of(write("A.class", "new A"), delete("p/B.class")));
        assertEquals(List.of("A.class", "p/B.class"), directory.classFiles());
        assertEquals("old A", Files.readString(root.resolve("A.class")));
    }

    @Test
    void committingChangesAll() throws IOException {
        directory.stage(List.of(write("A.class", "new A"), delete("p/B.class"), write("p/C.class", "new C")));
        directory.commit();
        assertEquals(Map.of("A.class", "new A", "p/C.class", "new C", "a.properties", "x=y"), content());
    }

    @Test
    void rollingBackAfterStagingLeavesNoTrace() throws IOException {
        var before = content();
        directory.stage(List.of(write("A.class", "new A"), write("p/C.class", "new C")));
        directory.rollBack();
        assertEquals(before, content());
    }

    @Test
    void rollingBackAfterCommittingRestoresAll() throws IOException {
        var before = content();
        directory.stage(List.of(write("A.class", "new A"), delete("p/B.class"), write("p/C.class", "new C")));
        directory.commit();
        directory.rollBack();
        assertEquals(before, content());
    }

    @Test
    void aFailureWhileStagingLeavesNoTrace() throws IOException {
        var before = content();
        var changes = List.of(write("A.class", "new A"), write("no/such/folder/D.class", "new D"));
        assertThrows(IOException.class, () -> directory.stage(changes));
        assertEquals(before, content());
        try (var files = Files.walk(root)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.startsWith(root.resolve("no"))).toList());
        }
    }

    @Test
    void whatWasCreatedIsTakenBackWithTheRest() throws IOException {
        var before = content();
        var changes = List.of(write("p/C.class", "new C"), write("A.class", "new A"), write("no/D.class", "new D"));
        assertThrows(IOException.class, () -> directory.stage(changes));
        assertEquals(before, content());
    }

    @Test
    void whatDoesNotExistYetIsWrittenInPlaceAndWhatDoesBesideIt() throws IOException {
        directory.stage(List.of(write("A.class", "new A"), write("p/C.class", "new C")));
        assertEquals("old A", content().get("A.class"));
        assertEquals("new A", content().get("A.class.weft-new"));
        assertEquals("new C", content().get("p/C.class"));
    }

    @Test
    void whatDoesNotExistCannotBeOpened() {
        assertThrows(IOException.class, () -> ClassContainer.open(root.resolve("none")));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whoMayReadAFileStays() throws IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        Files.setPosixFilePermissions(root.resolve("A.class"), owner);
        directory.stage(List.of(write("A.class", "new A")));
        directory.commit();
        assertEquals(owner, Files.getPosixFilePermissions(root.resolve("A.class")));
    }

    private static Change write(String path, String content) {
        return new Change(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Change delete(String path) {
        return new Change(path, null);
    }

    private Map<String, String> content() throws IOException {
        var content = new TreeMap<String, String>();
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                content.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return content;
    }
}
