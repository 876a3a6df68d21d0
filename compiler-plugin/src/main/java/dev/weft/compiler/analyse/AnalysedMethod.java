package dev.weft.compiler.analyse;

import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.AwaitCalls;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A body, its basic blocks, and its await sites in the order of the code.
 *
 * <p>True only for the body as it was when it was analysed: a rewrite makes it stale.
 */
public record AnalysedMethod(AsyncMethod method, MethodNode body, ControlFlow flow, List<AwaitSite> sites) {

    public static AnalysedMethod analyse(AsyncMethod method, MethodNode body) {
        var flow = ControlFlow.of(body);
        var calls = AwaitCalls.in(body);
        if (calls.isEmpty()) {
            return new AnalysedMethod(method, body, flow, List.of());
        }
        var liveness = new Liveness(flow);
        var live = liveness.before(calls, body.instructions::indexOf);
        var sites = new ArrayList<AwaitSite>(calls.size());
        var line = new int[1];
        new TypeFlow(method.owner().name, body).walk((instruction, types) -> {
            if (instruction instanceof LineNumberNode number) {
                line[0] = number.line;
            } else if (types != null && sites.size() < calls.size() && instruction == calls.get(sites.size())) {
                var call = (MethodInsnNode) instruction;
                sites.add(new AwaitSite(
                        call,
                        line[0],
                        types.locals(),
                        types.operandsBelow(Type.getArgumentCount(call.desc)),
                        live.get(sites.size()),
                        visibleAt(call, body),
                        flow.blockAt(body.instructions.indexOf(call)).handlers().length > 0));
            }
        });
        return new AnalysedMethod(method, body, flow, List.copyOf(sites));
    }

    private static BitSet visibleAt(MethodInsnNode call, MethodNode body) {
        var visible = new BitSet();
        if (body.localVariables != null) {
            int index = body.instructions.indexOf(call);
            for (var variable : body.localVariables) {
                if (body.instructions.indexOf(variable.start) <= index
                        && index < body.instructions.indexOf(variable.end)) {
                    visible.set(variable.index);
                }
            }
        }
        return visible;
    }
}
