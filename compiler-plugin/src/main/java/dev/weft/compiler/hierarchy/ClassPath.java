package dev.weft.compiler.hierarchy;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** A class path as {@code java} reads it. */
public final class ClassPath {

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final String ALL_JARS = "*";

    private ClassPath() {}

    /**
     * Splits a class path. {@code lib/*} stands for all jars of the folder; an empty entry for the current one.
     *
     * @param notes is told of entries that do not exist
     */
    public static List<Path> parse(String text, Consumer<String> notes) {
        var entries = new ArrayList<Path>();
        if (!text.isEmpty()) {
            for (var entry : SEPARATOR.split(text, -1)) {
                add(entry, entries, notes);
            }
        }
        return entries;
    }

    private static void add(String entry, List<Path> entries, Consumer<String> notes) {
        var folder = entry.substring(0, Math.max(entry.length() - ALL_JARS.length(), 0));
        boolean all = entry.endsWith(ALL_JARS)
                && (folder.isEmpty() || folder.endsWith("/") || folder.endsWith(File.separator));
        try {
            var path = Path.of(all ? folder : entry);
            if (all && Files.isDirectory(path)) {
                entries.addAll(jarsIn(path));
            } else if (all || !Files.exists(path)) {
                notes.accept("class path entry " + entry + " does not exist");
            } else {
                entries.add(path);
            }
        } catch (InvalidPathException | IOException e) {
            notes.accept("class path entry " + entry + " cannot be read: " + e.getMessage());
        }
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the entries, and behind each jar those that its manifest names, if they exist. */
    public static List<Path> withManifests(List<Path> entries) {
        var all = new ArrayList<Path>();
        var seen = new HashSet<Path>();
        var next = new ArrayDeque<>(entries);
        while (!next.isEmpty()) {
            var entry = next.poll();
            if (seen.add(entry.toAbsolutePath().normalize())) {
                all.add(entry);
                var named = namedBy(entry);
                for (int i = named.size() - 1; i >= 0; i--) {
                    next.addFirst(named.get(i));
                }
            }
        }
        return all;
    }

    private static List<Path> namedBy(Path entry) {
        if (!Files.isRegularFile(entry)) {
            return List.of();
        }
        try (var jar = new JarFile(entry.toFile(), false)) {
            var manifest = jar.getManifest();
            var value = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return value == null || value.isBlank() ? List.of() : resolved(entry, value.strip());
        } catch (IOException noJar) {
            return List.of();
        }
    }

    /** As {@code java} does, passes over what it cannot resolve or find. */
    private static List<Path> resolved(Path jar, String value) {
        var paths = new ArrayList<Path>();
        for (var relative : SPACES.split(value, -1)) {
            try {
                var path = Path.of(jar.toUri().resolve(relative));
                if (Files.exists(path)) {
                    paths.add(path);
                }
            } catch (IllegalArgumentException | FileSystemNotFoundException elsewhere) {
                // it is no file of this machine
            }
        }
        return paths;
    }
}
