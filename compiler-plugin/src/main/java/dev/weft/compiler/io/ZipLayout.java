package dev.weft.compiler.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipException;

/**
 * Where everything lies in a zip file (APPNOTE 4.3). A program may stand before the archive, as the start script of an
 * executable jar; offsets count from the beginning of the file or from that of the archive.
 *
 * @param base where offsets count from
 * @param records in the order of the central directory
 * @param directory where the central directory begins
 * @param comment that of the archive
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes it
record ZipLayout(long base, List<ZipRecord> records, long directory, byte[] comment) {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LENGTH = 56;
    private static final int LOCATOR_LENGTH = 20;
    private static final int MAX_COMMENT = 0xFFFF;

    static ZipLayout of(FileChannel zip) throws IOException {
        int tailLength = (int) Math.min(zip.size(), END_LENGTH + MAX_COMMENT + LOCATOR_LENGTH + END_64_LENGTH);
        long tailStart = zip.size() - tailLength;
        var bytes = read(zip, tailStart, tailLength);
        var tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int end = end(tail);
        long entries = tail.getShort(end + 10) & 0xFFFF;
        long length = tail.getInt(end + 12) & 0xFFFFFFFFL;
        long offset = tail.getInt(end + 16) & 0xFFFFFFFFL;
        long directoryEnd = tailStart + end;
        int end64 = end - LOCATOR_LENGTH - END_64_LENGTH;
        boolean exceeds = entries == 0xFFFF || length == 0xFFFFFFFFL || offset == 0xFFFFFFFFL;
        if (exceeds && end64 >= 0 && tail.getInt(end64) == END_64) {
            length = tail.getLong(end64 + 40);
            offset = tail.getLong(end64 + 48);
            directoryEnd = tailStart + end64;
        }
        long directory = directoryEnd - length;
        long base = directory - offset;
        if (base < 0 || directory < 0 || length > Integer.MAX_VALUE) {
            throw new ZipException("its central directory is not where its end says");
        }
        var comment = Arrays.copyOfRange(bytes, end + END_LENGTH, tailLength);
        return new ZipLayout(base, records(read(zip, directory, (int) length)), directory, comment);
    }

    private static int end(ByteBuffer tail) throws IOException {
        for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END && at + END_LENGTH + (tail.getShort(at + 20) & 0xFFFF) == tail.limit()) {
                return at;
            }
        }
        throw new ZipException("its end is missing");
    }

    private static List<ZipRecord> records(byte[] bytes) throws IOException {
        var directory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var records = new ArrayList<ZipRecord>();
        int at = 0;
        while (at + ZipRecord.LENGTH <= directory.limit() && directory.getInt(at) == ZipRecord.SIGNATURE) {
            int length = ZipRecord.LENGTH
                    + (directory.getShort(at + 28) & 0xFFFF)
                    + (directory.getShort(at + 30) & 0xFFFF)
                    + (directory.getShort(at + 32) & 0xFFFF);
            records.add(new ZipRecord(Arrays.copyOfRange(bytes, at, at + length)));
            at += length;
        }
        if (at != directory.limit()) {
            throw new ZipException("its central directory is damaged");
        }
        return records;
    }

    static byte[] read(FileChannel zip, long at, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (zip.read(bytes, at + bytes.position()) < 0) {
                throw new ZipException("it is cut off");
            }
        }
        return bytes.array();
    }

    /** The beginnings of all entries, and of the central directory. */
    TreeSet<Long> boundaries() {
        var boundaries = new TreeSet<Long>();
        records.forEach(record -> boundaries.add(start(record)));
        boundaries.add(directory);
        return boundaries;
    }

    long start(ZipRecord record) {
        return base + record.offset();
    }

    /** Returns what stands behind the central directory of a file with this base and comment (APPNOTE 4.3.14 to 16). */
    byte[] end(int entries, long directoryStart, long directoryLength) {
        long offset = directoryStart - base;
        boolean exceeds = entries >= 0xFFFF || offset >= 0xFFFFFFFFL || directoryLength >= 0xFFFFFFFFL;
        var end = ByteBuffer.allocate((exceeds ? END_64_LENGTH + LOCATOR_LENGTH : 0) + END_LENGTH + comment.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        if (exceeds) {
            end.putInt(END_64)
                    .putLong(END_64_LENGTH - 12)
                    .putShort((short) 45)
                    .putShort((short) 45)
                    .putInt(0)
                    .putInt(0)
                    .putLong(entries)
                    .putLong(entries)
                    .putLong(directoryLength)
                    .putLong(offset);
            end.putInt(0x07064b50).putInt(0).putLong(offset + directoryLength).putInt(1);
        }
        short count = (short) Math.min(entries, 0xFFFF);
        end.putInt(END)
                .putInt(0)
                .putShort(count)
                .putShort(count)
                .putInt((int) Math.min(directoryLength, 0xFFFFFFFFL))
                .putInt((int) Math.min(offset, 0xFFFFFFFFL))
                .putShort((short) comment.length)
                .put(comment);
        return end.array();
    }
}
