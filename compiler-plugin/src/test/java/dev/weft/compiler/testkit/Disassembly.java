package dev.weft.compiler.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.util.Printer;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** Methods as text that depends on nothing but their bytecode. */
public final class Disassembly {

    private Disassembly() {}

    /** All there is to see, labels numbered from the top. */
    public static String of(MethodNode method) {
        var textifier = new Textifier();
        method.accept(new TraceMethodVisitor(textifier));
        var text = new StringWriter();
        textifier.print(new PrintWriter(text, true));
        return method.name + method.desc + "\n" + text.toString().replace("\r\n", "\n");
    }

    /** The instructions alone, in one line each, as {@code NEW Foo}, {@code ALOAD 1}, {@code INVOKESPECIAL Foo.<init>}. */
    public static List<String> instructions(MethodNode method) {
        return Arrays.stream(method.instructions.toArray())
                .filter(instruction -> instruction.getOpcode() >= 0)
                .map(Disassembly::text)
                .toList();
    }

    private static String text(AbstractInsnNode instruction) {
        var opcode = Printer.OPCODES[instruction.getOpcode()];
        if (instruction instanceof MethodInsnNode call) {
            return opcode + " " + call.owner + "." + call.name;
        } else if (instruction instanceof FieldInsnNode field) {
            return opcode + " " + field.owner + "." + field.name;
        } else if (instruction instanceof TypeInsnNode type) {
            return opcode + " " + type.desc;
        } else if (instruction instanceof VarInsnNode variable) {
            return opcode + " " + variable.var;
        }
        return opcode;
    }

    /** How many instructions of the given opcode there are. */
    public static long count(MethodNode method, int opcode) {
        return Arrays.stream(method.instructions.toArray())
                .filter(instruction -> instruction.getOpcode() == opcode)
                .count();
    }

    /** The descriptor of a static method that has a body. */
    public static boolean isStatic(MethodNode method) {
        return (method.access & Opcodes.ACC_STATIC) != 0;
    }
}
