package dev.weft.compiler.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;

/** One entry of a zip file as its central directory has it (APPNOTE 4.3.12). Immutable. */
final class ZipRecord {

    static final int SIGNATURE = 0x02014b50;
    static final int LENGTH = 46;

    private static final int HAS_DESCRIPTOR = 1 << 3;
    private static final int UTF_8_NAME = 1 << 11;
    private static final int VERSION_OF_DEFLATE = 20;

    /** Extra fields that are true of one entry only: sizes beyond 4 GiB, and the mark of a jar's first entry. */
    private static final int ZIP_64 = 0x0001;

    private static final int FIRST_OF_JAR = 0xCAFE;

    private final ByteBuffer record;

    ZipRecord(byte[] record) {
        this.record = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] bytes() {
        return record.array();
    }

    private byte[] rawName() {
        return Arrays.copyOfRange(record.array(), LENGTH, LENGTH + u2(28));
    }

    String name() {
        return new String(rawName(), StandardCharsets.UTF_8);
    }

    private byte[] extra() {
        int start = LENGTH + u2(28);
        return Arrays.copyOfRange(record.array(), start, start + u2(30));
    }

    /** Where the entry begins, relative to the beginning of the archive. */
    long offset() {
        return record.getInt(42) & 0xFFFFFFFFL;
    }

    /** Date and time of the entry's classic field; a later one is a larger number. */
    long time() {
        return record.getInt(12) & 0xFFFFFFFFL;
    }

    boolean isEncrypted() {
        return (u2(8) & 1) != 0;
    }

    /** Whether sizes or the offset stand in an extra field, since they exceed 4 GiB. */
    boolean isHuge() {
        return record.getInt(20) == -1 || record.getInt(24) == -1 || record.getInt(42) == -1;
    }

    boolean isStored() {
        return u2(10) == ZipEntry.STORED;
    }

    private int u2(int at) {
        return record.getShort(at) & 0xFFFF;
    }

    ZipRecord at(long offset) {
        var copy = record.array().clone();
        var changed = new ZipRecord(copy);
        changed.record.putInt(42, (int) offset);
        return changed;
    }

    ZipRecord with(ZipData data, long offset) {
        var changed = at(offset);
        changed.record
                .putShort(8, (short) (u2(8) & ~HAS_DESCRIPTOR))
                .putShort(10, (short) data.method())
                .putInt(16, data.crc())
                .putInt(20, data.compressed().length)
                .putInt(24, data.size());
        return changed;
    }

    /** Returns a new entry with the permissions of this one, and the time of another. */
    ZipRecord sibling(String name, ZipRecord dated) {
        var rawName = name.getBytes(StandardCharsets.UTF_8);
        var extra = withoutOwn(dated.extra());
        var fresh = ByteBuffer.allocate(LENGTH + rawName.length + extra.length).order(ByteOrder.LITTLE_ENDIAN);
        fresh.putInt(0, SIGNATURE)
                .putShort(4, record.getShort(4))
                .putShort(6, (short) VERSION_OF_DEFLATE)
                .putShort(8, (short) (rawName.length == name.length() ? 0 : UTF_8_NAME))
                .putShort(10, (short) ZipEntry.DEFLATED)
                .putInt(12, dated.record.getInt(12))
                .putShort(28, (short) rawName.length)
                .putShort(30, (short) extra.length)
                .putInt(38, record.getInt(38))
                .position(LENGTH);
        fresh.put(rawName).put(extra);
        return new ZipRecord(fresh.array());
    }

    /**
     * Returns what stands before the data (APPNOTE 4.3.7).
     *
     * @param extra the extra fields of another header like that
     */
    byte[] localHeader(byte[] extra) {
        var kept = withoutOwn(extra);
        var rawName = rawName();
        var header = ByteBuffer.allocate(30 + rawName.length + kept.length).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0x04034b50)
                .put(record.array(), 6, 22) // version, flags, method, time, checksum, sizes
                .putShort((short) rawName.length)
                .putShort((short) kept.length)
                .put(rawName)
                .put(kept);
        return header.array();
    }

    private static byte[] withoutOwn(byte[] extra) {
        var fields = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
        var kept = ByteBuffer.allocate(extra.length);
        while (fields.remaining() >= 4) {
            int id = fields.getShort() & 0xFFFF;
            int length = Math.min(fields.getShort() & 0xFFFF, fields.remaining());
            if (id != ZIP_64 && id != FIRST_OF_JAR) {
                kept.put(extra, fields.position() - 4, 4 + length);
            }
            fields.position(fields.position() + length);
        }
        return Arrays.copyOf(kept.array(), kept.position());
    }
}
