package dev.weft.compiler.io;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/**
 * The content of a zip entry as it lies in the file.
 *
 * @param method as {@link ZipEntry} names it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes it
record ZipData(int method, int crc, int size, byte[] compressed) {

    static ZipData of(byte[] bytes, boolean stored) {
        var crc = new CRC32();
        crc.update(bytes);
        return stored
                ? new ZipData(ZipEntry.STORED, (int) crc.getValue(), bytes.length, bytes)
                : new ZipData(ZipEntry.DEFLATED, (int) crc.getValue(), bytes.length, deflated(bytes));
    }

    private static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream(bytes.length / 2 + 16);
            var part = new byte[8192];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
