package dev.weft.compiler.analyse;

import dev.weft.compiler.abi.RuntimeAbi;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * The effect of one instruction on the verifier's types, as JVMS 4.10.1.9 defines it.
 *
 * <p>It never merges types: the stack maps of the class file state the types where paths meet, so no class needs to be
 * known.
 */
final class TypeInterpreter extends Interpreter<VerificationType> {

    private static final VerificationType OBJECT = VerificationType.reference(RuntimeAbi.OBJECT);

    TypeInterpreter() {
        super(RuntimeAbi.ASM_API);
    }

    @Override
    public VerificationType newValue(@Nullable Type type) {
        return type == null ? VerificationType.TOP : VerificationType.of(type);
    }

    @Override
    public VerificationType newOperation(AbstractInsnNode insn) {
        int opcode = insn.getOpcode();
        if (opcode == Opcodes.ACONST_NULL) {
            return VerificationType.NULL;
        } else if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
            return VerificationType.INT;
        }
        return switch (opcode) {
            case Opcodes.LCONST_0, Opcodes.LCONST_1 -> VerificationType.LONG;
            case Opcodes.FCONST_0, Opcodes.FCONST_1, Opcodes.FCONST_2 -> VerificationType.FLOAT;
            case Opcodes.DCONST_0, Opcodes.DCONST_1 -> VerificationType.DOUBLE;
            case Opcodes.BIPUSH, Opcodes.SIPUSH -> VerificationType.INT;
            case Opcodes.LDC -> constant(((LdcInsnNode) insn).cst);
            case Opcodes.GETSTATIC -> VerificationType.ofDescriptor(((FieldInsnNode) insn).desc);
            case Opcodes.NEW -> VerificationType.uninitialized(insn);
            default -> throw notKnown(insn);
        };
    }

    private static VerificationType constant(Object constant) {
        if (constant instanceof Integer) {
            return VerificationType.INT;
        } else if (constant instanceof Float) {
            return VerificationType.FLOAT;
        } else if (constant instanceof Long) {
            return VerificationType.LONG;
        } else if (constant instanceof Double) {
            return VerificationType.DOUBLE;
        } else if (constant instanceof String) {
            return VerificationType.reference("java/lang/String");
        } else if (constant instanceof Type type) {
            return VerificationType.reference(
                    type.getSort() == Type.METHOD ? "java/lang/invoke/MethodType" : "java/lang/Class");
        } else if (constant instanceof Handle) {
            return VerificationType.reference("java/lang/invoke/MethodHandle");
        }
        return VerificationType.ofDescriptor(((ConstantDynamic) constant).getDescriptor());
    }

    @Override
    public VerificationType copyOperation(AbstractInsnNode insn, VerificationType value) {
        return value;
    }

    @Override
    public @Nullable VerificationType unaryOperation(AbstractInsnNode insn, VerificationType value) {
        return switch (insn.getOpcode()) {
            case Opcodes.LNEG, Opcodes.I2L, Opcodes.F2L, Opcodes.D2L -> VerificationType.LONG;
            case Opcodes.FNEG, Opcodes.I2F, Opcodes.L2F, Opcodes.D2F -> VerificationType.FLOAT;
            case Opcodes.DNEG, Opcodes.I2D, Opcodes.L2D, Opcodes.F2D -> VerificationType.DOUBLE;
            case Opcodes.GETFIELD -> VerificationType.ofDescriptor(((FieldInsnNode) insn).desc);
            case Opcodes.NEWARRAY -> VerificationType.reference(primitiveArray(((IntInsnNode) insn).operand));
            case Opcodes.ANEWARRAY ->
                VerificationType.reference(
                        "[" + Type.getObjectType(((TypeInsnNode) insn).desc).getDescriptor());
            case Opcodes.CHECKCAST -> VerificationType.reference(((TypeInsnNode) insn).desc);
            default ->
                VerificationType.INT; // the other conversions, negation, IINC, lengths, tests; jumps push nothing
        };
    }

    private static String primitiveArray(int operand) {
        return switch (operand) {
            case Opcodes.T_BOOLEAN -> "[Z";
            case Opcodes.T_CHAR -> "[C";
            case Opcodes.T_BYTE -> "[B";
            case Opcodes.T_SHORT -> "[S";
            case Opcodes.T_INT -> "[I";
            case Opcodes.T_FLOAT -> "[F";
            case Opcodes.T_DOUBLE -> "[D";
            case Opcodes.T_LONG -> "[J";
            default -> throw new IllegalArgumentException("array type " + operand + " is not known");
        };
    }

    @Override
    public VerificationType binaryOperation(AbstractInsnNode insn, VerificationType first, VerificationType second) {
        return switch (insn.getOpcode()) {
            case Opcodes.LALOAD,
                    Opcodes.LADD,
                    Opcodes.LSUB,
                    Opcodes.LMUL,
                    Opcodes.LDIV,
                    Opcodes.LREM,
                    Opcodes.LSHL,
                    Opcodes.LSHR,
                    Opcodes.LUSHR,
                    Opcodes.LAND,
                    Opcodes.LOR,
                    Opcodes.LXOR -> VerificationType.LONG;
            case Opcodes.FALOAD, Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.FREM ->
                VerificationType.FLOAT;
            case Opcodes.DALOAD, Opcodes.DADD, Opcodes.DSUB, Opcodes.DMUL, Opcodes.DDIV, Opcodes.DREM ->
                VerificationType.DOUBLE;
            case Opcodes.AALOAD -> element(first);
            default -> VerificationType.INT;
        };
    }

    private static VerificationType element(VerificationType array) {
        if (!array.isReference()) {
            return VerificationType.NULL; // JVMS 4.10.1.9.aaload: an element of null is null
        }
        var name = array.referenceName();
        return name.startsWith("[") ? VerificationType.ofDescriptor(name.substring(1)) : OBJECT;
    }

    @Override
    public @Nullable VerificationType ternaryOperation(
            AbstractInsnNode insn, VerificationType first, VerificationType second, VerificationType third) {
        return null; // array stores push nothing
    }

    /** Calls have their effect in {@link Types#call}, without a list of what they take. */
    @Override
    public VerificationType naryOperation(AbstractInsnNode insn, List<? extends VerificationType> values) {
        return VerificationType.reference(((MultiANewArrayInsnNode) insn).desc);
    }

    @Override
    public void returnOperation(AbstractInsnNode insn, VerificationType value, VerificationType expected) {
        // what is returned was checked when the class was compiled
    }

    @Override
    public VerificationType merge(VerificationType first, VerificationType second) {
        throw new UnsupportedOperationException("paths meet only where a stack map says what holds");
    }

    private static IllegalArgumentException notKnown(AbstractInsnNode insn) {
        return new IllegalArgumentException("opcode " + insn.getOpcode() + " is not known");
    }
}
