package dev.weft.compiler.split;

import dev.weft.compiler.analyse.VerificationType;
import java.util.List;
import java.util.Optional;

/** What a fused call enters. */
public sealed interface Callee {

    /** The number that it returns; empty if it returns an object. */
    Optional<PrimitiveResult> result();

    /**
     * The hot entry of a method of the same class, of which it is known that no other method can be meant.
     *
     * @param plan the plan of the method; of its own fused calls it knows nothing
     */
    record OwnEntry(MethodPlan plan) implements Callee {
        @Override
        public Optional<PrimitiveResult> result() {
            return plan.fusion().result();
        }
    }

    /**
     * The hot entry of a method of the same module. Whether it can be entered is asked at the call: another method may be
     * meant, or the stack may be too deep.
     *
     * @param method the method
     * @param locals the types of the local variables at the call
     * @param operands the types of the operands below the arguments; the receiver is the uppermost
     */
    record OfModule(DirectMethod method, List<VerificationType> locals, List<VerificationType> operands)
            implements Callee {
        @Override
        public Optional<PrimitiveResult> result() {
            return method.result();
        }
    }
}
