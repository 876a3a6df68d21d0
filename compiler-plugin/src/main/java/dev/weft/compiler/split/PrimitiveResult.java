package dev.weft.compiler.split;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.ResultCalls;
import dev.weft.compiler.code.Instructions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A number that a hot entry returns as it is. The source boxes it only since {@code Coroutine<Integer>} has to hold an
 * object, and the caller takes it out of its box at once.
 */
public enum PrimitiveResult {
    INT("java/lang/Integer", "I", "intValue"),
    LONG("java/lang/Long", "J", "longValue"),
    DOUBLE("java/lang/Double", "D", "doubleValue");

    private final String box;
    private final String descriptor;
    private final String boxing;
    private final String unboxing;

    PrimitiveResult(String box, String descriptor, String unboxing) {
        this.box = box;
        this.descriptor = descriptor;
        this.boxing = "(" + descriptor + ")L" + box + ";";
        this.unboxing = unboxing;
    }

    public Type type() {
        return Type.getType(descriptor);
    }

    /** Whether the instruction boxes a number of this kind, and the box is returned as a result at once. */
    public boolean boxesResult(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && call.name.equals("valueOf")
                && call.owner.equals(box)
                && call.desc.equals(boxing)
                && isResult(Instructions.nextInLine(instruction));
    }

    private static boolean isResult(@Nullable AbstractInsnNode call) {
        return call != null && ResultCalls.isOne(call) && ResultCalls.isReturnedAtOnce(call);
    }

    /** Whether the instruction returns a result that was a number of this kind until then. */
    public boolean isReturnedBy(AbstractInsnNode returning) {
        var result = Instructions.before(returning);
        var boxing = result == null ? null : Instructions.before(result);
        return boxing != null && boxesResult(boxing);
    }

    /** The kind of number that a method declares to be its result, by its generic signature. */
    static Optional<PrimitiveResult> declaredBy(@Nullable String signature) {
        return Stream.of(values()).filter(kind -> kind.isDeclaredBy(signature)).findFirst();
    }

    private boolean isDeclaredBy(@Nullable String signature) {
        return signature != null
                && signature.startsWith(")L" + RuntimeAbi.COROUTINE + "<L" + box + ";>;", signature.lastIndexOf(')'));
    }

    /** The kind of number that all results of a body are which it boxes; empty if there is none, or more than one. */
    static Optional<PrimitiveResult> of(MethodNode body) {
        Set<PrimitiveResult> kinds = EnumSet.noneOf(PrimitiveResult.class);
        for (var instruction : body.instructions) {
            if (instruction.getOpcode() == Opcodes.INVOKESTATIC) {
                for (var kind : values()) {
                    if (kind.boxesResult(instruction)) {
                        kinds.add(kind);
                    }
                }
            }
        }
        return kinds.size() == 1 ? Optional.of(kinds.iterator().next()) : Optional.empty();
    }

    /**
     * The instruction by which the caller takes a number out of its box, directly behind the await; null if it does not.
     *
     * <pre>
     *     invokestatic await, checkcast Integer, invokevirtual Integer.intValue
     * </pre>
     */
    @Nullable
    MethodInsnNode unboxing(MethodInsnNode await) {
        var cast = Instructions.nextInLine(await);
        var call = cast == null || cast.getOpcode() != Opcodes.CHECKCAST ? null : Instructions.nextInLine(cast);
        return call instanceof MethodInsnNode unboxed
                        && unboxed.owner.equals(box)
                        && unboxed.name.equals(unboxing)
                        && unboxed.desc.equals("()" + descriptor)
                ? unboxed
                : null;
    }
}
