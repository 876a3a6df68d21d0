package dev.weft.it.bytecode;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/**
 * A jar of the test class path with classes that the weaver takes.
 *
 * @param name file name of the jar
 * @param classes class files by internal name
 */
record Library(String name, NavigableMap<String, byte[]> classes) {
    /** Java 8: older class files are rejected, as WEFT010. */
    private static final int OLDEST_VERSION = 52;

    private static final int MAJOR_VERSION_AT = 7;

    static List<Library> all() {
        var libraries = new ArrayList<Library>();
        for (var jar : jars()) {
            var classes = classesOf(jar);
            classes.values().removeIf(Library::isWoven);
            var library = new Library(jar.getFileName().toString(), classes);
            if (!library.classes.isEmpty()) {
                libraries.add(library);
            }
        }
        return libraries;
    }

    /** The one that has a class of this internal name. */
    static Library with(String internalName) {
        return all().stream()
                .filter(library -> library.classes.containsKey(internalName))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + internalName + " on the class path"));
    }

    /** The jars of the class path, in the order of their names. */
    static List<Path> jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .sorted((a, b) -> a.getFileName().compareTo(b.getFileName()))
                .toList();
    }

    /** The classes that the weaver takes. */
    static NavigableMap<String, byte[]> classesOf(Path jar) {
        var classes = new TreeMap<String, byte[]>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                String path = entry.getName();
                if (isClass(path)) {
                    byte[] file = zip.getInputStream(entry).readAllBytes();
                    if (file[MAJOR_VERSION_AT] >= OLDEST_VERSION) {
                        classes.put(path.substring(0, path.length() - ".class".length()), file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    /** The weaver leaves what it has written as it is. */
    private static boolean isWoven(byte[] file) {
        var text = new String(file, StandardCharsets.ISO_8859_1);
        return text.contains("Ldev/weft/abi/Woven;") || text.contains("Ldev/weft/abi/Generated;");
    }

    private static boolean isClass(String path) {
        return path.endsWith(".class")
                && !path.startsWith("META-INF/")
                && !path.endsWith("module-info.class")
                && !path.endsWith("package-info.class");
    }
}
