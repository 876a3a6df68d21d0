package dev.weft.compiler.hierarchy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** The part of a class file that the supertype relation needs. */
record ClassHeader(int access, @Nullable String superName, List<String> interfaces) {

    static ClassHeader read(byte[] classFile) {
        var reader = new ClassReader(classFile);
        return new ClassHeader(reader.getAccess(), reader.getSuperName(), List.of(reader.getInterfaces()));
    }

    boolean isFinal() {
        return (access & Opcodes.ACC_FINAL) != 0;
    }

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }
}
