package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.Jumps;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Walks through a method once, from its first instruction to its last, and computes the verifier's types before each.
 *
 * <p>This is type checking as the JVM does it (JVMS 4.10.1): wherever control can arrive by a jump, the class file has
 * a stack map, so one linear pass suffices. No types are merged and no class is looked up. That is why classes may be
 * missing at build time, and why the cost grows only with the length of the method.
 */
public final class TypeFlow {

    /** Sees each instruction of the method in order. */
    public interface Visitor {
        /**
         * Called before the effect of the instruction.
         *
         * @param types the types before the instruction; valid during the call only; null where the class file does not
         *     say because no control can arrive
         */
        void visit(AbstractInsnNode instruction, @Nullable Types types);

        /**
         * Called after it.
         *
         * @param types the types behind the instruction, on every path that it does not end; valid during the call only
         */
        default void leave(AbstractInsnNode instruction, Types types) {}
    }

    /** In the order of the tags that JVMS 4.7.4 gives them. */
    private static final List<VerificationType> WITHOUT_NAME = List.of(
            VerificationType.TOP,
            VerificationType.INT,
            VerificationType.FLOAT,
            VerificationType.DOUBLE,
            VerificationType.LONG,
            VerificationType.NULL,
            VerificationType.UNINITIALIZED_THIS);

    private final String owner;
    private final MethodNode method;
    private final TypeInterpreter interpreter = new TypeInterpreter();
    /** By the index of the stack map. */
    private final @Nullable Types[] atMaps;

    public TypeFlow(String owner, MethodNode method) {
        this.owner = owner;
        this.method = method;
        atMaps = new @Nullable Types[method.instructions.size()];
    }

    public void walk(Visitor visitor) {
        Types types = atEntry();
        for (var at = method.instructions.getFirst(); at != null; at = at.getNext()) {
            int opcode = at.getOpcode();
            if (opcode < 0 && at instanceof FrameNode map) {
                types = new Types(at(map));
            }
            visitor.visit(at, types);
            if (opcode >= 0 && types != null) {
                apply(at, types);
                visitor.leave(at, types);
                types = Jumps.endsBlock(opcode) ? null : types;
            }
        }
    }

    private void apply(AbstractInsnNode instruction, Types types) {
        try {
            var created = constructed(instruction, types);
            if (instruction instanceof MethodInsnNode call) {
                types.call(call.desc, call.getOpcode() != Opcodes.INVOKESTATIC);
            } else if (instruction instanceof InvokeDynamicInsnNode indy) {
                types.call(indy.desc, false);
            } else {
                types.execute(instruction, interpreter);
            }
            if (created != null) {
                types.initialise(created, constructedType(created, (MethodInsnNode) instruction));
            }
        } catch (AnalyzerException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "the class file is not valid: " + owner + "." + method.name + method.desc + ": " + e.getMessage(),
                    e);
        }
    }

    /** Returns the uninitialised value whose constructor the instruction calls, if it does. */
    private @Nullable VerificationType constructed(AbstractInsnNode instruction, Types types) {
        return isConstructorCall(instruction)
                ? types.operand(Type.getArgumentCount(((MethodInsnNode) instruction).desc))
                : null;
    }

    /** Whether the instruction calls a constructor, which turns all copies of an object into one of its class. */
    public static boolean isConstructorCall(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.INVOKESPECIAL
                && instruction instanceof MethodInsnNode call
                && call.name.equals("<init>");
    }

    /** A constructor that calls that of its superclass makes an object of its own class. */
    private VerificationType constructedType(VerificationType created, MethodInsnNode constructor) {
        return reference(created.equals(VerificationType.UNINITIALIZED_THIS) ? owner : constructor.owner);
    }

    private Types atEntry() {
        var types = new Types(method.maxLocals, method.maxStack);
        int slot = 0;
        if ((method.access & Opcodes.ACC_STATIC) == 0) {
            types.setLocal(
                    slot++, method.name.equals("<init>") ? VerificationType.UNINITIALIZED_THIS : reference(owner));
        }
        for (var parameter : Type.getArgumentTypes(method.desc)) {
            types.setLocal(slot, VerificationType.of(parameter));
            slot += parameter.getSize();
        }
        return types;
    }

    /** The types that a stack map states; not to be changed. */
    public Types at(FrameNode map) {
        int index = method.instructions.indexOf(map);
        var known = atMaps[index];
        if (known == null) {
            known = fromStackMap(map);
            atMaps[index] = known;
        }
        return known;
    }

    private Types fromStackMap(FrameNode map) {
        var types = new Types(method.maxLocals, method.maxStack);
        int slot = 0;
        for (var entry : map.local) {
            var type = fromEntry(entry);
            types.setLocal(slot, type);
            slot += type.getSize();
        }
        for (var entry : map.stack) {
            types.push(fromEntry(entry));
        }
        return types;
    }

    /** The type that an entry of an expanded stack map stands for (JVMS 4.7.4). */
    public static VerificationType fromEntry(Object entry) {
        if (entry instanceof String name) {
            return reference(name);
        } else if (entry instanceof LabelNode label) {
            return VerificationType.uninitialized(creationAt(label));
        }
        return WITHOUT_NAME.get((Integer) entry);
    }

    /** The {@code NEW} that a label in a stack map stands for. */
    public static AbstractInsnNode creationAt(LabelNode label) {
        return Instructions.orAfter(label);
    }

    private static VerificationType reference(String name) {
        return VerificationType.reference(name);
    }
}
