package dev.weft.compiler.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Paths of class files relative to their root, the internal names of the classes in them, and their first bytes. */
public final class ClassFilePath {

    /** JVMS 4.1. */
    private static final byte[] MAGIC = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE};

    private static final String SUFFIX = ".class";

    /** Far above what compilers write. A jar of some kilobytes may hold an entry that would fill the heap. */
    private static final int MOST_BYTES = 1 << 26;

    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");

    private ClassFilePath() {}

    /**
     * Reads a class file; of anything else only as many bytes as tell that.
     *
     * @throws IOException also if it is larger than any class file
     */
    static byte[] read(InputStream in) throws IOException {
        var magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            return magic;
        }
        var all = new ByteArrayOutputStream();
        all.write(magic);
        all.write(most(in));
        return all.toByteArray();
    }

    /** Reads all bytes of a class file. */
    public static byte[] most(InputStream in) throws IOException {
        var bytes = in.readNBytes(MOST_BYTES);
        if (bytes.length == MOST_BYTES && in.read() >= 0) {
            throw new IOException("it is larger than " + (MOST_BYTES >> 20) + " MiB, and no class file is");
        }
        return bytes;
    }

    /**
     * Checks a path before something is written there. Names of classes and methods become parts of it, and a class file
     * may have names that no compiler writes.
     *
     * @throws IOException if it leads elsewhere
     */
    static void requireInside(String path) throws IOException {
        boolean leadsUp =
                path.contains("..") && Arrays.asList(SEPARATOR.split(path, -1)).contains("..");
        if (leadsUp || path.startsWith("/")) {
            throw new IOException(path + " leads out of the place where classes are woven; nothing was written."
                    + " A class file has a name that no compiler writes");
        }
    }

    /** Where the class of that internal name lies. */
    public static String of(String internalName) {
        return internalName + SUFFIX;
    }

    public static boolean isOne(String path) {
        return path.endsWith(SUFFIX);
    }

    /** The internal name of the class that lies there; {@code path} is the path of a class file. */
    public static String className(String path) {
        return path.substring(0, path.length() - SUFFIX.length());
    }
}
