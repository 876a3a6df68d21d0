package dev.weft.it.docs.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.util.Printer;

/** The instructions of a method as a picture shows them: without loads, stores and what else only moves values. */
final class Instructions {
    private static final Set<Integer> SHOWN = Set.of(
            Opcodes.NEW,
            Opcodes.GETSTATIC,
            Opcodes.GETFIELD,
            Opcodes.PUTFIELD,
            Opcodes.INVOKESTATIC,
            Opcodes.IF_ACMPNE,
            Opcodes.IFLE,
            Opcodes.TABLESWITCH,
            Opcodes.IMUL,
            Opcodes.ARETURN);

    private final MethodNode method;

    Instructions(MethodNode method) {
        this.method = method;
    }

    /** Those between two instructions, without these; null stands for the method's beginning or end. */
    List<String> between(AbstractInsnNode begin, AbstractInsnNode end) {
        var lines = new ArrayList<String>();
        var first = begin == null ? method.instructions.getFirst() : begin.getNext();
        for (var at = first; at != end && at != null; at = at.getNext()) {
            if (SHOWN.contains(at.getOpcode())) {
                lines.add(line(at));
            }
        }
        return lines;
    }

    /** The next instruction of that kind; null stands for the method's beginning. */
    AbstractInsnNode next(AbstractInsnNode begin, int opcode) {
        var at = begin == null ? method.instructions.getFirst() : begin.getNext();
        while (at.getOpcode() != opcode) {
            at = at.getNext();
        }
        return at;
    }

    private String line(AbstractInsnNode instruction) {
        var name = Printer.OPCODES[instruction.getOpcode()].toLowerCase(Locale.ROOT);
        if (instruction instanceof FieldInsnNode field) {
            return name + " " + simple(field.owner) + "." + field.name + moved(field);
        }
        if (instruction instanceof MethodInsnNode call) {
            return name + " " + simple(call.owner) + "." + call.name;
        }
        if (instruction instanceof TypeInsnNode type) {
            return name + " " + simple(type.desc);
        }
        if (instruction instanceof TableSwitchInsnNode choice) {
            return name + " " + choice.min + " to " + choice.max;
        }
        return name;
    }

    /** What is put into the field, or which variable gets what it holds. */
    private String moved(FieldInsnNode field) {
        if (field.getOpcode() == Opcodes.PUTFIELD) {
            return " ← " + value(field.getPrevious());
        }
        return field.getNext() instanceof VarInsnNode store && store.getOpcode() == Opcodes.ISTORE
                ? " → " + variable(store)
                : "";
    }

    private String value(AbstractInsnNode pushed) {
        if (pushed instanceof VarInsnNode load) {
            return variable(load);
        }
        return pushed.getOpcode() == Opcodes.ACONST_NULL
                ? "null"
                : String.valueOf(pushed.getOpcode() - Opcodes.ICONST_0);
    }

    private String variable(VarInsnNode access) {
        return method.localVariables.stream()
                .filter(variable -> variable.index == access.var)
                .findFirst()
                .orElseThrow()
                .name;
    }

    private static String simple(String internalName) {
        var name = internalName.substring(internalName.lastIndexOf('/') + 1);
        return name.startsWith("Cart$Prices") ? name.substring("Cart$".length()) : name;
    }
}
