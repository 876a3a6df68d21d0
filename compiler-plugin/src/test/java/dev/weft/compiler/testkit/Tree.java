package dev.weft.compiler.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The state of a directory, to compare with a later one: every file with its time stamp and content. */
public record Tree(Map<String, String> files) {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    public static Tree of(Path root) {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var content = HexFormat.of().formatHex(Files.readAllBytes(file));
                files.put(root.relativize(file).toString(), Files.getLastModifiedTime(file) + " " + content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tree(files);
    }

    /** Sets all time stamps back, so that every later write shows. */
    public static Tree aged(Path root) {
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, LONG_AGO);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(root);
    }
}
