package dev.weft.compiler.split;

import dev.weft.compiler.analyse.ControlFlow;
import dev.weft.compiler.scan.AsyncMethod;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * The complete state machine of one method. Emission decides nothing.
 *
 * @param method the method as it was
 * @param body its normalised body
 * @param flow the basic blocks of the body
 * @param frameClass the internal name of the frame class
 * @param staticEntries whether the entries are static; so are those of an instance method that overwrites {@code this}
 * @param fields all fields of the frame but the receiver
 * @param parameters the parameters in the frame of a coroutine that has not started
 * @param points the suspension points, state 1 first
 * @param slots where the hidden variables lie
 * @param fusion how it takes part in fused calls, beside those at its suspension points
 */
public record MethodPlan(
        AsyncMethod method,
        MethodNode body,
        ControlFlow flow,
        String frameClass,
        boolean staticEntries,
        List<FrameField> fields,
        List<Spill> parameters,
        List<SuspensionPoint> points,
        SlotLayout slots,
        Fusion fusion) {

    MethodPlan withFusion(List<SuspensionPoint> awaited, Fusion fused) {
        return new MethodPlan(method, body, flow, frameClass, staticEntries, fields, parameters, awaited, slots, fused);
    }

    /** The variables that an entry finds in its first slots: the receiver of an instance entry. */
    public int receiverSlots() {
        return staticEntries ? 0 : 1;
    }

    /** Whether the frame keeps the receiver of an instance entry. */
    public boolean keepsReceiver() {
        return !staticEntries;
    }

    public Type frameType() {
        return Type.getObjectType(frameClass);
    }

    public Type ownerType() {
        return Type.getObjectType(method.owner().name);
    }

    /** The parameters of the source method, with the receiver where the entries are static but the method is not. */
    public List<Type> parameterTypes() {
        var types = new ArrayList<Type>();
        if (staticEntries && !method.isStatic()) {
            types.add(ownerType());
        }
        types.addAll(List.of(method.parameterTypes()));
        return types;
    }

    /** The flags of the entries that say how they are called. */
    public int entryAccess() {
        int access = method.node().access;
        return staticEntries ? access | Opcodes.ACC_STATIC : access;
    }
}
