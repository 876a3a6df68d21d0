package dev.weft.compiler.io;

/** Paths of class files relative to their root, and the internal names of the classes in them. */
public final class ClassFilePath {

    private static final String SUFFIX = ".class";

    private ClassFilePath() {}

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
