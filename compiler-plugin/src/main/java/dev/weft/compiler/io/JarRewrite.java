package dev.weft.compiler.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a jar anew with some class files changed. All else is copied as it lies there, byte by byte and without being
 * held in memory: other entries, what stands before the first, comments, permissions, times, and an entry that occurs
 * twice.
 */
final class JarRewrite {

    private final FileChannel old;
    private final OutputStream out;
    private long position; // of the new jar
    private final ByteBuffer part = ByteBuffer.allocate(1 << 16);
    private final ZipLayout layout;
    private final TreeSet<Long> boundaries;
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private final Map<ZipRecord, @Nullable ZipRecord> written = new LinkedHashMap<>();

    private JarRewrite(FileChannel old, FileChannel fresh, List<Change> changes) throws IOException {
        this.old = old;
        out = new BufferedOutputStream(Channels.newOutputStream(fresh), part.capacity());
        layout = ZipLayout.of(old);
        boundaries = layout.boundaries();
        changes.forEach(change -> this.changes.put(change.path(), change));
    }

    /** @throws IOException if that jar cannot be changed; the message says which entry is the reason */
    static void write(FileChannel old, FileChannel fresh, List<Change> changes) throws IOException {
        var rewrite = new JarRewrite(old, fresh, changes);
        rewrite.check();
        rewrite.write();
    }

    private void check() throws IOException {
        var names = new HashSet<String>();
        var starts = new HashSet<Long>();
        for (var record : layout.records()) {
            var name = record.name();
            if (!names.add(name) && changes.containsKey(name)) {
                throw new IOException("it holds " + name + " twice: remove one of them, then weave");
            } else if (record.isHuge()) {
                throw new IOException(name + " lies beyond 4 GiB: weave the classes before they are packed");
            } else if (!starts.add(layout.start(record))) {
                throw new IOException(name + " shares its content with another entry: pack the jar again, then weave");
            } else if (record.isEncrypted() && changes.containsKey(name)) {
                throw new IOException(name + " is encrypted: weave it before");
            }
        }
    }

    private void write() throws IOException {
        copy(0, boundaries.first());
        var inOrder = new ArrayList<>(layout.records());
        inOrder.sort(Comparator.comparing(ZipRecord::offset));
        for (var record : inOrder) {
            written.put(record, write(record, changes.get(record.name())));
        }
        var directory = new ArrayList<ZipRecord>();
        for (var record : layout.records()) {
            var now = written.get(record);
            if (now != null) {
                directory.add(now);
            }
        }
        directory.addAll(writeNew());
        long start = position;
        for (var record : directory) {
            put(record.bytes());
        }
        put(layout.end(directory.size(), start, position - start));
        out.flush();
    }

    /** Writes an entry that was there before; returns null if it is to be no more. */
    private @Nullable ZipRecord write(ZipRecord record, @Nullable Change change) throws IOException {
        long offset = position - layout.base();
        long start = layout.start(record);
        if (change == null) {
            copy(start, Objects.requireNonNull(boundaries.higher(start)));
            return record.at(offset);
        } else if (change.bytes() == null) {
            return null;
        }
        var data = ZipData.of(change.bytes(), record.isStored());
        var changed = record.with(data, offset);
        put(changed.localHeader(localExtra(record)));
        put(data.compressed());
        return changed;
    }

    /** Writes entries that were not there, with the time of the newest and the permissions of one that changes. */
    private List<ZipRecord> writeNew() throws IOException {
        var added = new ArrayList<ZipRecord>();
        var names = new HashSet<String>();
        layout.records().forEach(record -> names.add(record.name()));
        for (var change : changes.values()) {
            if (change.bytes() != null && !names.contains(change.path())) {
                var newest = layout.records().stream()
                        .max(Comparator.comparing(ZipRecord::time))
                        .orElseThrow();
                var data = ZipData.of(change.bytes(), false);
                var record = template().sibling(change.path(), newest).with(data, position - layout.base());
                put(record.localHeader(localExtra(newest)));
                put(data.compressed());
                added.add(record);
            }
        }
        return added;
    }

    private ZipRecord template() {
        return layout.records().stream()
                .filter(record -> changes.containsKey(record.name()))
                .findFirst()
                .orElse(layout.records().get(0));
    }

    private byte[] localExtra(ZipRecord record) throws IOException {
        long start = layout.start(record);
        var header = ByteBuffer.wrap(ZipLayout.read(old, start, 30)).order(ByteOrder.LITTLE_ENDIAN);
        int nameLength = header.getShort(26) & 0xFFFF;
        return ZipLayout.read(old, start + 30 + nameLength, header.getShort(28) & 0xFFFF);
    }

    private void copy(long start, long end) throws IOException {
        for (long at = start; at < end; ) {
            part.clear().limit((int) Math.min(part.capacity(), end - at));
            if (old.read(part, at) < 0) {
                throw new IOException("it is cut off");
            }
            at += part.position();
            put(part.array(), part.position());
        }
    }

    private void put(byte[] bytes) throws IOException {
        put(bytes, bytes.length);
    }

    private void put(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }
}
