package dev.weft.compiler.analyse;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.Value;

/**
 * The type that the JVM's verifier gives a local variable or an operand (JVMS 4.10.1.2).
 *
 * @param kind which of the verifier's types
 * @param name the internal name, or the descriptor of an array, of a {@link Kind#REFERENCE}
 * @param creation the {@code NEW} that made an {@link Kind#UNINITIALIZED} object
 */
public record VerificationType(
        Kind kind, @Nullable String name, @Nullable AbstractInsnNode creation) implements Value {

    /** The verifier's types; all int-like source types are {@link #INT}. */
    public enum Kind {
        TOP(0, 1),
        INT('I', 1),
        FLOAT('F', 1),
        LONG('J', 2),
        DOUBLE('D', 2),
        NULL('N', 1),
        REFERENCE('L', 1),
        UNINITIALIZED('U', 1),
        UNINITIALIZED_THIS('U', 1);

        private final char letter;
        private final int size;

        Kind(int letter, int size) {
            this.letter = (char) letter;
            this.size = size;
        }

        /** A letter that names the kind in fields of frames and in plans. */
        public char letter() {
            return letter;
        }
    }

    public static final VerificationType TOP = new VerificationType(Kind.TOP, null, null);
    public static final VerificationType INT = new VerificationType(Kind.INT, null, null);
    public static final VerificationType FLOAT = new VerificationType(Kind.FLOAT, null, null);
    public static final VerificationType LONG = new VerificationType(Kind.LONG, null, null);
    public static final VerificationType DOUBLE = new VerificationType(Kind.DOUBLE, null, null);
    public static final VerificationType NULL = new VerificationType(Kind.NULL, null, null);
    public static final VerificationType UNINITIALIZED_THIS = new VerificationType(Kind.UNINITIALIZED_THIS, null, null);

    public static VerificationType reference(String internalName) {
        return new VerificationType(Kind.REFERENCE, internalName, null);
    }

    public static VerificationType uninitialized(AbstractInsnNode creation) {
        return new VerificationType(Kind.UNINITIALIZED, null, creation);
    }

    /** The verifier's type of a value of a source type. */
    public static VerificationType of(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> INT;
            case Type.FLOAT -> FLOAT;
            case Type.LONG -> LONG;
            case Type.DOUBLE -> DOUBLE;
            case Type.ARRAY, Type.OBJECT -> reference(type.getInternalName());
            default -> throw new IllegalArgumentException("no value has the type " + type);
        };
    }

    /** The same for the type that a descriptor names. */
    static VerificationType ofDescriptor(String descriptor) {
        return ofDescriptor(descriptor, 0);
    }

    /** The same for the type that the end of a descriptor names. */
    static VerificationType ofDescriptor(String descriptor, int start) {
        return switch (descriptor.charAt(start)) {
            case 'L' -> reference(descriptor.substring(start + 1, descriptor.length() - 1));
            case '[' -> reference(descriptor.substring(start));
            case 'F' -> FLOAT;
            case 'J' -> LONG;
            case 'D' -> DOUBLE;
            default -> INT;
        };
    }

    @Override
    public int getSize() {
        return kind.size;
    }

    /** Whether it is the constant null, which need not be saved. */
    public boolean isNull() {
        return kind == Kind.NULL;
    }

    public boolean isReference() {
        return kind == Kind.REFERENCE;
    }

    /** Whether the value is an object whose constructor has not run, made by the instruction {@code by}. */
    public boolean isUninitialized(AbstractInsnNode by) {
        return kind == Kind.UNINITIALIZED && creation == by;
    }

    /** Whether there is a value that code may load. */
    public boolean isUsable() {
        return kind != Kind.TOP;
    }

    /** The name of the class, or the descriptor of the array, of a reference. */
    public String referenceName() {
        if (name == null) {
            throw new IllegalStateException(this + " has no class");
        }
        return name;
    }

    /** The descriptor of a field that can hold the value without a cast when it is read again. */
    public String fieldDescriptor() {
        return switch (kind) {
            case INT, FLOAT, LONG, DOUBLE -> String.valueOf(kind.letter);
            case REFERENCE -> Type.getObjectType(referenceName()).getDescriptor();
            default -> throw new IllegalStateException(kind + " cannot be kept in a field");
        };
    }

    /** Returns the opcode for this type that corresponds to one for int: {@code ALOAD} for {@code ILOAD}, and so on. */
    public int opcode(int intOpcode) {
        return switch (kind) {
            case INT -> Type.INT_TYPE.getOpcode(intOpcode);
            case FLOAT -> Type.FLOAT_TYPE.getOpcode(intOpcode);
            case LONG -> Type.LONG_TYPE.getOpcode(intOpcode);
            case DOUBLE -> Type.DOUBLE_TYPE.getOpcode(intOpcode);
            default -> Type.getObjectType("java/lang/Object").getOpcode(intOpcode);
        };
    }

    /** The instruction that pushes the default value of the type. */
    public int defaultConstant() {
        return switch (kind) {
            case INT -> Opcodes.ICONST_0;
            case FLOAT -> Opcodes.FCONST_0;
            case LONG -> Opcodes.LCONST_0;
            case DOUBLE -> Opcodes.DCONST_0;
            default -> Opcodes.ACONST_NULL;
        };
    }

    /** The entry of a stack map that stands for a value of this type. */
    public Object stackMapEntry() {
        return switch (kind) {
            case TOP -> Opcodes.TOP;
            case INT -> Opcodes.INTEGER;
            case FLOAT -> Opcodes.FLOAT;
            case LONG -> Opcodes.LONG;
            case DOUBLE -> Opcodes.DOUBLE;
            case NULL -> Opcodes.NULL;
            case REFERENCE -> referenceName();
            case UNINITIALIZED, UNINITIALIZED_THIS ->
                throw new IllegalStateException("an uninitialised object has no entry of its own");
        };
    }

    /**
     * The same as the generated method, but without method handles: types are compared at each step of a verification.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof VerificationType type
                        && kind == type.kind
                        && creation == type.creation
                        && Objects.equals(name, type.name));
    }

    @Override
    public int hashCode() {
        return kind.hashCode() + 31 * (Objects.hashCode(name) + 31 * Objects.hashCode(creation));
    }

    @Override
    public String toString() {
        return kind == Kind.REFERENCE ? referenceName() : kind.name().toLowerCase(Locale.ROOT);
    }
}
