package dev.weft.compiler.verify;

import dev.weft.compiler.analyse.TypeFlow;
import dev.weft.compiler.analyse.Types;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.code.CodeRange;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.Jumps;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Checks that wherever control goes, what it brings fits the stack map there: the part of the JVM's verification
 * (JVMS 4.10.1.6) that weaving can break.
 */
final class StackMapVerifier implements TypeFlow.Visitor {

    private final MethodNode method;
    private final TypeFlow flow;
    private final ClassHierarchy hierarchy;
    /** The indices of the labels where ranges start or end. */
    private final BitSet boundaries = new BitSet();

    private final Map<LabelNode, List<TryCatchBlockNode>> startingAt = new HashMap<>();
    private final Map<LabelNode, List<TryCatchBlockNode>> endingAt = new HashMap<>();
    /** The ranges around the instruction, each with the stack map of its handler. */
    private final Map<TryCatchBlockNode, Types> covering = new LinkedHashMap<>();

    private @Nullable Types arriving;
    private boolean initialised;

    private StackMapVerifier(String owner, MethodNode method, ClassHierarchy hierarchy) {
        this.method = method;
        this.flow = new TypeFlow(owner, method);
        this.hierarchy = hierarchy;
    }

    static void verify(String owner, MethodNode method, ClassHierarchy hierarchy) {
        var verifier = new StackMapVerifier(owner, method, hierarchy);
        verifier.collectRanges();
        verifier.flow.walk(verifier);
    }

    private void collectRanges() {
        for (var range : method.tryCatchBlocks) {
            if (CodeRange.isEmpty(range.start, range.end)) {
                throw new VerificationFailure(method, range.start, "an empty try range");
            }
            startingAt.computeIfAbsent(range.start, label -> new ArrayList<>()).add(range);
            endingAt.computeIfAbsent(range.end, label -> new ArrayList<>()).add(range);
            boundaries.set(method.instructions.indexOf(range.start));
            boundaries.set(method.instructions.indexOf(range.end));
        }
    }

    private @Nullable Types mapAt(LabelNode label) {
        var map = Instructions.mapAt(label);
        return map == null ? null : flow.at(map);
    }

    @Override
    public void visit(AbstractInsnNode instruction, @Nullable Types types) {
        int opcode = instruction.getOpcode();
        if (opcode >= 0) {
            if (types == null) {
                throw new VerificationFailure(method, instruction, "no stack map where only a jump can arrive");
            } else if (initialised) {
                checkHandlers(instruction, types);
            }
            initialised = opcode == Opcodes.INVOKESPECIAL && TypeFlow.isConstructorCall(instruction);
        } else if (instruction instanceof LabelNode label) {
            if (boundaries.get(method.instructions.indexOf(label))) {
                enterAndLeaveRanges(label, types);
            }
        } else if (instruction instanceof FrameNode && types != null) {
            if (arriving != null) {
                check(arriving, types, true, instruction);
            }
            checkHandlers(instruction, types);
        }
    }

    private void enterAndLeaveRanges(LabelNode label, @Nullable Types types) {
        for (var range : endingAt.getOrDefault(label, List.of())) {
            covering.remove(range);
        }
        for (var range : startingAt.getOrDefault(label, List.of())) {
            enter(range, label, types);
        }
    }

    private void enter(TryCatchBlockNode range, AbstractInsnNode at, @Nullable Types types) {
        var map = mapAt(range.handler);
        if (map == null) {
            throw new VerificationFailure(method, at, "no stack map at an exception handler");
        }
        covering.put(range, map);
        if (types != null) {
            check(types, map, false, at);
        }
    }

    @Override
    public void leave(AbstractInsnNode instruction, Types types) {
        int opcode = instruction.getOpcode();
        if (Jumps.isJump(opcode)) {
            jump(instruction, types);
        } else if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
            checkHandlers((VarInsnNode) instruction, types);
        }
        arriving = Jumps.endsBlock(opcode) ? null : types;
    }

    private void jump(AbstractInsnNode instruction, Types types) {
        for (var target : Jumps.targets(instruction)) {
            var map = mapAt(target);
            if (map == null) {
                throw new VerificationFailure(method, instruction, "no stack map at the target of a jump");
            }
            check(types, map, true, instruction);
        }
    }

    /** Where all variables may be others than before. */
    private void checkHandlers(AbstractInsnNode at, Types types) {
        for (var map : covering.values()) {
            check(types, map, false, at);
        }
    }

    /** A store changes its slots, and the one before, if that began a long or double. */
    private void checkHandlers(VarInsnNode store, Types types) {
        int first = Math.max(store.var - 1, 0);
        int last = Math.min(store.var + 1, types.getLocals() - 1);
        for (var map : covering.values()) {
            checkVariables(types, map, first, last, store);
        }
    }

    private void checkVariables(Types from, Types to, int first, int last, AbstractInsnNode at) {
        for (int slot = first; slot <= last; slot++) {
            check(from.getLocal(slot), to.getLocal(slot), "variable", slot, at);
        }
    }

    private void check(Types from, Types to, boolean withOperands, AbstractInsnNode at) {
        checkVariables(from, to, 0, to.getLocals() - 1, at);
        if (withOperands) {
            if (from.getStackSize() != to.getStackSize()) {
                throw new VerificationFailure(method, at, "the operand stacks differ in depth");
            }
            for (int depth = 0; depth < to.getStackSize(); depth++) {
                check(from.getStack(depth), to.getStack(depth), "operand", depth, at);
            }
        }
    }

    private void check(VerificationType from, VerificationType to, String what, int index, AbstractInsnNode at) {
        if (!isAssignable(from, to)) {
            throw new VerificationFailure(
                    method, at, what + " " + index + " is " + from + " where " + to + " is expected");
        }
    }

    private boolean isAssignable(VerificationType from, VerificationType to) {
        if (!to.isUsable() || from.equals(to)) {
            return true;
        } else if (to.isReference()) {
            return from.isNull()
                    || (from.isReference() && hierarchy.isAssignable(from.referenceName(), to.referenceName()));
        }
        return false;
    }
}
