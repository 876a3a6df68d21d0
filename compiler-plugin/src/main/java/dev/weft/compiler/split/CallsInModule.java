package dev.weft.compiler.split;

import dev.weft.compiler.analyse.TypeFlow;
import dev.weft.compiler.analyse.Types;
import dev.weft.compiler.analyse.VerificationType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Finds the calls in a body that may enter a method of the module directly. */
final class CallsInModule implements TypeFlow.Visitor {

    private final DirectCalls direct;
    private final Map<MethodInsnNode, Callee.OfModule> found = new HashMap<>();

    private CallsInModule(DirectCalls direct) {
        this.direct = direct;
    }

    static Map<MethodInsnNode, Callee.OfModule> in(MethodPlan plan, DirectCalls direct) {
        if (direct == DirectCalls.NONE) {
            return Map.of();
        }
        var calls = new CallsInModule(direct);
        if (Stream.of(plan.body().instructions.toArray())
                .anyMatch(instruction -> calls.calledBy(instruction).isPresent())) {
            new TypeFlow(plan.method().owner().name, plan.body()).walk(calls);
        }
        return calls.found;
    }

    private Optional<DirectMethod> calledBy(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        return (opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKESTATIC)
                        && instruction instanceof MethodInsnNode call
                ? direct.find(call.owner, call.name, call.desc).filter(method -> method.isCalledBy(call))
                : Optional.empty();
    }

    @Override
    public void visit(AbstractInsnNode instruction, @Nullable Types types) {
        var method = calledBy(instruction);
        if (method.isPresent() && types != null) {
            var call = (MethodInsnNode) instruction;
            var locals = types.locals();
            var operands = types.operandsBelow(Type.getArgumentCount(call.desc));
            if (areWritable(locals) && areWritable(operands)) {
                found.put(call, new Callee.OfModule(method.get(), locals, operands));
            }
        }
    }

    /** Whether a stack map can say them: an object whose constructor has not run has no entry of its own. */
    private static boolean areWritable(List<VerificationType> types) {
        return types.stream()
                .map(VerificationType::kind)
                .noneMatch(kind -> kind == VerificationType.Kind.UNINITIALIZED
                        || kind == VerificationType.Kind.UNINITIALIZED_THIS);
    }
}
