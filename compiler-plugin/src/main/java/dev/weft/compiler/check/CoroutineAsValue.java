package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.ResultCalls;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.LocalVariables;
import dev.weft.compiler.code.OperandUse;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.ScannedClass;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * WEFT006: a coroutine that becomes a value of which nobody expects that it must be awaited: the result of {@code
 * executor.submit(() -> cold())}, a part of a text, an element of a {@code Map<String, Object>}.
 *
 * <p>Only what was made on the spot counts, or is kept in a variable that nothing else reads. Where a coroutine is taken
 * out again, by a cast in the same method, or where the type of the collection says that it holds coroutines, or does
 * not say what it holds, there is no finding.
 */
final class CoroutineAsValue implements Rule {

    private static final String REMEDY =
            "await it, or start it as a task with start(...); ordinary code hands it to Weft.run(...)";
    private static final Set<String> RUNNERS = Set.of("submit", "schedule", "supplyAsync", "blocking");
    private static final Map<String, String> STORES = Map.of(
            "put", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
            "putIfAbsent", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
            "add", "(Ljava/lang/Object;)Z");

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.node().methods) {
            for (var instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode indy) {
                    checkLambda(method, indy, reporter);
                } else if (instruction instanceof MethodInsnNode call && isMade(call)) {
                    checkUse(scanned, method, call, reporter);
                }
            }
        }
    }

    private static boolean isMade(MethodInsnNode call) {
        return call.desc.endsWith(RuntimeAbi.RETURNS_COROUTINE) && !ResultCalls.isOne(call);
    }

    /** {@code submit(() -> cold())}: the future gets the coroutine, and nobody the result. */
    private static void checkLambda(MethodNode method, InvokeDynamicInsnNode indy, Reporter reporter) {
        if (!indy.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                || !(indy.bsmArgs[0] instanceof Type erased)
                || !erased.getReturnType().getDescriptor().equals(RuntimeAbi.OBJECT_DESCRIPTOR)
                || !(indy.bsmArgs[1] instanceof Handle target)
                || !target.getDesc().endsWith(RuntimeAbi.RETURNS_COROUTINE)) {
            return;
        }
        var runner = runnerOf(indy);
        if (runner != null && !isTakenOut(method) && !isReturned(runner)) {
            reporter.at(
                    runner,
                    method,
                    FindingCode.WEFT006,
                    "the coroutine that the lambda gives to '" + runner.name + "' is its result and never runs",
                    REMEDY);
        }
    }

    /** The call that takes the lambda: next, or behind an executor, a delay and its unit. */
    private static @Nullable MethodInsnNode runnerOf(InvokeDynamicInsnNode indy) {
        AbstractInsnNode at = indy;
        for (int i = 0; i < 4 && at != null; i++) {
            at = Instructions.after(at);
            if (at instanceof MethodInsnNode call && takesLambda(call, indy)) {
                return call;
            }
        }
        return null;
    }

    private static boolean takesLambda(MethodInsnNode call, InvokeDynamicInsnNode indy) {
        var lambda = Type.getReturnType(indy.desc);
        return RUNNERS.contains(call.name)
                && (!call.name.equals("blocking") || call.owner.equals(RuntimeAbi.WEFT))
                && (!call.name.equals("supplyAsync") || call.owner.equals(RuntimeAbi.FUTURE))
                && Arrays.asList(Type.getArgumentTypes(call.desc)).contains(lambda);
    }

    private static boolean isTakenOut(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof TypeInsnNode cast
                    && cast.getOpcode() == Opcodes.CHECKCAST
                    && cast.desc.equals(RuntimeAbi.COROUTINE)) {
                return true;
            }
        }
        return false;
    }

    /** Whoever gets what the runner makes may take the coroutine out of it. */
    private static boolean isReturned(MethodInsnNode runner) {
        var next = Instructions.after(runner);
        return next != null
                && (next.getOpcode() == Opcodes.ARETURN || next.getType() == AbstractInsnNode.METHOD_INSN)
                && !(next instanceof MethodInsnNode call && call.owner.equals(RuntimeAbi.WEFT));
    }

    private static void checkUse(ScannedClass scanned, MethodNode method, MethodInsnNode made, Reporter reporter) {
        var use = Instructions.after(made);
        if (TextUse.isOne(OperandUse.of(made)) || (use instanceof VarInsnNode kept && isOnlyText(method, kept))) {
            report(made, method, "becomes a part of a text", reporter);
        } else if (use instanceof MethodInsnNode store
                && store.desc.equals(STORES.get(store.name))
                && holdsAnyObject(scanned, method, made)) {
            report(made, method, "is stored as an Object", reporter);
        }
    }

    /**
     * Whether the variable that keeps it is read, and only as a part of texts: {@code var answer = ask(); println(answer);}.
     * A slot that several variables have is none.
     */
    private static boolean isOnlyText(MethodNode method, VarInsnNode kept) {
        boolean isRead = false;
        for (var instruction : method.instructions) {
            if (instruction instanceof VarInsnNode access && access.var == kept.var && access != kept) {
                if (access.getOpcode() != Opcodes.ALOAD || !TextUse.isOne(OperandUse.of(access))) {
                    return false;
                }
                isRead = true;
            }
        }
        return isRead && kept.getOpcode() == Opcodes.ASTORE;
    }

    /** Whether the collection in front of the arguments is declared to hold objects, as {@code Map<String, Object>}. */
    private static boolean holdsAnyObject(ScannedClass scanned, MethodNode method, MethodInsnNode made) {
        for (var at = Instructions.before(made); at != null; at = Instructions.before(at)) {
            var signature = signatureOf(scanned, method, at);
            if (signature.isPresent()) {
                return signature.get().startsWith("Ljava/util/")
                        && signature.get().endsWith("Ljava/lang/Object;>;");
            } else if (!isArgument(at)) {
                return false;
            }
        }
        return false;
    }

    /** Loads and constants: what is simple enough to stand between the collection and the call. */
    private static boolean isArgument(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        return (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.ALOAD)
                || opcode == Opcodes.GETFIELD
                || opcode == Opcodes.GETSTATIC;
    }

    private static Optional<String> signatureOf(ScannedClass scanned, MethodNode method, AbstractInsnNode load) {
        if (load instanceof VarInsnNode variable && variable.getOpcode() == Opcodes.ALOAD) {
            return LocalVariables.at(method, variable.var, load)
                    .map(one -> one.signature)
                    .filter(Objects::nonNull);
        } else if (load instanceof FieldInsnNode field && field.owner.equals(scanned.node().name)) {
            return scanned.node().fields.stream()
                    .filter(one -> one.name.equals(field.name) && one.desc.equals(field.desc))
                    .map(one -> one.signature)
                    .filter(Objects::nonNull)
                    .findFirst();
        }
        return Optional.empty();
    }

    private static void report(MethodInsnNode made, MethodNode method, String what, Reporter reporter) {
        reporter.at(
                made,
                method,
                FindingCode.WEFT006,
                "the coroutine of '" + made.name + "' " + what + ": it never runs",
                REMEDY);
    }
}
