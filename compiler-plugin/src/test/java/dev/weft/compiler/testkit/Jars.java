package dev.weft.compiler.testkit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Jars for tests. */
public final class Jars {

    private Jars() {}

    public static Path write(Path jar, Classes classes) throws IOException {
        try (var out = open(jar)) {
            for (var file : classes.files().entrySet()) {
                add(out, new ZipEntry(file.getKey() + ".class"), file.getValue());
            }
        }
        return jar;
    }

    public static ZipOutputStream open(Path jar) throws IOException {
        return new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)));
    }

    public static void add(ZipOutputStream jar, ZipEntry entry, byte[] content) throws IOException {
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }

    /** The names of all entries, in their order. */
    public static List<String> entries(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            return new ArrayList<>(zip.stream().map(ZipEntry::getName).toList());
        }
    }

    /** The class files of a jar. */
    public static Classes read(Path jar) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry :
                    zip.stream().filter(one -> one.getName().endsWith(".class")).toList()) {
                try (var in = zip.getInputStream(entry)) {
                    files.put(entry.getName().replaceFirst("\\.class$", ""), in.readAllBytes());
                }
            }
        }
        return new Classes(files);
    }
}
