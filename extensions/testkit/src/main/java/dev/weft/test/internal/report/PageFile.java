package dev.weft.test.internal.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file of a page: its name, and how it is replaced, so that nobody ever sees half of it. */
final class PageFile {
    private static final int LONGEST_NAME = 120;

    private PageFile() {}

    /**
     * Returns the name of the file for a test. It is safe on all file systems. If that has changed the name, the hash code of
     * the real name keeps it apart from others.
     */
    static String name(String testClass, String method) {
        String wanted = testClass.replace('$', '.') + "." + method;
        String safe = wanted.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^\\.+", "_");
        if (safe.length() > LONGEST_NAME) {
            safe = safe.substring(0, LONGEST_NAME);
        }
        return safe + (safe.equals(wanted) ? "" : "-" + Integer.toHexString(wanted.hashCode())) + ".html";
    }

    /** Writes the file, and makes the folder if there is none. Works on an interrupted thread, too, which stays interrupted. */
    static void write(Path folder, String name, String content) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            Files.createDirectories(folder);
            replace(folder.resolve(name), folder.resolve(name + "." + System.nanoTime() + ".tmp"), content);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void replace(Path file, Path temporary, String content) throws IOException {
        try {
            Files.write(temporary, content.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException unsupported) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
