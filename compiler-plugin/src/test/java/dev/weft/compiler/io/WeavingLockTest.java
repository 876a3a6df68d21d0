package dev.weft.compiler.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WeavingLockTest {

    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    Path root;

    @TempDir
    Path temporary;

    private final String usual = System.getProperty(TEMPORARY);
    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void useOwnFolder() {
        System.setProperty(TEMPORARY, temporary.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty(TEMPORARY, usual);
    }

    @Test
    void theSecondOneWaitsForTheFirst() throws Exception {
        var waits = new CountDownLatch(1);
        var first = WeavingLock.of(List.of(root), notes::add);
        var second = CompletableFuture.supplyAsync(() -> {
            try {
                return WeavingLock.of(List.of(root), note -> waits.countDown(), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(true, waits.await(50, TimeUnit.SECONDS), "the second one never said that it waits");
        assertEquals(false, second.isDone(), "the second one has it while the first one does");
        first.close();
        second.get().close();
        assertEquals(List.of(), notes);
    }

    @Test
    void othersAreNotInTheWay() throws IOException {
        var first = WeavingLock.of(List.of(Files.createDirectory(root.resolve("a"))), notes::add);
        WeavingLock.of(List.of(Files.createDirectory(root.resolve("b"))), notes::add)
                .close();
        first.close();
        assertEquals(List.of(), notes);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void oneRootByTwoNamesIsLockedOnce() throws IOException {
        var link = Files.createSymbolicLink(root.resolve("itself"), root);
        WeavingLock.of(List.of(root, link, root.resolve("missing")), notes::add).close();
        assertEquals(List.of(), notes);
    }

    @Test
    void nothingIsLeft() throws IOException {
        WeavingLock.of(List.of(root), notes::add).close();
        try (var files = Files.list(temporary)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void aFileThatWasLeftIsNoObstacle() throws IOException {
        var lock = WeavingLock.of(List.of(root), notes::add);
        Path file;
        try (var files = Files.list(temporary)) {
            file = files.findFirst().orElseThrow();
        }
        lock.close();
        Files.writeString(file, "of a process that was killed");
        WeavingLock.of(List.of(root), notes::add).close();
        assertEquals(List.of(), notes);
    }

    @Test
    void withoutAFolderForTemporaryFilesNothingIsLocked() throws IOException {
        System.setProperty(TEMPORARY, temporary.resolve("missing").toString());
        WeavingLock.of(List.of(root), notes::add).close();
        assertEquals(1, notes.size(), notes::toString);
        assertEquals(true, notes.get(0).startsWith("weaving " + root.toRealPath() + " without a lock"), notes.get(0));
    }

    @Test
    void aWaitCanBeInterrupted() throws IOException {
        var first = WeavingLock.of(List.of(root), notes::add);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> WeavingLock.of(List.of(root), notes::add));
        assertEquals(true, Thread.interrupted(), "the interruption is kept");
        first.close();
    }
}
