package dev.weft.compiler.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Paths of class files relative to their root, the internal names of the classes in them, and their first bytes. */
public final class ClassFilePath {

    /** JVMS 4.1. */
    private static final byte[] MAGIC = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE};

    private static final String SUFFIX = ".class";

    private ClassFilePath() {}

    /** Reads a class file; of anything else only as many bytes as tell that. */
    static byte[] read(InputStream in) throws IOException {
        var magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            return magic;
        }
        var all = new ByteArrayOutputStream();
        all.write(magic);
        in.transferTo(all);
        return all.toByteArray();
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
