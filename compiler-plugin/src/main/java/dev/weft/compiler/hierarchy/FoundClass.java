package dev.weft.compiler.hierarchy;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.io.ClassFilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;

/** A class file and where it was found. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes it
record FoundClass(byte[] bytes, ClassSource source) {

    boolean isKnownVersion() {
        return bytes.length > 7 && version() <= RuntimeAbi.NEWEST_CLASS_FILE;
    }

    private int version() {
        return (bytes[6] & 0xFF) << 8 | (bytes[7] & 0xFF);
    }

    /**
     * Reads what the class extends and implements. Of a JDK that is newer than ASM nothing is known.
     *
     * @throws UncheckedIOException if it cannot be read; the message says which class it is, and where it lies
     */
    Optional<ClassHeader> header(String name) {
        try {
            new ClassReader(bytes).accept(new ClassVisitor(RuntimeAbi.ASM_API) {}, ClassReader.SKIP_CODE);
            return Optional.of(ClassHeader.read(bytes));
        } catch (RuntimeException e) {
            if (source == ClassSource.JDK) {
                return Optional.empty();
            }
            var place = source.place().isEmpty() ? "" : " in " + source.place();
            throw new UncheckedIOException(new IOException(ClassFilePath.of(name) + place + why(e), e));
        }
    }

    private String why(RuntimeException e) {
        return bytes.length > 7 && !isKnownVersion()
                ? " is of Java " + (version() - RuntimeAbi.MAJOR_OF_JAVA_0) + "; this Weft knows Java up to "
                        + (RuntimeAbi.NEWEST_CLASS_FILE - RuntimeAbi.MAJOR_OF_JAVA_0)
                        + ": use a newer Weft, or compile it with --release"
                : " is no valid class file: " + e.getMessage();
    }
}
