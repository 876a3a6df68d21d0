package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The quick look at a class file that lets plain classes pass: its version and whether its constant pool mentions Weft.
 *
 * <p>Reads the constant pool (JVMS 4.4) and nothing behind it, so it works for class file versions that ASM does not
 * know. For ten thousand plain classes it takes little longer than reading them from disk.
 */
final class ConstantPool {

    private static final int HEADER = 10;
    private static final int UTF8 = 1;

    private static final List<byte[]> MARKS = List.of(
            ascii(RuntimeAbi.WEFT),
            ascii(RuntimeAbi.ASYNC_DESCRIPTOR),
            ascii(RuntimeAbi.ENTRY_DESCRIPTOR),
            ascii(RuntimeAbi.WOVEN_DESCRIPTOR));

    /** JVMS 4.7.16, 4.7.17: the attributes that hold annotations, of a method or of anything else. */
    private static final List<byte[]> ANNOTATIONS =
            List.of(ascii("RuntimeVisibleAnnotations"), ascii("RuntimeInvisibleAnnotations"));

    private static final byte[] COROUTINE = ascii(RuntimeAbi.RETURNS_COROUTINE);
    private static final byte[] STREAM = ascii(RuntimeAbi.RETURNS_STREAM);

    private ConstantPool() {}

    static boolean isClassFile(byte[] bytes) {
        return bytes.length > HEADER
                && bytes[0] == (byte) 0xCA
                && bytes[1] == (byte) 0xFE
                && bytes[2] == (byte) 0xBA
                && bytes[3] == (byte) 0xBE;
    }

    static int majorVersion(byte[] bytes) {
        return u2(bytes, 6);
    }

    /** Whether ASM reads class files of that version; of the newest Java it does not know the preview features. */
    static boolean isKnownVersion(byte[] bytes) {
        int major = majorVersion(bytes);
        return major < RuntimeAbi.NEWEST_CLASS_FILE || (major == RuntimeAbi.NEWEST_CLASS_FILE && u2(bytes, 4) == 0);
    }

    /** Returns what the class has to do with Weft, as far as the names in its constant pool tell. */
    static WeftUsage usage(byte[] bytes) {
        var usage = WeftUsage.NONE;
        int count = u2(bytes, 8);
        int at = HEADER;
        for (int index = 1; index < count; index++) {
            int tag = bytes[at];
            if (tag == UTF8) {
                int length = u2(bytes, at + 1);
                if (isOneOf(MARKS, bytes, at + 3, length)) {
                    return WeftUsage.WEFT;
                } else if (endsWith(COROUTINE, bytes, at + 3, length) || endsWith(STREAM, bytes, at + 3, length)) {
                    usage = WeftUsage.COROUTINE;
                } else if (usage == WeftUsage.NONE && isOneOf(ANNOTATIONS, bytes, at + 3, length)) {
                    usage = WeftUsage.ANNOTATED;
                }
            }
            at += sizeOf(tag, bytes, at);
            if (tag == 5 || tag == 6) {
                index++; // JVMS 4.4.5: a long and a double take two entries
            }
        }
        return usage;
    }

    private static int sizeOf(int tag, byte[] bytes, int at) {
        return switch (tag) {
            case UTF8 -> 3 + u2(bytes, at + 1);
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
            case 5, 6 -> 9;
            case 7, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            default -> throw new IllegalArgumentException("constant pool tag " + tag + " is not known");
        };
    }

    private static boolean isOneOf(List<byte[]> names, byte[] bytes, int start, int length) {
        for (var name : names) {
            if (name.length == length && matches(name, bytes, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWith(byte[] end, byte[] bytes, int start, int length) {
        return length >= end.length && matches(end, bytes, start + length - end.length);
    }

    private static boolean matches(byte[] name, byte[] bytes, int start) {
        // backwards: the names differ from others of a class at their end
        for (int i = name.length - 1; i >= 0; i--) {
            if (bytes[start + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static int u2(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
