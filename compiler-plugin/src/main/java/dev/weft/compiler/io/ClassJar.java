package dev.weft.compiler.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The class files of a jar. A new jar is written beside the old one; other entries, their order and times stay as they
 * are.
 */
final class ClassJar implements ClassContainer {

    /** The resolution of the time field that every entry has. Other times need the extended field. */
    private static final long DOS_RESOLUTION_MILLIS = 2000;

    private final Path path;
    private final ZipFile zip;
    private @Nullable Path staged;
    private byte @Nullable [] replaced;

    ClassJar(Path path) throws IOException {
        this.path = path;
        this.zip = open(path);
    }

    private static ZipFile open(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (ZipException e) {
            throw new IOException(path + " is no jar that can be read: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> classFiles() {
        return zip.stream().map(ZipEntry::getName).filter(ClassFilePath::isOne).toList();
    }

    @Override
    public byte[] read(String name) throws IOException {
        var entry = zip.getEntry(name);
        try (var in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void stage(List<Change> changes) throws IOException {
        if (isSigned()) {
            throw new IOException(path + " is signed: weave it before it is signed");
        }
        var byPath = new LinkedHashMap<String, Change>();
        changes.forEach(change -> byPath.put(change.path(), change));
        var fresh = path.resolveSibling(path.getFileName() + ".weft-new");
        staged = fresh;
        try (var out = new ZipOutputStream(Files.newOutputStream(fresh))) {
            copy(byPath, out);
        } catch (IOException e) {
            rollBack();
            throw e;
        }
    }

    private boolean isSigned() {
        return zip.stream()
                .map(entry -> entry.getName().toUpperCase(Locale.ROOT))
                .anyMatch(name -> name.startsWith("META-INF/") && name.endsWith(".SF"));
    }

    private void copy(Map<String, Change> changes, ZipOutputStream out) throws IOException {
        long newest = 0;
        for (var entry : Collections.list(zip.entries())) {
            var change = changes.remove(entry.getName());
            newest = Math.max(newest, entry.getTime());
            var bytes = change == null ? read(entry.getName()) : change.bytes();
            if (bytes != null) {
                put(new ZipEntry(entry), bytes, out);
            }
        }
        for (var change : changes.values()) {
            if (change.bytes() != null) {
                put(entry(change.path(), newest), change.bytes(), out);
            }
        }
    }

    private static ZipEntry entry(String name, long time) {
        var entry = new ZipEntry(name);
        if (time % DOS_RESOLUTION_MILLIS == 0) {
            entry.setTime(time);
        } else {
            entry.setLastModifiedTime(FileTime.fromMillis(time));
        }
        return entry;
    }

    private static void put(ZipEntry entry, byte[] bytes, ZipOutputStream out) throws IOException {
        entry.setCompressedSize(-1); // another deflater may have written it
        if (entry.getMethod() == ZipEntry.STORED) {
            var crc = new CRC32();
            crc.update(bytes);
            entry.setCrc(crc.getValue());
            entry.setSize(bytes.length);
        }
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }

    @Override
    public void commit() throws IOException {
        if (staged != null) {
            replaced = Files.readAllBytes(path);
            Files.move(staged, path, StandardCopyOption.REPLACE_EXISTING);
            staged = null;
        }
    }

    @Override
    public void rollBack() throws IOException {
        if (staged != null) {
            Files.deleteIfExists(staged);
            staged = null;
        }
        if (replaced != null) {
            Files.write(path, replaced);
            replaced = null;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
