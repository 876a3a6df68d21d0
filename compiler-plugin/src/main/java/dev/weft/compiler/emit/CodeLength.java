package dev.weft.compiler.emit;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/** How many bytes the code of a method takes, and what follows from it. */
final class CodeLength {

    /** JVMS 4.7.3: more, and it is no class file. */
    static final int WRITABLE = 65_535;

    /** HotSpot's {@code -XX:HugeMethodLimit}: its compilers leave longer methods to the interpreter, for ever. */
    static final int COMPILABLE = 8_000;

    private CodeLength() {}

    static boolean fits(MethodNode method, int limit) {
        // most instructions take three bytes, and labels, lines and stack maps none
        return method.instructions.size() < limit / 8 || of(method) <= limit;
    }

    /** The length, or more than any limit. */
    static int of(MethodNode method) {
        var writer = new ClassWriter(0);
        writer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
        writer.visit(Opcodes.V1_8, 0, "Trial", null, "java/lang/Object", null);
        var end = new LabelNode();
        method.instructions.add(end);
        try {
            method.accept(writer);
            return writer.toByteArray().length > 0 ? end.getLabel().getOffset() : 0;
        } catch (MethodTooLargeException tooLarge) {
            return Integer.MAX_VALUE;
        } finally {
            method.instructions.remove(end);
        }
    }
}
